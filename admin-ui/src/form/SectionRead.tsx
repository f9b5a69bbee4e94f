/** A section of an application as officers, experts and the parties read it: nothing to type, tables where data are lists. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type ElementType, type ReactNode, useMemo } from 'react';
import type { FormSection } from '../../../contracts/policy.ts';
import type { Bilingual } from '../../../contracts/text.ts';
import { pointerStep } from '../../../domain/differences.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { FieldNotes, type ReadDifference, type Reading, ReadingContext, useReading } from './FieldNotes.tsx';
import { RowTable } from './RowTable.tsx';
import { moneyWords } from './money-words.ts';
import { derivedValues, isObject, members, type Schema, titleOf } from './schema.ts';
import { ValueText } from './ValueText.tsx';

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
    <Box sx={{ mt: 2, mb: 0.5, display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 0.5 }}>
      <Typography variant="subtitle2" component={heading} sx={{ fontWeight: 700 }}>
        {bilingual(titleOf(schema)) || name}
      </Typography>
      <FieldNotes pointer={pointer} schema={schema} />
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
  const money = (fen: number) => moneyWords(fen, translate);
  const values = isObject(data) ? data : {};
  const list = members(schema, uiSchema);
  const leaves = list.filter((member) => isLeaf(member.schema));
  const groups = list.filter((member) => !isLeaf(member.schema));
  return (
    <>
      {(leaves.length > 0 || derivedValues(schema, values, money).length > 0) && (
        <Box component="dl" sx={{ m: 0 }}>
          {leaves.map(({ name, schema: own }) => (
            <Line key={name} term={bilingual(titleOf(own)) || name}>
              <ValueText schema={own} value={values[name]} />
              <FieldNotes pointer={pointer + pointerStep(name)} schema={own} />
            </Line>
          ))}
          {derivedValues(schema, values, money).map(({ key, title, text }) => (
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
      {marks.some((mark) => mark.pointer === '') || renderMark ? (
        <FieldNotes pointer="" schema={section.schema} />
      ) : null}
      <Fields schema={section.schema} uiSchema={section.uiSchema} data={data} pointer="" />
    </ReadingContext.Provider>
  );
}
