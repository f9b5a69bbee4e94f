import Step from '@mui/material/Step';
import StepContent from '@mui/material/StepContent';
import StepLabel from '@mui/material/StepLabel';
import Stepper from '@mui/material/Stepper';
import { useTranslate } from 'ra-core';
import type { RoundPolicy } from '../../../contracts/policy.ts';
import { useOutcomeName, useStepName } from '../tasks/words.ts';

/** The routing slip as the applicant will see it: each desk, who holds it, how long, and what it may decide. */
export function SlipSteps({ policy }: { policy: RoundPolicy }) {
  const translate = useTranslate();
  const stepName = useStepName();
  const outcomeName = useOutcomeName();
  return (
    <Stepper orientation="vertical" activeStep={-1}>
      {policy.desks.map(({ step, label, body, workingDays, outcomes }) => (
        <Step key={step} expanded>
          <StepLabel>{stepName(step, label)}</StepLabel>
          <StepContent>
            {translate(`round.read.body.${body}`)} · {translate('design.workingDays', { smart_count: workingDays })} ·{' '}
            {outcomes.map((outcome) => outcomeName(outcome.key, step, outcome.label)).join(' / ')}
          </StepContent>
        </Step>
      ))}
    </Stepper>
  );
}
