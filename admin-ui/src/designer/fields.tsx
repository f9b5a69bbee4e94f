/** Inputs for parts of a draft. Each shows the faults that the server found at its part. */
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { useEffect, useState } from 'react';
import { partId, usePart } from './document.ts';

type At = { pointer: string; label: string; help?: string };

/** Several inputs side by side where there is room. */
export function Row({ children, columns = 2 }: { children: React.ReactNode; columns?: number }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        pt: 0.75,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: `repeat(${columns}, minmax(0, 1fr))` },
      }}
    >
      {children}
    </Box>
  );
}

type TextAtProps = At & { lines?: number; lang?: 'en' | 'zh-CN'; code?: boolean; optional?: boolean };

export function TextAt({ pointer, label, help, lines, lang, code = false, optional = false }: TextAtProps) {
  const { value, set, faults, locked } = usePart<string>(pointer);
  return (
    <TextField
      id={partId(pointer)}
      label={label}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => set(target.value === '' && optional ? undefined : target.value)}
      error={faults.length > 0}
      helperText={faults.join(' ') || help}
      margin="none"
      multiline={lines !== undefined}
      minRows={lines}
      maxRows={14}
      slotProps={{
        htmlInput: { readOnly: locked, lang, maxLength: 5000, spellCheck: !code },
        input: code ? { sx: { fontFamily: 'monospace', fontSize: '0.85rem' } } : undefined,
      }}
    />
  );
}

/** Chinese and English of one text. */
export function BilingualAt({ pointer, label, lines }: At & { lines?: number }) {
  const translate = useTranslate();
  return (
    <Row>
      <TextAt pointer={`${pointer}/zh`} label={translate('design.inChinese', { label })} lang="zh-CN" lines={lines} />
      <TextAt pointer={`${pointer}/en`} label={translate('design.inEnglish', { label })} lang="en" lines={lines} />
    </Row>
  );
}

/** A whole number; what is no number takes the part away, which is a fault the server names. */
export function NumberAt({ pointer, label, help, unit, decimals = false }: At & { unit?: string; decimals?: boolean }) {
  const { value, set, faults, locked } = usePart<number>(pointer);
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  useEffect(() => {
    setTyped((text) => (Number(text) === value && text !== '' ? text : value === undefined ? text : String(value)));
  }, [value]);
  const change = (text: string) => {
    setTyped(text);
    const clean = text.normalize('NFKC').trim();
    set((decimals ? /^-?\d{1,12}(\.\d{1,4})?$/ : /^-?\d{1,16}$/).test(clean) ? Number(clean) : undefined);
  };
  return (
    <TextField
      id={partId(pointer)}
      label={label}
      value={typed}
      onChange={({ target }) => change(target.value)}
      error={faults.length > 0}
      helperText={faults.join(' ') || help}
      margin="none"
      slotProps={{
        htmlInput: { readOnly: locked, inputMode: decimals ? 'decimal' : 'numeric' },
        input: unit ? { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> } : undefined,
      }}
    />
  );
}

export type Choice = { value: string; label: string };

export function SelectAt({ pointer, label, help, choices }: At & { choices: readonly Choice[] }) {
  const { value, set, faults, locked } = usePart<string>(pointer);
  return (
    <TextField
      select
      id={partId(pointer)}
      label={label}
      value={choices.some((choice) => choice.value === value) ? value : ''}
      onChange={({ target }) => set(target.value)}
      error={faults.length > 0}
      helperText={faults.join(' ') || help}
      disabled={locked}
      margin="none"
    >
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  );
}

export function CheckAt({ pointer, label, help }: At) {
  const { value, set, faults, locked } = usePart<boolean>(pointer);
  const helpId = `${partId(pointer)}__help`;
  const words = faults.join(' ') || help;
  return (
    <Box>
      <FormControlLabel
        disabled={locked}
        label={label}
        control={
          <Checkbox
            size="small"
            checked={value === true}
            onChange={(_event, checked) => set(checked)}
            slotProps={{ input: { id: partId(pointer), 'aria-describedby': words ? helpId : undefined } }}
          />
        }
      />
      {words ? (
        <FormHelperText id={helpId} error={faults.length > 0}>
          {words}
        </FormHelperText>
      ) : null}
    </Box>
  );
}

type ChecksAtProps = At & {
  choices: readonly Choice[];
  /** None chosen takes the part away, where its absence says something. */
  noneMeansAbsent?: boolean;
};

/** Several of a list, kept in the list's order. */
export function ChecksAt({ pointer, label, choices, noneMeansAbsent = false }: ChecksAtProps) {
  const { value, set, faults, locked } = usePart<string[]>(pointer);
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (key: string, on: boolean) => {
    const next = choices.map((choice) => choice.value).filter((one) => (one === key ? on : chosen.includes(one)));
    set(noneMeansAbsent && next.length === 0 ? undefined : next);
  };
  return (
    <FormControl component="fieldset" id={partId(pointer)} tabIndex={-1} error={faults.length > 0} margin="none">
      <FormLabel component="legend">{label}</FormLabel>
      <FormGroup row>
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            disabled={locked}
            label={choice.label}
            control={
              <Checkbox
                size="small"
                checked={chosen.includes(choice.value)}
                onChange={(_event, checked) => toggle(choice.value, checked)}
              />
            }
          />
        ))}
      </FormGroup>
      {faults.length > 0 ? <FormHelperText>{faults.join(' ')}</FormHelperText> : null}
    </FormControl>
  );
}

/** The clause that a rule comes from; `assumption` where the plan is silent. */
export function BasisAt({ pointer }: { pointer: string }) {
  const translate = useTranslate();
  return <TextAt pointer={pointer} label={translate('design.field.basis')} help={translate('design.basisHelp')} />;
}
