import { useTheme } from '@mui/material/styles';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { RowCards } from '../layout/RowCards.tsx';

export type Column<Row> = { label: string; render: (row: Row) => ReactNode; number?: boolean; head?: boolean };
type DataGridProps<Row> = {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  columns: Column<Row>[];
};

/** Columns that fit on a phone side by side. */
const NARROW = 3;

/** A small table with a name for screen readers; on a phone one of many columns is one card a row. */
export function DataGrid<Row>({ label, rows, rowKey, columns }: DataGridProps<Row>) {
  const phone = useMediaQuery(useTheme().breakpoints.down('sm'));
  if (phone && columns.length > NARROW) {
    const cards = rows.map((row) => ({
      key: rowKey(row),
      fields: columns.map((column) => ({ label: column.label, value: column.render(row) })),
    }));
    return <RowCards label={label} rows={cards} />;
  }
  return (
    <TableContainer tabIndex={0} role="region" aria-label={label}>
      <Table aria-label={label}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column.label} align={column.number ? 'right' : 'left'} sx={{ whiteSpace: 'nowrap' }}>
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)}>
              {columns.map((column) => (
                <TableCell
                  key={column.label}
                  align={column.number ? 'right' : 'left'}
                  sx={column.number ? { whiteSpace: 'nowrap' } : undefined}
                  {...(column.head ? { component: 'th', scope: 'row' } : {})}
                >
                  {column.render(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
