import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useListContext, useTranslate } from 'ra-core';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../providers/http.ts';
import { useAllowed } from '../../providers/me.ts';
import type { BulkList, BulkView, TaskView } from '../contract.ts';
import { queueSearchOf } from '../queue-search.ts';

const BulkDialog = lazy(() => import('./BulkDialog.tsx'));

/** Opens the bulk decision over the whole filter, not only the page on the screen. */
export function BulkButton() {
  const translate = useTranslate();
  const allowed = useAllowed()('bulkDecision.plan');
  const { filterValues, sort, data = [] } = useListContext<TaskView>();
  const [open, setOpen] = useState(false);
  const search = queueSearchOf(filterValues, sort);
  if (
    !allowed ||
    search.view === 'done' ||
    !data.some(({ caseKind, step }) => caseKind === 'application' && step !== 'score')
  )
    return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {translate('queue.bulk.open')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <BulkDialog search={search} tasks={data} begun={null} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** A bulk decision that was begun and not finished, e.g. because the window was closed. */
export function UnfinishedBulk() {
  const translate = useTranslate();
  const allowed = useAllowed()('bulkDecision.plan');
  const [begun, setBegun] = useState<BulkView | null>(null);
  const { data } = useQuery({
    queryKey: ['tasks', 'bulk'],
    queryFn: () => api.get<BulkList>('/bulk-decisions'),
    enabled: allowed,
  });
  const unfinished = data?.items.find(({ finishedAt }) => finishedAt === null);
  return (
    <>
      {unfinished && begun === null ? (
        <Alert
          severity="warning"
          sx={{ mb: 1 }}
          action={
            <Button size="small" color="inherit" onClick={() => setBegun(unfinished)}>
              {translate('queue.bulk.resume')}
            </Button>
          }
        >
          {translate('queue.bulk.unfinished', {
            done: unfinished.counts.recorded + unfinished.counts.skipped,
            left: unfinished.counts.ready,
          })}
        </Alert>
      ) : null}
      {begun ? (
        <Suspense fallback={null}>
          <BulkDialog search={null} tasks={[]} begun={begun} onClose={() => setBegun(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
