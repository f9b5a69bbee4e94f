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
import { RowCards } from './RowCards.tsx';

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
    const cards = rows.map((row) => ({
      key: rowKey(row),
      fields: columns.map(({ label, render }) => ({ label, value: render(row) })),
    }));
    return <RowCards label={caption} rows={cards} />;
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
