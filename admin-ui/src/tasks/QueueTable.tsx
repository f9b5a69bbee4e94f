import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useListContext, useTranslate } from 'ra-core';
import { DataTable, SimpleList } from 'ra-ui-materialui';
import { useEffect, useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import type { TaskView, TaskViewName } from './contract.ts';
import { Due } from './Due.tsx';
import { EscalatedChip } from './EscalatedChip.tsx';
import { StrandedChip } from './StrandedChip.tsx';
import { useKeys } from './keys.tsx';
import { queueSearchOf, taskPath } from './queue-search.ts';
import { useMatter, useStepName } from './words.ts';

/** Row moved to by J and K or the arrows; Enter opens it, C claims it. -1 while none is chosen. */
function useRowKeys(tasks: TaskView[], open: (task: TaskView) => void, claim: (task: TaskView) => void): number {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const row = tasks.findIndex(({ id }) => id === chosenId);
  const chosen = tasks[row];
  const down = () => setChosenId(tasks[Math.min(tasks.length - 1, row + 1)]?.id ?? null);
  const up = () => setChosenId(tasks[Math.max(0, row - 1)]?.id ?? null);
  const onChosen = (act: (task: TaskView) => void) => () => {
    if (chosen) act(chosen);
  };
  const enter = onChosen(open);
  useKeys({
    c: onChosen(claim),
    Enter: enter,
    j: down,
    k: up,
    ArrowDown: down,
    ArrowUp: up,
  });
  return row;
}

const noTasks: TaskView[] = [];

/** The queue as a dense table. */
export function QueueTable({ view }: { view: TaskViewName }) {
  const translate = useTranslate();
  const text = useBilingual();
  const stepName = useStepName();
  const matter = useMatter();
  const navigate = useNavigate();
  const { data = noTasks, filterValues, sort, refetch } = useListContext<TaskView>();
  const queue = queueSearchOf(filterValues, sort);
  const [claimed, setClaimed] = useState('');
  const act = useAct();
  const claim = (task: TaskView) =>
    act
      .run(async () => {
        await api.send('POST', `/tasks/${task.id}/claim`);
        setClaimed(translate('queue.claimed', { name: matter(task) }));
      })
      .finally(() => refetch());
  const row = useRowKeys(data, (task) => navigate(taskPath(task.id, queue)), claim);
  const chosen = row >= 0 ? data[row] : undefined;
  useEffect(() => {
    if (chosen) document.getElementById(`task-${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <ProblemAlert problem={act.problem} onClose={act.clear} />
      <span className="visually-hidden" role="status">
        {claimed} {chosen ? `${matter(chosen)}, ${stepName(chosen.step, chosen.stepLabel)}` : ''}
      </span>
      <DataTable
        bulkActionButtons={false}
        sx={{ '& th, & .column-step, & .column-claimedBy': { whiteSpace: 'nowrap' } }}
        rowClick={(id) => taskPath(String(id), queue)}
        rowSx={(_record, index) =>
          index === row ? { boxShadow: 'inset 4px 0 0 #1f3a5f', bgcolor: 'primary.light' } : {}
        }
      >
        <DataTable.Col
          source="projectName"
          disableSort
          label={translate('task.column.item')}
          render={(task: TaskView) => (
            <Box id={`task-${task.id}`}>
              <Link component={RouterLink} to={taskPath(task.id, queue)} onClick={(event) => event.stopPropagation()}>
                {matter(task)}
              </Link>{' '}
              {task.rehearsal ? <RehearsalMark /> : null}
              <Typography variant="body2" color="text.secondary">
                {task.caseKind === 'round'
                  ? translate('task.roundMatter')
                  : [task.leadName, task.receiptNo].filter((part) => part !== null).join(' · ')}
              </Typography>
            </Box>
          )}
        />
        <DataTable.Col
          source="step"
          label={translate('task.column.step')}
          render={(task: TaskView) => stepName(task.step, task.stepLabel)}
        />
        <DataTable.Col
          source="categoryNo"
          disableSort
          label={translate('task.column.category')}
          render={(task: TaskView) =>
            task.categoryNo === null ? '—' : `${task.categoryNo}. ${text(task.categoryName)}`
          }
        />
        <DataTable.Col
          source="roundId"
          disableSort
          label={translate('task.column.round')}
          render={(task: TaskView) => text(task.roundTitle)}
        />
        <DataTable.Col
          source={view === 'done' ? 'decidedAt' : 'dueAt'}
          label={translate(view === 'done' ? 'task.column.decided' : 'task.column.due')}
          render={(task: TaskView) => (
            <>
              <Due task={task} /> <EscalatedChip task={task} /> <StrandedChip task={task} />
            </>
          )}
        />
        <DataTable.Col
          source="claimedBy"
          disableSort
          label={translate('task.column.claimed')}
          render={(task: TaskView) => (
            <>
              {task.claimedBy?.name ?? task.assignee?.name ?? '—'}
              {task.cover ? (
                <Typography variant="body2" color="text.secondary">
                  {translate('supervision.coveredBy', { name: task.cover.deputy.name })}
                </Typography>
              ) : null}
            </>
          )}
        />
      </DataTable>
    </Box>
  );
}

/** The queue on a phone. */
export function QueueCards() {
  const { filterValues, sort } = useListContext<TaskView>();
  const queue = queueSearchOf(filterValues, sort);
  const text = useBilingual();
  const stepName = useStepName();
  const matter = useMatter();
  return (
    <SimpleList<TaskView>
      rowClick={(id) => taskPath(String(id), queue)}
      primaryText={(task) => `${stepName(task.step, task.stepLabel)}: ${matter(task)}`}
      secondaryText={(task) => (
        <Box component="span" sx={{ display: 'block' }}>
          <Box component="span" sx={{ display: 'block' }}>
            {[task.leadName, text(task.categoryName)].filter((part) => part !== null && part !== '').join(' · ')}
          </Box>
          <Due task={task} /> <EscalatedChip task={task} /> <StrandedChip task={task} />
        </Box>
      )}
    />
  );
}
