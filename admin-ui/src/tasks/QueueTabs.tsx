import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { api } from '../providers/http.ts';
import type { TaskCounts, TaskViewName } from './contract.ts';

const VIEWS: TaskViewName[] = ['open', 'mine', 'covering', 'unclaimed', 'overdue', 'escalated', 'stranded', 'done'];

/** Counts behind the tabs. */
export function useCounts() {
  return useQuery({ queryKey: ['tasks', 'counts'], queryFn: () => api.get<TaskCounts>('/tasks/counts') });
}

type QueueTabsProps = {
  views?: readonly TaskViewName[];
  view: TaskViewName;
  counts: TaskCounts | undefined;
  onChange: (view: TaskViewName) => void;
};

/** Views of the queue with how many tasks each holds. */
export function QueueTabs({ views = VIEWS, view, counts, onChange }: QueueTabsProps) {
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
      {views.map((name) => (
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
