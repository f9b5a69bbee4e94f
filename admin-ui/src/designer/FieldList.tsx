/** Fields of a section, of a group or of a row: added, taken away, moved, and edited without writing JSON. */
import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useEffect, useState } from 'react';
import { valueAt } from '../../../domain/differences.ts';
import { withValueAt } from '../form/merge.ts';
import { isObject, type Schema, titleOf } from '../form/schema.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { type Content, useDesigning } from './document.ts';
import { FIELD_KINDS, type FieldKind, insideOf, kindOf } from './field-kinds.ts';
import { FieldLimits } from './FieldLimits.tsx';
import { Row, TextAt } from './fields.tsx';
import {
  addField,
  changeKind,
  type Group,
  isRequired,
  moveField,
  namesOf,
  removeField,
  renameField,
  requireField,
} from './form-edits.ts';
import { SortableParts } from './PartList.tsx';

type Props = {
  /** Pointer of the schema of the object that holds the fields. */
  schemaAt: string;
  /** Pointer of its UI schema; null where there is none, and so no order of the reader's choice. */
  uiAt: string | null;
};

function useGroup(schemaAt: string, uiAt: string | null): { group: Group; set: (group: Group) => void } {
  const { content, change } = useDesigning();
  const schema = valueAt(content, schemaAt);
  const ui = uiAt === null ? {} : valueAt(content, uiAt);
  return {
    group: { schema: isObject(schema) ? schema : {}, ui: isObject(ui) ? ui : {} },
    set: (group) => {
      const next = withValueAt(content, schemaAt, group.schema);
      change((uiAt === null ? next : withValueAt(next, uiAt, group.ui)) as Content);
    },
  };
}

export function FieldList({ schemaAt, uiAt }: Props) {
  const translate = useTranslate();
  const text = useBilingual();
  const { locked } = useDesigning();
  const { group, set } = useGroup(schemaAt, uiAt);
  const names = namesOf(group);
  const schemaOf = (name: string) => (valueAt(group.schema, `/properties/${name}`) ?? {}) as Schema;
  const kindWords = (schema: Schema) => translate(`design.kind.${kindOf(schema) ?? 'other'}`);
  return (
    <SortableParts
      items={names.map((name) => ({
        pointer: `${schemaAt}/properties/${name}`,
        title: text(titleOf(schemaOf(name))) || name,
        note: isRequired(group, name)
          ? `${kindWords(schemaOf(name))} · ${translate('design.field.required')}`
          : kindWords(schemaOf(name)),
        removable: true,
      }))}
      noun={translate('design.noun.field')}
      locked={locked}
      onMove={uiAt === null ? undefined : (from, to) => set(moveField(group, from, to))}
      onRemove={(no) => set(removeField(group, names[no] as string))}
      onAdd={() => set(addField(group))}
    >
      {(no) => <FieldParts name={names[no] as string} group={group} set={set} schemaAt={schemaAt} uiAt={uiAt} />}
    </SortableParts>
  );
}

type FieldProps = Props & { name: string; group: Group; set: (group: Group) => void };

function FieldParts({ name, group, set, schemaAt, uiAt }: FieldProps) {
  const translate = useTranslate();
  const { locked } = useDesigning();
  const at = `${schemaAt}/properties/${name}`;
  const schema = (valueAt(group.schema, `/properties/${name}`) ?? {}) as Schema;
  const kind = kindOf(schema);
  const inside = insideOf(kind);
  const field = (key: string) => translate(`design.field.${key}`);
  return (
    <>
      <Row>
        <TextAt pointer={`${at}/title`} label={translate('design.inChinese', { label: field('title') })} />
        <TextAt
          pointer={`${at}/x-title-en`}
          label={translate('design.inEnglish', { label: field('title') })}
          lang="en"
        />
        <TextAt
          pointer={`${at}/description`}
          label={translate('design.inChinese', { label: field('description') })}
          optional
        />
        <TextAt
          pointer={`${at}/x-description-en`}
          label={translate('design.inEnglish', { label: field('description') })}
          lang="en"
          optional
        />
      </Row>
      <Row columns={3}>
        <TextField
          select
          label={translate('design.kindOfField')}
          value={kind ?? ''}
          onChange={({ target }) => set(changeKind(group, name, target.value as FieldKind))}
          disabled={locked}
          margin="none"
        >
          {FIELD_KINDS.filter((one) => one !== 'services' || uiAt?.endsWith('/uiSchema') || one === kind).map((one) => (
            <MenuItem key={one} value={one}>
              {translate(`design.kind.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        <NameOf name={name} onRename={(to) => set(renameField(group, name, to))} />
        <FormControlLabel
          disabled={locked}
          label={field('required')}
          control={
            <Checkbox
              size="small"
              checked={isRequired(group, name)}
              onChange={(_event, on) => set(requireField(group, name, on))}
            />
          }
        />
      </Row>
      {kind === null ? <Alert severity="info">{translate('design.kindUnknown')}</Alert> : null}
      <FieldLimits at={at} kind={kind} name={name} group={group} />
      {inside ? (
        <>
          <Typography variant="h4" component="h4">
            {translate('design.fieldsInside')}
          </Typography>
          <FieldList
            schemaAt={`${at}${inside.schema}`}
            uiAt={uiAt === null || inside.ui === null ? null : `${uiAt}/${name}${inside.ui}`}
          />
        </>
      ) : null}
    </>
  );
}

/** The name under which the answer is kept; taken over when the field is left, so that it is renamed once. */
function NameOf({ name, onRename }: { name: string; onRename: (to: string) => void }) {
  const translate = useTranslate();
  const { locked } = useDesigning();
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  return (
    <TextField
      label={translate('design.field.key')}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => onRename(typed.trim())}
      helperText={translate('design.help.fieldName')}
      margin="none"
      slotProps={{
        htmlInput: { readOnly: locked, maxLength: 60 },
        input: { sx: { fontFamily: 'monospace', fontSize: '0.85rem' } },
      }}
    />
  );
}
