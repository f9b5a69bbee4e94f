import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { sameJson } from '../form/merge.ts';
import { useDesigning } from './document.ts';

type Props = { label: string; value: unknown; onApply: (value: Record<string, unknown>) => void; lines?: number };

/** Where JSON stops being JSON, in the parser's words. */
function parsed(text: string): { value: Record<string, unknown> } | { fault: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { value: value as Record<string, unknown> };
    }
    return { fault: '' };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** A part as JSON text: taken over only once it can be read. */
export function JsonEdit({ label, value, onApply, lines = 16 }: Props) {
  const translate = useTranslate();
  const { locked } = useDesigning();
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? JSON.stringify(value, null, 2);
  const result = parsed(shown);
  const fault = 'fault' in result ? translate('design.notJson', { reason: result.fault }) : '';
  const changed = 'value' in result && !sameJson(result.value, value);
  return (
    <Stack spacing={1}>
      <TextField
        label={label}
        value={shown}
        onChange={({ target }) => setText(target.value)}
        error={fault !== ''}
        helperText={fault}
        multiline
        minRows={lines}
        maxRows={32}
        margin="none"
        slotProps={{
          htmlInput: { readOnly: locked, spellCheck: false },
          input: { sx: { fontFamily: 'monospace', fontSize: '0.8rem' } },
        }}
      />
      <Stack direction="row" spacing={1}>
        <Button
          variant="outlined"
          disabled={locked || !changed}
          onClick={() => {
            if ('value' in result) onApply(result.value);
            setText(null);
          }}
        >
          {translate('design.apply')}
        </Button>
        <Button disabled={text === null} onClick={() => setText(null)}>
          {translate('design.revert')}
        </Button>
      </Stack>
    </Stack>
  );
}
