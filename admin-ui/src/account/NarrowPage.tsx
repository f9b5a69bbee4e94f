import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';
import { Page } from '../layout/Page.tsx';

/** A page with one small form. */
export function NarrowPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Page title={title} maxWidth={440}>
      <Paper sx={{ p: { xs: 2, sm: 3 } }}>{children}</Paper>
    </Page>
  );
}
