import Box from '@mui/material/Box';
import { Fragment, type ReactNode } from 'react';

export type RowCard = {
  key: string | number;
  fields: { label: string; value: ReactNode }[];
  /** Stands before the card, across the list. */
  before?: ReactNode;
};

/** Rows of a table on a phone: one card each, what a column says beside its label. */
export function RowCards({ label, rows }: { label: string; rows: readonly RowCard[] }) {
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1 }}>
      {rows.map(({ key, fields, before }) => (
        <Fragment key={key}>
          {before ? <li>{before}</li> : null}
          <Box
            component="li"
            sx={{ p: 1.5, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}
          >
            <Box
              component="dl"
              sx={{
                m: 0,
                display: 'grid',
                gridTemplateColumns: 'minmax(64px, 30%) minmax(0, 1fr)',
                columnGap: 1.5,
                rowGap: 0.75,
                alignItems: 'baseline',
                '& dt': { color: 'text.secondary', fontSize: '0.8rem' },
                '& dd': { m: 0, minWidth: 0, overflowWrap: 'anywhere' },
              }}
            >
              {fields.map((field) => (
                <Fragment key={field.label}>
                  <dt>{field.label}</dt>
                  <dd>{field.value}</dd>
                </Fragment>
              ))}
            </Box>
          </Box>
        </Fragment>
      ))}
    </Box>
  );
}
