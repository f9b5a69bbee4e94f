/** Rows of one shape as a table, the way round that fits. */
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useTranslate } from 'ra-core';
import { pointerStep } from '../../../domain/differences.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { FieldNotes } from './FieldNotes.tsx';
import { moneyWords } from './money-words.ts';
import { derivedValues, isObject, members, type Schema, titleOf } from './schema.ts';
import { ValueText } from './ValueText.tsx';

type RowsProps = {
  caption: string;
  rows: { key: string; title: string; pointer: string; value: unknown }[];
  rowSchema: Schema;
  rowUi?: Schema;
};

/** Rows of one shape; on a phone each row is a card, with the column's title before each value. */
function Rows({ caption, rows, rowSchema, rowUi }: RowsProps) {
  const bilingual = useBilingual();
  const translate = useTranslate();
  const money = (fen: number) => moneyWords(fen, translate);
  const columns = members(rowSchema, rowUi);
  const derived = derivedValues(rowSchema, {}, money);
  const narrow = { xs: 'block', md: 'table-cell' };
  return (
    <TableContainer sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={caption}>
      <Table size="small" sx={{ display: { xs: 'block', md: 'table' }, '& td, & th': { minWidth: { md: '5em' } } }}>
        <TableHead sx={{ display: { xs: 'none', md: 'table-header-group' } }}>
          <TableRow>
            <TableCell>{translate('application.read.item')}</TableCell>
            {columns.map(({ name, schema }) => (
              <TableCell key={name}>{bilingual(titleOf(schema))}</TableCell>
            ))}
            {derived.map(({ key, title }) => (
              <TableCell key={key}>{bilingual(title)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody sx={{ display: { xs: 'block', md: 'table-row-group' } }}>
          {rows.map(({ key, title, pointer, value }) => (
            <TableRow
              key={key}
              sx={{ display: { xs: 'block', md: 'table-row' }, verticalAlign: 'top', py: { xs: 1, md: 0 } }}
            >
              <TableCell component="th" scope="row" sx={{ display: narrow, fontWeight: 600, minWidth: { md: 120 } }}>
                {title}
                <FieldNotes pointer={pointer} schema={rowSchema} />
              </TableCell>
              {columns.map(({ name, schema }) => (
                <TableCell key={name} sx={{ display: narrow, border: { xs: 0, md: undefined } }}>
                  <Box component="span" sx={{ display: { md: 'none' }, color: 'text.secondary', mr: 1 }}>
                    {bilingual(titleOf(schema))}
                  </Box>
                  <ValueText schema={schema} value={isObject(value) ? value[name] : undefined} />
                  <FieldNotes pointer={pointer + pointerStep(name)} schema={schema} />
                </TableCell>
              ))}
              {derivedValues(rowSchema, value, money).map((item) => (
                <TableCell key={item.key} sx={{ display: narrow, border: { xs: 0, md: undefined } }}>
                  <Box component="span" sx={{ display: { md: 'none' }, color: 'text.secondary', mr: 1 }}>
                    {bilingual(item.title)}
                  </Box>
                  {item.text}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

/** More columns than a page is wide: the same rows turned over, one column each, fields down the side. */
function Turned({ caption, rows, rowSchema, rowUi }: RowsProps) {
  const bilingual = useBilingual();
  const translate = useTranslate();
  const money = (fen: number) => moneyWords(fen, translate);
  const fields = members(rowSchema, rowUi);
  return (
    <TableContainer sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={caption}>
      <Table size="small" sx={{ width: 'auto', minWidth: { sm: '60%' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{translate('application.read.item')}</TableCell>
            {rows.map(({ key, title, pointer }) => (
              <TableCell key={key} sx={{ minWidth: 110 }}>
                {title}
                <FieldNotes pointer={pointer} schema={rowSchema} />
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map(({ name, schema }) => (
            <TableRow key={name}>
              <TableCell component="th" scope="row">
                {bilingual(titleOf(schema))}
              </TableCell>
              {rows.map(({ key, pointer, value }) => (
                <TableCell key={key}>
                  <ValueText schema={schema} value={isObject(value) ? value[name] : undefined} />
                  <FieldNotes pointer={pointer + pointerStep(name)} schema={schema} />
                </TableCell>
              ))}
            </TableRow>
          ))}
          {derivedValues(rowSchema, {}, money).map(({ key: derivedKey, title }, i) => (
            <TableRow key={derivedKey}>
              <TableCell component="th" scope="row">
                {bilingual(title)}
              </TableCell>
              {rows.map(({ key, value }) => (
                <TableCell key={key}>{derivedValues(rowSchema, value, money)[i]?.text}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

const MOST_COLUMNS = 6;

export function RowTable(props: RowsProps) {
  const columns = members(props.rowSchema, props.rowUi).length + derivedValues(props.rowSchema, {}, String).length;
  return columns > MOST_COLUMNS ? <Turned {...props} /> : <Rows {...props} />;
}
