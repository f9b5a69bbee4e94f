import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useTheme } from '@mui/material/styles';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, useId } from 'react';

export type Column<T> = {
  key: string;
  label: string;
  render: (row: T) => ReactNode;
  align?: 'left' | 'right';
  minWidth?: number;
};
type Props<T> = { caption: string; columns: Column<T>[]; rows: readonly T[]; rowKey: (row: T) => string };

/** A table on a desktop, one card a row on a phone. The first column names the row. */
export function PlainTable<T>({ caption, columns, rows, rowKey }: Props<T>) {
  const id = useId();
  const phone = useMediaQuery(useTheme().breakpoints.down('sm'));
  if (phone) {
    return (
      <Box component="ul" aria-label={caption} sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1 }}>
        {rows.map((row) => (
          <Paper component="li" key={rowKey(row)} sx={{ p: 1.5 }}>
            <Box
              component="dl"
              sx={{ m: 0, '& dt': { color: 'text.secondary', fontSize: '0.8rem' }, '& dd': { m: 0, mb: 0.75 } }}
            >
              {columns.map(({ key, label, render }) => (
                <Box key={key}>
                  <dt>{label}</dt>
                  <dd>{render(row)}</dd>
                </Box>
              ))}
            </Box>
          </Paper>
        ))}
      </Box>
    );
  }
  return (
    <TableContainer component={Paper} tabIndex={0} role="region" aria-labelledby={id}>
      <Table>
        <caption id={id} className="visually-hidden">
          {caption}
        </caption>
        <TableHead>
          <TableRow>
            {columns.map(({ key, label, align, minWidth }) => (
              <TableCell key={key} scope="col" align={align} sx={{ minWidth }}>
                {label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)} hover>
              {columns.map(({ key, render, align }, no) =>
                no === 0 ? (
                  <TableCell key={key} component="th" scope="row" align={align}>
                    {render(row)}
                  </TableCell>
                ) : (
                  <TableCell key={key} align={align}>
                    {render(row)}
                  </TableCell>
                ),
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
