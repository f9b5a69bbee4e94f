import Button from '@mui/material/Button';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Busy, Page, ProblemAlert } from './Page.tsx';

/** The reply once it is here; until then that it is under way, or why it is not coming. */
export function Reply<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  return query.isPending ? <Busy /> : <ProblemAlert problem={query.error} />;
}

/** Where a refused page sends the reader: `label` is the name of that page. */
export type WayBack = { to: string; label: string };

/** A page that cannot be shown: a heading, why, and the way back. */
export function Refused({ problem, back }: { problem: unknown; back: WayBack }) {
  const translate = useTranslate();
  return (
    <Page title={translate('shell.refused.title')}>
      <ProblemAlert problem={problem} />
      <Button component={Link} to={back.to} variant="outlined" sx={{ mt: 1 }}>
        {translate('shell.refused.back', { page: back.label })}
      </Button>
    </Page>
  );
}

type PageReplyProps<T> = { query: UseQueryResult<T>; back: WayBack; children: (data: T) => ReactNode };

/** As `Reply`, where the reply is what the whole page is about. */
export function PageReply<T>({ query, back, children }: PageReplyProps<T>) {
  if (query.data !== undefined) return children(query.data);
  return query.isPending ? <Busy /> : <Refused problem={query.error} back={back} />;
}
