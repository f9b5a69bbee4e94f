import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWord } from '../i18n/words.ts';
import { useMe } from '../providers/me.ts';
import { ClaimLine } from './ClaimLine.tsx';
import { ConfirmDecision } from './ConfirmDecision.tsx';
import type { Decided, Decision, TaskView } from './contract.ts';
import type { DecisionDraftHandle } from './decision-draft.ts';
import type { Outcome } from './next-words.ts';
import { MovedUpNote, movedUpOf } from './MovedUpNote.tsx';
import { PastDecision } from './PastDecision.tsx';
import { Recorded } from './Recorded.tsx';
import { ReassignTask } from './ReassignTask.tsx';
import { StrandedNotice } from './StrandedNotice.tsx';
import { useMayDecide, useSupervises } from './standing.ts';
import { useOutcomeName } from './words.ts';

type DecisionPanelProps = {
  task: TaskView;
  decision: DecisionDraftHandle;
  onChanged: () => void;
  /** What the outcome leads to. */
  nextWords: (outcome: Outcome) => string;
  /** Further members of the decision. */
  body?: (outcome: Outcome) => Partial<Decision>;
  /** What is still missing for the outcome, in words; null when nothing. */
  missing?: (outcome: Outcome) => string | null;
  /** Fields of the step itself, between the outcomes and the reason. */
  children?: ReactNode;
};

/** Claim, choose an outcome, give the reason, confirm; then what was recorded and what comes next. */
export function DecisionPanel(props: DecisionPanelProps) {
  const translate = useTranslate();
  const [decided, setDecided] = useState<Decided | null>(null);
  const mayDecide = useMayDecide(props.task);
  const { user } = useMe();
  const { claimedBy, cover } = props.task;
  const claimedByOther = claimedBy !== null && claimedBy.id !== user.id && cover?.deputy.id !== user.id;
  const supervises = useSupervises(props.task);
  const movedUp = movedUpOf(props.task);
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('task.decision')}
      </Typography>
      {movedUp && !decided ? <MovedUpNote movedUp={movedUp} /> : null}
      {props.task.strandedAt && !decided ? <StrandedNotice taskId={props.task.id} /> : null}
      {decided ? (
        <Recorded decided={decided} task={props.task} />
      ) : props.task.status !== 'open' ? (
        <PastDecision task={props.task} />
      ) : mayDecide ? (
        <>
          <ClaimLine task={props.task} onChanged={props.onChanged} />
          {claimedByOther ? null : <DecisionForm {...props} onDecided={setDecided} />}
        </>
      ) : (
        <Alert
          severity="info"
          action={supervises ? <ReassignTask task={props.task} onDone={props.onChanged} /> : undefined}
        >
          {translate('task.readOnly')}
        </Alert>
      )}
    </>
  );
}

/** Who reads the reason. */
const HELP_OF_REASON: Record<TaskView['caseKind'], string> = {
  application: 'task.reasonHelp',
  change: 'task.reasonHelp',
  round: 'task.reasonHelpRound',
  objection: 'task.reasonHelpRound',
  reversal: 'task.reasonHelpRound',
};

type DecisionFormProps = DecisionPanelProps & { onDecided: (decided: Decided) => void };

function DecisionForm({ task, decision, onChanged, nextWords, body, missing, children, onDecided }: DecisionFormProps) {
  const translate = useTranslate();
  const word = useWord();
  const outcomeName = useOutcomeName();
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const { draft } = decision;
  const outcome = task.outcomes.find(({ key }) => key === draft.outcome);
  const reasonMissing = outcome?.needsReason === true && draft.reason.trim() === '';
  const lack = outcome ? (missing?.(outcome) ?? null) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (outcome && !reasonMissing && lack === null) setConfirming(true);
  };
  const whole = (chosen: Outcome): Decision => ({
    outcome: chosen.key,
    contentVersion: task.contentVersion,
    ...(draft.reason.trim() === '' ? {} : { reason: draft.reason.trim() }),
    ...body?.(chosen),
  });
  return (
    <Stack component="form" noValidate onSubmit={submit} spacing={1.5}>
      <FormControl error={tried && !outcome} margin="none">
        <FormLabel id={`outcomes-${task.id}`}>{translate('task.chooseOutcome')}</FormLabel>
        <RadioGroup
          aria-labelledby={`outcomes-${task.id}`}
          value={draft.outcome}
          onChange={(_event, key) => decision.setOutcome(key)}
        >
          {task.outcomes.map(({ key, effect, label }) => (
            <FormControlLabel
              key={key}
              value={key}
              control={<Radio size="small" />}
              label={
                <>
                  <strong>{outcomeName(key, task.step, label)}</strong>{' '}
                  {task.caseKind === 'application' && ( // only a slip goes from desk to desk
                    <Typography component="span" variant="body2" color="text.secondary">
                      {word('effect', effect)}
                    </Typography>
                  )}
                </>
              }
            />
          ))}
        </RadioGroup>
      </FormControl>
      {children}
      <TextField
        label={translate('task.reason')}
        value={draft.reason}
        onChange={(event) => decision.setReason(event.target.value)}
        required={outcome?.needsReason ?? false}
        error={tried && reasonMissing}
        helperText={translate(tried && reasonMissing ? 'task.reasonMissing' : HELP_OF_REASON[task.caseKind])}
        multiline
        minRows={3}
        maxRows={10}
        fullWidth
        margin="none"
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      {tried && (!outcome || lack !== null) ? (
        <Alert severity="warning" role="alert">
          {outcome ? lack : translate('task.outcomeMissing')}
        </Alert>
      ) : null}
      <Button type="submit" variant="contained">
        {translate('task.decide')}
      </Button>
      {confirming && outcome ? (
        <ConfirmDecision
          task={task}
          outcome={outcome}
          decision={whole(outcome)}
          next={nextWords(outcome)}
          onClose={() => setConfirming(false)}
          onChanged={onChanged}
          onDecided={(reply) => {
            setConfirming(false);
            onDecided(reply);
            decision.forget();
          }}
        />
      ) : null}
    </Stack>
  );
}
