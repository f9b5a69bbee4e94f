import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useMoved } from '../providers/events.ts';
import { useReply } from '../providers/useReply.ts';
import type { TaskCounts, TaskPage, TaskView, TaskViewName } from './contract.ts';
import { Due } from './Due.tsx';
import { EscalatedChip } from './EscalatedChip.tsx';
import { QueueTabs } from './QueueTabs.tsx';
import { ReassignTask } from './ReassignTask.tsx';
import { StrandedChip } from './StrandedChip.tsx';
import { taskPath } from './queue-search.ts';
import { useMatter, useStepName } from './words.ts';

const VIEWS: TaskViewName[] = ['open', 'stranded', 'escalated', 'overdue', 'unclaimed', 'done'];

/** Everything that lies with the supervisor's body: who holds it, what is late, and handing it to somebody else. */
export default function SupervisionPage() {
  const translate = useTranslate();
  const client = useQueryClient();
  const [view, setView] = useState<TaskViewName>('open');
  const [page, setPage] = useState(1);
  const counts = useReply<TaskCounts>('/tasks/counts', { scope: 'body' });
  const order = view === 'done' ? { sort: 'decidedAt', order: 'DESC' } : { sort: 'dueAt', order: 'ASC' };
  const list = useReply<TaskPage>('/tasks', { scope: 'body', view, page, ...order });
  const again = () => {
    void client.invalidateQueries({ queryKey: ['/tasks'] });
    void client.invalidateQueries({ queryKey: ['/tasks/counts'] });
  };
  useMoved(undefined, again);
  return (
    <Page title={translate('supervision.title')} subtitle={translate('supervision.subtitle')}>
      <QueueTabs
        views={VIEWS}
        view={view}
        counts={counts.data}
        onChange={(next) => {
          setView(next);
          setPage(1);
        }}
      />
      <div role="tabpanel" id="queue-panel" aria-labelledby={`queue-tab-${view}`}>
        <Reply query={list}>
          {({ items, hasNextPage }) =>
            items.length === 0 ? (
              <Empty text={translate('supervision.none')} />
            ) : (
              <>
                <BodyTasks items={items} done={view === 'done'} onDone={again} />
                <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
              </>
            )
          }
        </Reply>
      </div>
    </Page>
  );
}

function BodyTasks({ items, done, onDone }: { items: TaskView[]; done: boolean; onDone: () => void }) {
  const translate = useTranslate();
  const matterOf = useMatter();
  const stepName = useStepName();
  return (
    <PlainTable
      caption={translate('supervision.title')}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          label: translate('task.column.item'),
          minWidth: 200,
          render: (task) => (
            <>
              <Link component={RouterLink} to={taskPath(task.id)}>
                {matterOf(task)}
              </Link>
              <Typography variant="body2" color="text.secondary">
                {[task.leadName, task.receiptNo].filter((part) => part !== null).join(' · ')}
              </Typography>
            </>
          ),
        },
        {
          label: translate('task.column.step'),
          render: (task) => stepName(task.step, task.stepLabel),
        },
        {
          label: translate(done ? 'task.column.decided' : 'task.column.due'),
          render: (task) => (
            <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
              <Due task={task} />
              <EscalatedChip task={task} />
              <StrandedChip task={task} />
            </Box>
          ),
        },
        {
          label: translate('supervision.holder'),
          render: (task) => (
            <>
              {task.claimedBy?.name ?? translate('supervision.nobody')}
              {task.cover ? (
                <Typography variant="body2" color="text.secondary">
                  {translate('supervision.coveredBy', { name: task.cover.deputy.name })}
                </Typography>
              ) : null}
            </>
          ),
        },
        ...(done
          ? []
          : [
              {
                label: translate('credit.act'),
                render: (task: TaskView) => <ReassignTask task={task} onDone={onDone} />,
              },
            ]),
      ]}
    />
  );
}
