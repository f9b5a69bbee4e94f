import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useId, useRef, useState } from 'react';
import { api, newKey } from '../providers/http.ts';
import type { Decided, Decision, TaskView } from './contract.ts';
import { DecisionProblem, isOvertaken } from './DecisionProblem.tsx';
import type { Outcome } from './next-words.ts';
import { useOutcomeName } from './words.ts';

type ConfirmDecisionProps = {
  task: TaskView;
  outcome: Outcome;
  decision: Decision;
  next: string;
  onClose: () => void;
  onChanged: () => void;
  onDecided: (decided: Decided) => void;
};

/** Names the decision and what follows from it; recorded only after the server has answered. */
export function ConfirmDecision({
  task,
  outcome,
  decision,
  next,
  onClose,
  onChanged,
  onDecided,
}: ConfirmDecisionProps) {
  const translate = useTranslate();
  const outcomeName = useOutcomeName();
  const titleId = useId();
  // One key for this dialog: pressing again after a lost answer is the same act.
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const send = () => {
    setBusy(true);
    setProblem(null);
    api
      .send<Decided>('POST', `/tasks/${task.id}/decision`, decision, { key: key.current })
      .then(onDecided, (refusal: unknown) => {
        key.current = newKey();
        setProblem(refusal);
      })
      .finally(() => setBusy(false));
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {translate('task.confirmTitle', { outcome: outcomeName(outcome.key, task.step, outcome.label) })}
      </DialogTitle>
      <DialogContent>
        <Alert severity={outcome.effect === 'pass' ? 'info' : 'warning'} sx={{ mb: 1 }}>
          {next}
        </Alert>
        {decision.reason ? (
          <Typography sx={{ whiteSpace: 'pre-wrap' }}>
            <strong>{translate('task.reason')}</strong> {decision.reason}
          </Typography>
        ) : null}
        {decision.marks && decision.marks.length > 0 ? (
          <Typography>{translate('task.marks', { count: decision.marks.length })}</Typography>
        ) : null}
        <Typography color="text.secondary" sx={{ mt: 1 }}>
          {translate('task.confirmNote')}
        </Typography>
        {problem ? (
          <DecisionProblem
            problem={problem}
            step={task.step}
            onReload={() => {
              onClose();
              onChanged();
            }}
          />
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {translate('task.cancel')}
        </Button>
        <Button
          variant="contained"
          onClick={send}
          disabled={busy || isOvertaken(problem)}
          color={outcome.effect === 'refuse' ? 'error' : 'primary'}
        >
          {busy ? translate('task.sending') : translate('task.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
