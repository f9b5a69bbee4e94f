/** Inputs of section forms that offer something to choose: lists, radio buttons, boxes. */
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Select from '@mui/material/Select';
import type { WidgetProps } from '@rjsf/utils';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import { useInput } from './input.ts';
import { enumLabel, type Schema } from './schema.ts';

/** What was chosen from a list; a list of the browser's own works with keyboard, screen reader and phone. */
export function SelectInput(props: WidgetProps) {
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
export function RadioInput(props: WidgetProps) {
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
export function CheckboxInput(props: WidgetProps) {
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
export function CheckboxesInput(props: WidgetProps) {
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
