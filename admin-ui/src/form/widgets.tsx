/** Inputs of section forms: own ones, so that names, descriptions, faults and locks reach assistive technology. */
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import OutlinedInput from '@mui/material/OutlinedInput';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Select from '@mui/material/Select';
import type { RegistryWidgetsType, WidgetProps } from '@rjsf/utils';
import { useTranslate } from 'ra-core';
import { type ChangeEvent, useEffect, useState } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { describedBy, useField } from './context.ts';
import { MoneyInput } from './MoneyInput.tsx';
import { enumLabel, type Schema } from './schema.ts';

/** Texts longer than this get several lines. */
const ONE_LINE = 300;

/** What cannot change looks as if it could not; the lock itself is `readOnly`. */
export const lockedLook = (locked: boolean) => (locked ? { bgcolor: 'action.disabledBackground' } : undefined);

function useInput({ id, schema }: WidgetProps) {
  const field = useField(id);
  const aria = {
    'aria-describedby': describedBy(field, Boolean(schema.description)),
    'aria-invalid': field.faults.length > 0 || undefined,
  };
  return { field, aria };
}

export function TextInput(props: WidgetProps & { lines?: number; type?: string; mode?: 'email' | 'url' | 'tel' }) {
  const { id, value, required, onChange, schema, lines, type, mode } = props;
  const { field, aria } = useInput(props);
  const long = schema.type === 'string' && !schema.format && (schema.maxLength ?? 0) > ONE_LINE;
  const rows = lines ?? (props.options.rows as number | undefined) ?? (long ? 3 : undefined);
  const change = ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
    onChange(target.value === '' ? undefined : target.value);
  return (
    <OutlinedInput
      id={id}
      name={id}
      size="small"
      fullWidth
      type={type}
      value={typeof value === 'string' ? value : ''}
      readOnly={field.locked}
      sx={lockedLook(field.locked)}
      error={field.faults.length > 0}
      multiline={rows !== undefined}
      minRows={rows}
      maxRows={16}
      onChange={change}
      onBlur={field.onLeft}
      inputProps={{ ...aria, 'aria-required': required || undefined, inputMode: mode }}
    />
  );
}

function NumberInput(props: WidgetProps) {
  const { id, value, required, onChange } = props;
  const { field, aria } = useInput(props);
  const [text, setText] = useState(typeof value === 'number' ? String(value) : '');
  useEffect(() => {
    setText((typed) => (typeof value === 'number' && Number(typed) !== value ? String(value) : typed));
  }, [value]);
  const change = (typed: string) => {
    setText(typed);
    const clean = typed.normalize('NFKC').replace(/[\s,]/g, '');
    const number = /^-?\d{1,15}(\.\d{1,6})?$/.test(clean) ? Number(clean) : undefined;
    field.onUnreadable(clean !== '' && number === undefined);
    onChange(number);
  };
  return (
    <OutlinedInput
      id={id}
      name={id}
      size="small"
      fullWidth
      value={text}
      readOnly={field.locked}
      sx={lockedLook(field.locked)}
      error={field.faults.length > 0}
      onChange={({ target }) => change(target.value)}
      onBlur={field.onLeft}
      inputProps={{ ...aria, 'aria-required': required || undefined, inputMode: 'numeric' }}
    />
  );
}

function NumberOrMoney(props: WidgetProps) {
  const { field, aria } = useInput(props);
  if ((props.schema as Schema)['x-unit'] !== 'fen') return <NumberInput {...props} />;
  return (
    <MoneyInput
      id={props.id}
      valueFen={typeof props.value === 'number' ? props.value : null}
      onChange={(fen) => props.onChange(fen ?? undefined)}
      onUnreadable={field.onUnreadable}
      onBlur={field.onLeft}
      locked={field.locked}
      invalid={field.faults.length > 0}
      inputProps={{ ...aria, 'aria-required': props.required || undefined }}
    />
  );
}

function DateInput(props: WidgetProps) {
  return <TextInput {...props} type="date" />;
}

/** What was chosen from a list; a list of the browser's own works with keyboard, screen reader and phone. */
function SelectInput(props: WidgetProps) {
  const { id, value, required, onChange, options } = props;
  const { field, aria } = useInput(props);
  const bilingual = useBilingual();
  const translate = useTranslate();
  const choices = options.enumOptions ?? [];
  const chosen = choices.findIndex((choice) => choice.value === value);
  return (
    <Select
      native
      fullWidth
      size="small"
      value={chosen === -1 ? '' : String(chosen)}
      disabled={field.locked}
      error={field.faults.length > 0}
      onChange={({ target }) => onChange(target.value === '' ? undefined : choices[Number(target.value)]?.value)}
      onBlur={field.onLeft}
      inputProps={{ id, name: id, ...aria, 'aria-required': required || undefined }}
    >
      <option value="">{translate('application.form.choose')}</option>
      {choices.map((choice, i) => (
        <option key={String(choice.value)} value={String(i)}>
          {bilingual(enumLabel(props.schema as Schema, choice.value))}
        </option>
      ))}
    </Select>
  );
}

/** Yes or no, with no answer until one is given; or the labels of a short list. */
function RadioInput(props: WidgetProps) {
  const { id, value, onChange, options, schema, label } = props;
  const { field, aria } = useInput(props);
  const bilingual = useBilingual();
  const translate = useTranslate();
  const values: unknown[] =
    schema.type === 'boolean' ? [true, false] : (options.enumOptions ?? []).map((choice) => choice.value);
  const words = (choice: unknown) => {
    if (typeof choice === 'boolean') return translate(choice ? 'application.form.yes' : 'application.form.no');
    return bilingual(enumLabel(schema as Schema, choice));
  };
  const chosen = values.indexOf(value);
  return (
    <RadioGroup
      row
      id={id}
      tabIndex={-1}
      aria-label={label}
      aria-required={props.required || undefined}
      {...aria}
      name={id}
      value={chosen === -1 ? '' : String(chosen)}
      onChange={(_event, no) => {
        onChange(values[Number(no)]);
        field.onLeft();
      }}
    >
      {values.map((choice, i) => (
        <FormControlLabel
          key={String(choice)}
          value={String(i)}
          disabled={field.locked}
          control={<Radio size="small" />}
          label={words(choice)}
        />
      ))}
    </RadioGroup>
  );
}

/** A statement to agree to; its own label stands beside the box. */
function CheckboxInput(props: WidgetProps) {
  const { id, value, onChange, label, required } = props;
  const { field, aria } = useInput(props);
  return (
    <FormControlLabel
      disabled={field.locked}
      label={required ? `${label} *` : label}
      control={
        <Checkbox
          checked={value === true}
          onChange={(_event, checked) => {
            onChange(checked ? true : undefined);
            field.onLeft();
          }}
          slotProps={{ input: { id, name: id, ...aria, 'aria-required': required || undefined } }}
        />
      }
    />
  );
}

/** Several of a list. */
function CheckboxesInput(props: WidgetProps) {
  const { id, value, onChange, options, schema, label } = props;
  const { field, aria } = useInput(props);
  const bilingual = useBilingual();
  const items = (schema.items ?? {}) as Schema;
  const chosen: unknown[] = Array.isArray(value) ? value : [];
  const choices = (options.enumOptions ?? []).map((choice) => choice.value as unknown);
  const toggle = (choice: unknown, checked: boolean) => {
    const next = choices.filter((other) => (other === choice ? checked : chosen.includes(other)));
    onChange(next);
    field.onLeft();
  };
  return (
    <FormGroup row id={id} tabIndex={-1} role="group" aria-label={label} aria-describedby={aria['aria-describedby']}>
      {choices.map((choice) => (
        <FormControlLabel
          key={String(choice)}
          disabled={field.locked}
          label={bilingual(enumLabel(items, choice))}
          control={
            <Checkbox
              size="small"
              checked={chosen.includes(choice)}
              onChange={(_event, checked) => toggle(choice, checked)}
              slotProps={{ input: { name: `${id}/${String(choice)}` } }}
            />
          }
        />
      ))}
    </FormGroup>
  );
}

export const widgets: RegistryWidgetsType = {
  TextWidget: TextInput,
  TextareaWidget: (props) => <TextInput {...props} lines={(props.options.rows as number | undefined) ?? 4} />,
  EmailWidget: (props) => <TextInput {...props} mode="email" />,
  URLWidget: (props) => <TextInput {...props} mode="url" />,
  DateWidget: DateInput,
  UpDownWidget: NumberOrMoney,
  RangeWidget: NumberOrMoney,
  SelectWidget: SelectInput,
  RadioWidget: RadioInput,
  CheckboxWidget: CheckboxInput,
  CheckboxesWidget: CheckboxesInput,
};

/** Which of them a schema gets when its UI schema names none. */
export function widgetFor(schema: Schema): string | undefined {
  if (schema.type === 'integer' || schema.type === 'number') return Array.isArray(schema.enum) ? undefined : 'updown';
  if (schema.type === 'boolean') return Array.isArray(schema.enum) ? 'checkbox' : 'radio';
  if (schema.type === 'array' && schema.uniqueItems === true) {
    const items = schema.items as Schema | undefined;
    return Array.isArray(items?.enum) ? 'checkboxes' : undefined;
  }
  return undefined;
}
