import { useQuery } from '@tanstack/react-query';
import { api } from '../providers/http.ts';
import type { TaskPage, TaskView } from './contract.ts';

/** The task after this one: what I claimed first, then what is open, the earliest deadline first. Null when none waits. */
export function useNextTask(taskId: string, step?: string) {
  return useQuery({
    queryKey: ['tasks', 'next', taskId, step ?? ''],
    queryFn: async (): Promise<TaskView | null> => {
      for (const view of ['mine', 'open']) {
        const { items } = await api.get<TaskPage>('/tasks', { view, step, perPage: 25, sort: 'dueAt', order: 'ASC' });
        const next = items.find(({ id }) => id !== taskId);
        if (next) return next;
      }
      return null;
    },
  });
}
