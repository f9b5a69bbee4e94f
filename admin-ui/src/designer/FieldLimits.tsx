/** Limits of a field by its kind: length, range, options, and rules against a field beside it. */
import AddIcon from '@mui/icons-material/Add';
import DeleteOutline from '@mui/icons-material/DeleteOutline';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { valueAt } from '../../../domain/differences.ts';
import { IDENTIFIER_CHECKS } from '../../../domain/identifiers.ts';
import { fenToWanText, wanTextToFen } from '../../../domain/money.ts';
import { isObject, type Schema, titleOf } from '../form/schema.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { partId, useDesigning, usePart } from './document.ts';
import type { FieldKind } from './field-kinds.ts';
import { NumberAt, Row, SelectAt } from './fields.tsx';
import { type Group, siblingsOfKind } from './form-edits.ts';

type Props = { at: string; kind: FieldKind | null; name: string; group: Group };

const LIMITS: Partial<Record<FieldKind, string[]>> = {
  text: ['minLength', 'maxLength'],
  longText: ['minLength', 'maxLength'],
  identifier: ['maxLength'],
  webAddress: ['maxLength'],
  email: ['maxLength'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
  choices: ['minItems', 'maxItems'],
  texts: ['minItems', 'maxItems'],
  groups: ['minItems', 'maxItems'],
};

export function FieldLimits({ at, kind, name, group }: Props) {
  const translate = useTranslate();
  const field = (key: string) => translate(`design.field.${key}`);
  if (kind === null) return null;
  return (
    <>
      <Row columns={3}>
        {(LIMITS[kind] ?? []).map((limit) => (
          <NumberAt key={limit} pointer={`${at}/${limit}`} label={field(limit)} decimals={kind === 'number'} />
        ))}
        {kind === 'money'
          ? ['minimum', 'maximum'].map((limit) => <WanAt key={limit} pointer={`${at}/${limit}`} label={field(limit)} />)
          : null}
        {kind === 'identifier' ? (
          <SelectAt
            pointer={`${at}/x-identifier`}
            label={field('x-identifier')}
            choices={Object.keys(IDENTIFIER_CHECKS).map((value) => ({
              value,
              label: translate(`design.identifier.${value}`, { _: value }),
            }))}
          />
        ) : null}
        {kind === 'date' ? <SiblingAt at={at} rule="x-not-before" name={name} group={group} type="date" /> : null}
        {kind === 'money' || kind === 'integer' || kind === 'number' ? (
          <SiblingAt
            at={at}
            rule="x-not-above"
            name={name}
            group={group}
            type={kind === 'money' ? 'money' : 'number'}
          />
        ) : null}
      </Row>
      {kind === 'choice' ? <Options at={at} /> : null}
      {kind === 'choices' ? <Options at={`${at}/items`} /> : null}
    </>
  );
}

/** An amount kept in fen and typed in 万元. */
function WanAt({ pointer, label }: { pointer: string; label: string }) {
  const translate = useTranslate();
  const { value, set, faults, locked } = usePart<number>(pointer);
  const [typed, setTyped] = useState(value === undefined ? '' : fenToWanText(value));
  return (
    <TextField
      id={partId(pointer)}
      label={label}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        set(wanTextToFen(target.value) ?? undefined);
      }}
      error={faults.length > 0}
      helperText={faults.join(' ')}
      margin="none"
      slotProps={{
        htmlInput: { readOnly: locked, inputMode: 'decimal' },
        input: { endAdornment: <InputAdornment position="end">{translate('application.form.wan')}</InputAdornment> },
      }}
    />
  );
}

const FITS = {
  date: (schema: Schema) => schema.format === 'date',
  money: (schema: Schema) => schema['x-unit'] === 'fen',
  number: (schema: Schema) => (schema.type === 'integer' || schema.type === 'number') && schema['x-unit'] === undefined,
};

/** A rule against a field beside this one; none where nothing beside it compares. */
function SiblingAt({
  at,
  rule,
  name,
  group,
  type,
}: {
  at: string;
  rule: string;
  name: string;
  group: Group;
  type: keyof typeof FITS;
}) {
  const translate = useTranslate();
  const text = useBilingual();
  const { value, set, locked } = usePart<string>(`${at}/${rule}`);
  const siblings = siblingsOfKind(group, name, FITS[type]);
  if (siblings.length === 0) return null;
  return (
    <TextField
      select
      label={translate(`design.field.${rule}`)}
      value={value !== undefined && siblings.includes(value) ? value : ''}
      onChange={({ target }) => set(target.value === '' ? undefined : target.value)}
      disabled={locked}
      margin="none"
    >
      <MenuItem value="">{translate('design.noRule')}</MenuItem>
      {siblings.map((sibling) => (
        <MenuItem key={sibling} value={sibling}>
          {text(titleOf((valueAt(group.schema, `/properties/${sibling}`) ?? {}) as Schema)) || sibling}
        </MenuItem>
      ))}
    </TextField>
  );
}

type Labels = Record<string, { zh: string; en: string }>;

/** Options of a choice: the value that is kept, and its words in both languages. */
function Options({ at }: { at: string }) {
  const translate = useTranslate();
  const { locked } = useDesigning();
  const { value, set, faults } = usePart<Schema>(at);
  const schema = isObject(value) ? value : {};
  const values = (Array.isArray(schema.enum) ? schema.enum : []).map(String);
  const labels = (isObject(schema['x-enum-labels']) ? schema['x-enum-labels'] : {}) as Labels;
  const write = (options: { value: string; label: { zh: string; en: string } }[]) =>
    set({
      ...schema,
      enum: options.map((option) => option.value),
      'x-enum-labels': Object.fromEntries(options.map((option) => [option.value, option.label])),
    });
  const options = values.map((one) => ({ value: one, label: labels[one] ?? { zh: '', en: '' } }));
  const change = (no: number, next: (typeof options)[number]) =>
    write(options.map((one, i) => (i === no ? next : one)));
  const input = (no: number, label: string, text: string, put: (text: string) => (typeof options)[number]) => (
    <TextField
      label={translate('design.optionOf', { label, no: no + 1 })}
      value={text}
      onChange={({ target }) => change(no, put(target.value))}
      margin="none"
      slotProps={{ htmlInput: { readOnly: locked, maxLength: 200 } }}
    />
  );
  return (
    <Stack id={partId(`${at}/enum`)} tabIndex={-1} spacing={1}>
      <Typography variant="h4" component="h4">
        {translate('design.options')}
      </Typography>
      {options.map(({ value: key, label }, no) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is edited in place, its value included
        <Stack key={no} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Row columns={3}>
            {input(no, translate('design.inChinese', { label: translate('design.option') }), label.zh, (zh) => ({
              value: key,
              label: { ...label, zh },
            }))}
            {input(no, translate('design.inEnglish', { label: translate('design.option') }), label.en, (en) => ({
              value: key,
              label: { ...label, en },
            }))}
            {input(no, translate('design.field.key'), key, (next) => ({ value: next.trim(), label }))}
          </Row>
          <IconButton
            size="small"
            disabled={locked || options.length < 2}
            onClick={() => write(options.filter((_, i) => i !== no))}
            aria-label={translate('design.remove', { title: label.zh || key })}
          >
            <DeleteOutline fontSize="small" aria-hidden />
          </IconButton>
        </Stack>
      ))}
      {faults.length > 0 ? <Typography color="error">{faults.join(' ')}</Typography> : null}
      {locked ? null : (
        <Button
          size="small"
          startIcon={<AddIcon />}
          sx={{ alignSelf: 'flex-start' }}
          onClick={() => {
            let no = options.length + 1;
            while (values.includes(`option${no}`)) no += 1;
            write([...options, { value: `option${no}`, label: { zh: '', en: '' } }]);
          }}
        >
          {translate('design.add', { noun: translate('design.option') })}
        </Button>
      )}
    </Stack>
  );
}
