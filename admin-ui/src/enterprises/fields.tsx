import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { createContext, useContext } from 'react';
import type { Draft, DraftKey, Faults } from './draft.ts';

type Context = {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  faults: Faults;
  /** Fields that were left, whose faults are shown. */
  left: ReadonlySet<string>;
  leave: (key: DraftKey) => void;
};
export const DraftContext = createContext<Context | null>(null);

/** The form around a field. */
export function useDraft(): Context {
  const context = useContext(DraftContext);
  if (context === null) throw new Error('a field outside its form');
  return context;
}

type TextKey = { [K in DraftKey]: Draft[K] extends string ? K : never }[DraftKey];
type FieldProps = { name: TextKey; label: string; required?: boolean; help?: string };

function useField({ name, help }: FieldProps) {
  const translate = useTranslate();
  const { draft, set, faults, left, leave } = useDraft();
  const fault = left.has(name) ? faults[name] : undefined;
  const words = fault
    ? fault.expected === undefined
      ? translate(`problem.rule.${fault.rule}`, { _: translate(`enterprise.fault.${fault.rule}`, { _: fault.rule }) })
      : translate('enterprise.checkDigitExpected', { expected: fault.expected })
    : help;
  return {
    id: `enterprise-${name}`,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value } as Partial<Draft>),
    onBlur: () => leave(name),
    error: fault !== undefined,
    helperText: words,
  };
}

type TypedProps = FieldProps & {
  type?: 'text' | 'date';
  multiline?: boolean;
  suffix?: string;
  inputMode?: 'numeric' | 'decimal' | 'tel' | 'email';
  autoComplete?: string;
};

/** A text of the draft; `label` is a key of `vocabulary.field`. */
export function TypedField(props: TypedProps) {
  const { label, required = false, type = 'text', multiline = false, suffix, inputMode, autoComplete } = props;
  const translate = useTranslate();
  return (
    <TextField
      {...useField(props)}
      label={translate(`vocabulary.field.${label}`)}
      required={required}
      type={type}
      multiline={multiline}
      minRows={multiline ? 2 : undefined}
      autoComplete={autoComplete ?? 'off'}
      slotProps={{
        htmlInput: { inputMode, 'aria-required': required || undefined },
        inputLabel: type === 'date' ? { shrink: true } : undefined,
        input: suffix ? { endAdornment: <InputAdornment position="end">{suffix}</InputAdornment> } : undefined,
      }}
    />
  );
}

/** One of a list; an optional one can be left open again. */
export function ChoiceField(props: FieldProps & { choices: { value: string; label: string }[] }) {
  const { label, required = false, choices } = props;
  const translate = useTranslate();
  const field = useField(props);
  const known = choices.some(({ value }) => value === field.value);
  return (
    <TextField
      {...field}
      value={known ? field.value : ''}
      select
      label={translate(`vocabulary.field.${label}`)}
      required={required}
    >
      {required ? null : <MenuItem value="">—</MenuItem>}
      {choices.map(({ value, label: text }) => (
        <MenuItem key={value} value={value}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
}
