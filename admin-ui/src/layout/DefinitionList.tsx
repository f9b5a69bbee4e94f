import Box from '@mui/material/Box';
import type { SxProps } from '@mui/material/styles';
import type { ReactNode } from 'react';

type Props = {
  children: ReactNode;
  /** Room for the terms where they stand beside what they say. */
  termWidth?: string;
  sx?: SxProps;
};

/** Terms and what stands behind them: side by side where there is room, one below the other on a phone. */
export function DefinitionList({ children, termWidth = '9em', sx }: Props) {
  return (
    <Box
      component="dl"
      sx={[
        {
          m: 0,
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: `${termWidth} minmax(0, 1fr)` },
          columnGap: 2,
          rowGap: { sm: 0.5 },
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, mb: { xs: 0.75, sm: 0 }, minWidth: 0, overflowWrap: 'anywhere' },
        },
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    >
      {children}
    </Box>
  );
}

export function Definition({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
