import Paper from '@mui/material/Paper';
import { useTheme } from '@mui/material/styles';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Fragment, type ReactNode, useId } from 'react';
import { RowCards } from './RowCards.tsx';

export type Column<T> = {
  /** Heads the column, and stands beside the value on a phone; no two of a table are alike. */
  label: string;
  render: (row: T) => ReactNode;
  /** Figures: to the right, on one line. */
  number?: boolean;
  /** Names the row; the first column where none does. */
  head?: boolean;
  minWidth?: number;
};
type Props<T> = {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string | number;
  /** Stands in a frame already and gets none of its own. */
  bare?: boolean;
  /** So few and short columns that they fit on a phone side by side. */
  narrow?: boolean;
  /** Stands across the table before this row. */
  before?: (row: T) => ReactNode;
};

/** A table on a desktop, one card a row on a phone. */
export function PlainTable<T>({ caption, columns, rows, rowKey, bare = false, narrow = false, before }: Props<T>) {
  const id = useId();
  const phone = useMediaQuery(useTheme().breakpoints.down('sm'));
  if (phone && !narrow) {
    const cards = rows.map((row) => ({
      key: rowKey(row),
      fields: columns.map(({ label, render }) => ({ label, value: render(row) })),
      before: before?.(row),
    }));
    return <RowCards label={caption} rows={cards} />;
  }
  const named = columns.find(({ head }) => head) ?? columns[0];
  return (
    <TableContainer {...(bare ? {} : { component: Paper })} tabIndex={0} role="region" aria-labelledby={id}>
      <Table>
        <caption id={id} className="visually-hidden">
          {caption}
        </caption>
        <TableHead>
          <TableRow>
            {columns.map(({ label, number, minWidth }) => (
              <TableCell key={label} scope="col" align={number ? 'right' : 'left'} sx={{ minWidth }}>
                {label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => {
            const across = before?.(row);
            return (
              <Fragment key={rowKey(row)}>
                {across ? (
                  <TableRow>
                    <TableCell colSpan={columns.length} sx={{ p: 0, border: 0 }}>
                      {across}
                    </TableCell>
                  </TableRow>
                ) : null}
                <TableRow hover>
                  {columns.map((column) => (
                    <TableCell
                      key={column.label}
                      {...(column === named ? { component: 'th', scope: 'row' } : {})}
                      {...(column.number ? { align: 'right', sx: { whiteSpace: 'nowrap' } } : {})}
                    >
                      {column.render(row)}
                    </TableCell>
                  ))}
                </TableRow>
              </Fragment>
            );
          })}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
