/** Inputs of section forms: own ones, so that names, descriptions, faults and locks reach assistive technology. */
import OutlinedInput from '@mui/material/OutlinedInput';
import type { RegistryWidgetsType, WidgetProps } from '@rjsf/utils';
import { type ChangeEvent, useEffect, useState } from 'react';
import { CheckboxesInput, CheckboxInput, RadioInput, SelectInput } from './choices.tsx';
import { lockedLook, useInput } from './input.ts';
import { MoneyInput } from './MoneyInput.tsx';
import type { Schema } from './schema.ts';

/** Texts longer than this get several lines. */
const ONE_LINE = 300;

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
