import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { api } from '../providers/http.ts';
import type { TaskCounts, TaskViewName } from './contract.ts';

const VIEWS: TaskViewName[] = ['open', 'mine', 'unclaimed', 'overdue', 'done'];

/** Counts behind the tabs. */
export function useCounts() {
  return useQuery({ queryKey: ['tasks', 'counts'], queryFn: () => api.get<TaskCounts>('/tasks/counts') });
}

type QueueTabsProps = { view: TaskViewName; counts: TaskCounts | undefined; onChange: (view: TaskViewName) => void };

/** Views of the queue with how many tasks each holds. */
export function QueueTabs({ view, counts, onChange }: QueueTabsProps) {
  const translate = useTranslate();
  return (
    <Tabs
      value={view}
      onChange={(_event, next: TaskViewName) => onChange(next)}
      variant="scrollable"
      scrollButtons="auto"
      allowScrollButtonsMobile
      aria-label={translate('task.tabs')}
      sx={{ mb: 1, borderBottom: 1, borderColor: 'divider' }}
    >
      {VIEWS.map((name) => (
        <Tab
          key={name}
          value={name}
          id={`queue-tab-${name}`}
          aria-controls="queue-panel"
          label={`${translate(`task.view.${name}`)}${counts ? ` ${counts[name]}` : ''}`}
        />
      ))}
    </Tabs>
  );
}
