import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { z } from 'zod';
import type { TaskCounts, TaskPage, TaskView } from '../../../contracts/tasks.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Empty } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { HomeSection } from './HomeSection.tsx';
import { Tiles } from './Tiles.tsx';

type Counts = z.infer<typeof TaskCounts>;
const VIEWS = ['mine', 'covering', 'unclaimed', 'overdue', 'escalated', 'stranded', 'open', 'done'] as const;
/** They want somebody's attention when there are any. */
const PRESSING: readonly string[] = ['overdue', 'escalated', 'stranded'];
/** Shown only when there are any. */
const RARE: readonly string[] = ['covering', 'escalated', 'stranded'];
const queue = (view: string) => `/desk/tasks?filter=${encodeURIComponent(JSON.stringify({ view }))}`;

/** The work queue by numbers, and the five tasks that are due first. */
export function QueueHome() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const word = useWord();
  const counts = useQuery({ queryKey: ['home', 'counts'], queryFn: () => api.get<Counts>('/tasks/counts') });
  const tasks = useQuery({
    queryKey: ['home', 'tasks'],
    queryFn: () =>
      api.get<z.infer<typeof TaskPage>>('/tasks', { view: 'open', perPage: 5, sort: 'dueAt', order: 'ASC' }),
  });
  const nameOf = (task: TaskView) => {
    if (task.projectName !== null || task.alias === null)
      return task.projectName ?? bilingual(task.categoryName ?? task.roundTitle);
    return `${translate('task.rival', { alias: task.alias })} · ${bilingual(task.categoryName)}`;
  };
  return (
    <HomeSection
      title={translate('shell.home.queue')}
      actions={
        <Button component={RouterLink} to="/desk/tasks" variant="outlined">
          {translate('shell.home.allTasks')}
        </Button>
      }
    >
      <Reply query={counts}>
        {(numbers) => (
          <Tiles
            label={translate('shell.home.queue')}
            tiles={VIEWS.filter((view) => numbers[view] > 0 || !RARE.includes(view)).map((view) => ({
              key: view,
              label: translate(`shell.home.view.${view}`),
              value: numbers[view],
              to: queue(view),
              attention: PRESSING.includes(view) && numbers[view] > 0,
            }))}
          />
        )}
      </Reply>
      <Box sx={{ height: 16 }} />
      <Reply query={tasks}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={translate('shell.home.noTask')} />
          ) : (
            <PlainTable
              caption={translate('shell.home.dueFirst')}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                {
                  label: translate('shell.home.task'),
                  render: (task) => (
                    <Link component={RouterLink} to={`/desk/tasks/${task.id}`}>
                      {nameOf(task)}
                    </Link>
                  ),
                },
                { label: translate('shell.home.step'), render: (task) => word('step', task.step) },
                {
                  label: translate('shell.home.due'),
                  render: (task) => (
                    <WorkingDaysLeft dueAt={task.dueAt} now={task.now} provisional={task.dueProvisional} />
                  ),
                },
              ]}
            />
          )
        }
      </Reply>
    </HomeSection>
  );
}
