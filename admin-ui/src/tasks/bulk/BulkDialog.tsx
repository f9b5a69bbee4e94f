import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useId, useState } from 'react';
import { ProblemAlert } from '../../layout/Page.tsx';
import { useAct } from '../../layout/useAct.ts';
import { api } from '../../providers/http.ts';
import type { BulkView, QueueSearch, TaskView } from '../contract.ts';
import { BulkChoice, type Choice } from './BulkChoice.tsx';
import { BulkItems } from './BulkItems.tsx';
import { useBulkRun } from './use-bulk-run.ts';

type BulkDialogProps = {
  /** The queue's filter; null to go on with one that was begun. */
  search: QueueSearch | null;
  /** Tasks on the screen: they say which steps and outcomes there are. */
  tasks: TaskView[];
  begun: BulkView | null;
  onClose: () => void;
};

/** Choose an outcome, see each item's result before anything happens, decide in batches, take the results along. */
export default function BulkDialog({ search, tasks, begun, onClose }: BulkDialogProps) {
  const translate = useTranslate();
  const id = useId();
  const [bulk, setBulk] = useState<BulkView | null>(begun);
  const [choice, setChoice] = useState<Choice>({ step: search?.step ?? '', outcome: '', reason: '' });
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const planning = useAct();
  const running = useBulkRun(setBulk);
  const plan = () =>
    planning.run(async () => {
      const { sort: _, order: __, ...rest } = search ?? { view: 'open' };
      const filter = { ...rest, step: choice.step };
      const reason = choice.reason.trim();
      setLeftOut(new Set());
      setBulk(
        await api.send<BulkView>('POST', '/bulk-decisions', {
          filter,
          outcome: choice.outcome,
          ...(reason === '' ? {} : { reason }),
        }),
      );
    });
  const busy = planning.busy || running.busy;
  const begunNow = bulk !== null && bulk.startedAt !== null;
  const toDecide = bulk === null ? 0 : bulk.counts.ready - (begunNow ? 0 : leftOut.size);
  return (
    <Dialog open onClose={busy ? undefined : onClose} fullWidth maxWidth="lg" aria-labelledby={id}>
      <DialogTitle id={id}>{translate('queue.bulk.title')}</DialogTitle>
      <DialogContent>
        {bulk === null ? (
          <BulkChoice tasks={tasks} choice={choice} onChange={setChoice} />
        ) : (
          <>
            <Counts bulk={bulk} />
            {begunNow && bulk.finishedAt === null ? <Progress bulk={bulk} /> : null}
            {bulk.finishedAt === null ? null : (
              <Alert severity="success" role="status" sx={{ mb: 1 }}>
                {translate('queue.bulk.finished', { recorded: bulk.counts.recorded, skipped: bulk.counts.skipped })}{' '}
                <Link href={`/api/v1/bulk-decisions/${bulk.id}/results.csv`}>{translate('queue.bulk.csv')}</Link>
              </Alert>
            )}
            <BulkItems
              bulk={bulk}
              leftOut={leftOut}
              onLeaveOut={
                begunNow
                  ? null
                  : (taskId, out) =>
                      setLeftOut(
                        (now) => new Set(out ? [...now, taskId] : [...now].filter((other) => other !== taskId)),
                      )
              }
            />
          </>
        )}
        {planning.busy ? (
          <Typography role="status" sx={{ mt: 1 }}>
            {translate('queue.bulk.planning')}
            <LinearProgress aria-hidden />
          </Typography>
        ) : null}
        <ProblemAlert problem={planning.problem ?? running.problem} />
      </DialogContent>
      <DialogActions>
        {bulk !== null && !begunNow ? (
          <Button onClick={() => setBulk(null)} disabled={busy}>
            {translate('queue.bulk.back')}
          </Button>
        ) : null}
        <Button onClick={onClose} disabled={busy}>
          {translate('queue.close')}
        </Button>
        {bulk === null ? (
          <Button variant="contained" onClick={plan} disabled={busy || choice.step === '' || choice.outcome === ''}>
            {translate('queue.bulk.plan')}
          </Button>
        ) : bulk.finishedAt !== null ? null : running.busy ? (
          <Button variant="outlined" onClick={running.stop}>
            {translate('queue.bulk.pause')}
          </Button>
        ) : (
          <Button variant="contained" onClick={() => running.start(bulk, [...leftOut])} disabled={toDecide === 0}>
            {translate('queue.bulk.run', { count: toDecide })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Progress({ bulk }: { bulk: BulkView }) {
  const translate = useTranslate();
  const done = bulk.counts.recorded + bulk.counts.skipped;
  const all = done + bulk.counts.ready;
  return (
    <>
      <LinearProgress
        variant="determinate"
        value={all === 0 ? 100 : (100 * done) / all}
        aria-label={translate('queue.bulk.progress', { done, all })}
      />
      <Typography aria-live="polite" sx={{ my: 0.5 }}>
        {translate('queue.bulk.progress', { done, all })}
      </Typography>
    </>
  );
}

function Counts({ bulk }: { bulk: BulkView }) {
  const translate = useTranslate();
  const parts = (['ready', 'refused', 'recorded', 'skipped', 'leftOut'] as const).filter(
    (state) => bulk.counts[state] > 0,
  );
  return (
    <Typography sx={{ mb: 1, fontWeight: 600 }}>
      {parts.map((state) => `${translate(`queue.bulk.state.${state}`)} ${bulk.counts[state]}`).join(' · ')}
    </Typography>
  );
}
