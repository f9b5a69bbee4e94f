/** A section of an application as officers, experts and the parties read it: nothing to type, tables where data are lists. */
import ChangeHistoryIcon from '@mui/icons-material/ChangeHistory';
import FlagOutlinedIcon from '@mui/icons-material/FlagOutlined';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { createContext, type ElementType, type ReactNode, useContext, useMemo } from 'react';
import type { FormSection } from '../../../contracts/policy.ts';
import type { Bilingual } from '../../../contracts/text.ts';
import { isUnder, pointerStep } from '../../../domain/differences.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { derivedValues, isObject, members, type Schema, titleOf, titlePath } from './schema.ts';
import { ValueText } from './ValueText.tsx';

export type ReadDifference = { pointer: string; before?: unknown; after?: unknown };

export type SectionReadProps = {
  section: FormSection;
  data: Record<string, unknown>;
  /** Highlights what changed and shows what stood there before. */
  differences?: readonly ReadDifference[];
  /** Notes of an officer, shown at their fields. */
  marks?: readonly { pointer: string; note: string }[];
  /** Slot beside each field, e.g. for a button that marks it. */
  renderMark?: (pointer: string, title: Bilingual) => ReactNode;
  /** Level of the headings of groups inside; the caller writes the section's own title. */
  headingLevel?: 3 | 4 | 5;
};

type Reading = Required<Pick<SectionReadProps, 'section' | 'differences' | 'marks'>> &
  Pick<SectionReadProps, 'renderMark'> & { heading: ElementType };
const ReadingContext = createContext<Reading | null>(null);

function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (reading === null) throw new Error('SectionRead renders its own parts');
  return reading;
}

/** Change, note and slot of one field. */
function Extras({ pointer, schema }: { pointer: string; schema: Schema }) {
  const { section, differences, marks, renderMark } = useReading();
  const translate = useTranslate();
  const changed = differences.filter((difference) => isUnder(difference.pointer, pointer));
  const notes = marks.filter((mark) => mark.pointer === pointer);
  const own = changed.find((difference) => difference.pointer === pointer);
  return (
    <>
      {changed.length > 0 && (
        <Typography
          variant="caption"
          component="div"
          sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start', color: 'warning.main', mt: 0.25 }}
        >
          <ChangeHistoryIcon fontSize="inherit" aria-hidden sx={{ mt: '3px' }} />
          <span>
            {translate('application.read.changed')}
            {own && (
              <>
                {' '}
                {translate('application.read.before')}{' '}
                <Box component="del" sx={{ color: 'text.secondary' }}>
                  <ValueText schema={schema} value={own.before} />
                </Box>
              </>
            )}
          </span>
        </Typography>
      )}
      {notes.map(({ note }) => (
        <Typography
          key={note}
          variant="caption"
          component="div"
          sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start', color: 'error.main', mt: 0.25 }}
        >
          <FlagOutlinedIcon fontSize="inherit" aria-hidden sx={{ mt: '3px' }} />
          <span>
            {translate('application.read.toCorrect')} {note}
          </span>
        </Typography>
      ))}
      {renderMark?.(pointer, titlePath(section, pointer))}
    </>
  );
}

const isLeaf = (schema: Schema) =>
  schema.type !== 'object' && !(schema.type === 'array' && isObject(schema.items) && schema.items.type === 'object');

/** Members that all look alike, such as the plans of the required services, read best as one table. */
function isUniform(schema: Schema): boolean {
  const list = members(schema);
  const [first, ...others] = list;
  if (!first || others.length === 0 || first.schema.type !== 'object') return false;
  const shape = members(first.schema)
    .map(({ name }) => name)
    .sort()
    .join(' ');
  return others.every(
    ({ schema: other }) =>
      other.type === 'object' &&
      members(other)
        .map(({ name }) => name)
        .sort()
        .join(' ') === shape,
  );
}

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
  const wan = translate('application.form.wan');
  const columns = members(rowSchema, rowUi);
  const derived = derivedValues(rowSchema, {}, wan);
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
                <Extras pointer={pointer} schema={rowSchema} />
              </TableCell>
              {columns.map(({ name, schema }) => (
                <TableCell key={name} sx={{ display: narrow, border: { xs: 0, md: undefined } }}>
                  <Box component="span" sx={{ display: { md: 'none' }, color: 'text.secondary', mr: 1 }}>
                    {bilingual(titleOf(schema))}
                  </Box>
                  <ValueText schema={schema} value={isObject(value) ? value[name] : undefined} />
                  <Extras pointer={pointer + pointerStep(name)} schema={schema} />
                </TableCell>
              ))}
              {derivedValues(rowSchema, value, wan).map((item) => (
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
  const wan = translate('application.form.wan');
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
                <Extras pointer={pointer} schema={rowSchema} />
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
                  <Extras pointer={pointer + pointerStep(name)} schema={schema} />
                </TableCell>
              ))}
            </TableRow>
          ))}
          {derivedValues(rowSchema, {}, wan).map(({ key: derivedKey, title }, i) => (
            <TableRow key={derivedKey}>
              <TableCell component="th" scope="row">
                {bilingual(title)}
              </TableCell>
              {rows.map(({ key, value }) => (
                <TableCell key={key}>{derivedValues(rowSchema, value, wan)[i]?.text}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

const MOST_COLUMNS = 6;

function RowTable(props: RowsProps) {
  const columns = members(props.rowSchema, props.rowUi).length + derivedValues(props.rowSchema, {}, '').length;
  return columns > MOST_COLUMNS ? <Turned {...props} /> : <Rows {...props} />;
}

function Line({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(8rem, 24%) minmax(0, 1fr)' },
        columnGap: 2,
        py: 0.75,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Typography component="dt" variant="body2" color="text.secondary">
        {term}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
    </Box>
  );
}

function GroupHeading({ schema, pointer, name }: { schema: Schema; pointer: string; name: string }) {
  const { heading } = useReading();
  const bilingual = useBilingual();
  return (
    <Box sx={{ mt: 2, mb: 0.5 }}>
      <Typography variant="subtitle2" component={heading} sx={{ fontWeight: 700 }}>
        {bilingual(titleOf(schema)) || name}
      </Typography>
      <Extras pointer={pointer} schema={schema} />
    </Box>
  );
}

/** Fields of one object: plain ones as a definition list, groups and lists below it. */
function Fields({
  schema,
  uiSchema,
  data,
  pointer,
}: {
  schema: Schema;
  uiSchema: Schema;
  data: unknown;
  pointer: string;
}) {
  const bilingual = useBilingual();
  const translate = useTranslate();
  const wan = translate('application.form.wan');
  const values = isObject(data) ? data : {};
  const list = members(schema, uiSchema);
  const leaves = list.filter((member) => isLeaf(member.schema));
  const groups = list.filter((member) => !isLeaf(member.schema));
  return (
    <>
      {(leaves.length > 0 || derivedValues(schema, values, wan).length > 0) && (
        <Box component="dl" sx={{ m: 0 }}>
          {leaves.map(({ name, schema: own }) => (
            <Line key={name} term={bilingual(titleOf(own)) || name}>
              <ValueText schema={own} value={values[name]} />
              <Extras pointer={pointer + pointerStep(name)} schema={own} />
            </Line>
          ))}
          {derivedValues(schema, values, wan).map(({ key, title, text }) => (
            <Line key={key} term={`${bilingual(title)} (${translate('application.form.derived')})`}>
              {text}
            </Line>
          ))}
        </Box>
      )}
      {groups.map(({ name, schema: own, uiSchema: ui }) => {
        const here = pointer + pointerStep(name);
        const value = values[name];
        const heading = <GroupHeading schema={own} pointer={here} name={name} />;
        const caption = bilingual(titleOf(own)) || name;
        if (own.type === 'array') {
          const items = Array.isArray(value) ? value : [];
          const rows = items.map((item: unknown, i) => ({
            key: String(i),
            title: String(i + 1),
            pointer: here + pointerStep(i),
            value: item,
          }));
          return (
            <Box key={name}>
              {heading}
              {rows.length === 0 ? (
                <Typography variant="body2" color="text.secondary">
                  {translate('application.form.noItems')}
                </Typography>
              ) : (
                <RowTable caption={caption} rows={rows} rowSchema={own.items as Schema} />
              )}
            </Box>
          );
        }
        if (isUniform(own)) {
          const inner = members(own, ui);
          const rows = inner.map((member) => ({
            key: member.name,
            title: bilingual(titleOf(member.schema)) || member.name,
            pointer: here + pointerStep(member.name),
            value: isObject(value) ? value[member.name] : undefined,
          }));
          return (
            <Box key={name}>
              {heading}
              <RowTable caption={caption} rows={rows} rowSchema={inner[0]?.schema ?? {}} />
            </Box>
          );
        }
        return (
          <Box key={name}>
            {heading}
            <Fields schema={own} uiSchema={ui} data={value} pointer={here} />
          </Box>
        );
      })}
    </>
  );
}

const NONE: readonly never[] = [];

/** One section, read-only. Pointers are JSON pointers into the section's data. */
export function SectionRead({
  section,
  data,
  differences = NONE,
  marks = NONE,
  renderMark,
  headingLevel = 4,
}: SectionReadProps) {
  const translate = useTranslate();
  const reading = useMemo<Reading>(
    () => ({ section, differences, marks, renderMark, heading: `h${headingLevel}` as ElementType }),
    [section, differences, marks, renderMark, headingLevel],
  );
  const empty = Object.keys(data).length === 0;
  return (
    <ReadingContext.Provider value={reading}>
      {empty && (
        <Typography variant="body2" color="text.secondary">
          {translate('application.read.notFilled')}
        </Typography>
      )}
      {marks.some((mark) => mark.pointer === '') || renderMark ? <Extras pointer="" schema={section.schema} /> : null}
      <Fields schema={section.schema} uiSchema={section.uiSchema} data={data} pointer="" />
    </ReadingContext.Provider>
  );
}
