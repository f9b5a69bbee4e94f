import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { useId } from 'react';

type RehearsalChoiceProps = {
  /** Seconds of one working day as typed; null runs on the legal calendar. */
  seconds: string | null;
  onChange: (seconds: string | null) => void;
  fault: string;
};

/** Legal clock or rehearsal, and how long a working day lasts in the latter. */
export function RehearsalChoice({ seconds, onChange, fault }: RehearsalChoiceProps) {
  const translate = useTranslate();
  const helpId = useId();
  return (
    <Box>
      <FormControlLabel
        control={
          <Switch
            checked={seconds !== null}
            onChange={(_event, on) => onChange(on ? '60' : null)}
            slotProps={{ input: { 'aria-describedby': helpId } }}
          />
        }
        label={translate('round.form.rehearsal')}
      />
      <FormHelperText id={helpId}>{translate('round.form.rehearsalHelp')}</FormHelperText>
      {seconds === null ? null : (
        <TextField
          type="number"
          label={translate('round.form.secondsPerDay')}
          value={seconds}
          onChange={(event) => onChange(event.target.value)}
          error={fault !== ''}
          helperText={fault}
          slotProps={{ htmlInput: { min: 0.1, max: 3600, step: 0.1 } }}
        />
      )}
    </Box>
  );
}
