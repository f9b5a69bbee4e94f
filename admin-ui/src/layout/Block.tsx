import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import type { SxProps } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

type Props = {
  title: string;
  actions?: ReactNode;
  /** What to know before reading or filling it. */
  note?: string;
  children: ReactNode;
  sx?: SxProps;
};

/** A titled part of a page, in a frame. */
export function Block({ title, actions, note, children, sx }: Props) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} sx={[{ p: 2, minWidth: 0 }, ...(Array.isArray(sx) ? sx : [sx])]}>
      <Stack
        direction="row"
        sx={{ flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'center', mb: 1, gap: 1 }}
      >
        <Typography variant="h2" id={id}>
          {title}
        </Typography>
        {actions}
      </Stack>
      {note ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {note}
        </Typography>
      ) : null}
      {children}
    </Paper>
  );
}
