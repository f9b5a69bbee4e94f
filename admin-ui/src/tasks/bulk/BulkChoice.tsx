import Alert from '@mui/material/Alert';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useEffect } from 'react';
import type { TaskView } from '../contract.ts';
import { useOutcomeName, useStepName } from '../words.ts';

export type Choice = { step: string; outcome: string; reason: string };
type BulkChoiceProps = { tasks: TaskView[]; choice: Choice; onChange: (choice: Choice) => void };

/** Step, outcome and reason. Outcomes that mark fields are decided case by case. */
export function BulkChoice({ tasks, choice, onChange }: BulkChoiceProps) {
  const translate = useTranslate();
  const stepName = useStepName();
  const outcomeName = useOutcomeName();
  const desks = tasks.filter(({ caseKind, step }) => caseKind === 'application' && step !== 'score');
  const steps = [...new Map(desks.map((task) => [task.step, task])).values()];
  const only = steps.length === 1 ? (steps[0]?.step ?? '') : '';
  useEffect(() => {
    if (choice.step === '' && only !== '') onChange({ ...choice, step: only });
  }, [choice, only, onChange]);
  const outcomes = [
    ...new Map(
      desks
        .filter(({ step }) => step === choice.step)
        .flatMap(({ outcomes: offered }) => offered)
        .map((outcome) => [outcome.key, outcome]),
    ).values(),
  ];
  const chosen = outcomes.find(({ key }) => key === choice.outcome);
  return (
    <Stack spacing={1.5} sx={{ pt: 1 }}>
      <Typography>{translate('queue.bulk.intro')}</Typography>
      <TextField
        select
        label={translate('task.filter.step')}
        value={choice.step}
        onChange={(event) => onChange({ ...choice, step: event.target.value, outcome: '' })}
        fullWidth
      >
        {steps.map(({ step, stepLabel }) => (
          <MenuItem key={step} value={step}>
            {stepName(step, stepLabel)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={translate('task.chooseOutcome')}
        value={choice.outcome}
        onChange={(event) => onChange({ ...choice, outcome: event.target.value })}
        disabled={outcomes.length === 0}
        fullWidth
      >
        {outcomes.map(({ key, label, allowsMarks }) => (
          <MenuItem key={key} value={key} disabled={allowsMarks}>
            {outcomeName(key, choice.step, label)}
            {allowsMarks ? ` (${translate('queue.bulk.onlySingle')})` : ''}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={translate('task.reason')}
        value={choice.reason}
        onChange={(event) => onChange({ ...choice, reason: event.target.value })}
        required={chosen?.needsReason ?? false}
        helperText={translate('queue.bulk.reasonHelp')}
        multiline
        minRows={2}
        fullWidth
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <Alert severity="info">{translate('queue.bulk.dryRun')}</Alert>
    </Stack>
  );
}
