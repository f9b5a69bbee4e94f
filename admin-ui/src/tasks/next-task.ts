import { useQuery } from '@tanstack/react-query';
import { api } from '../providers/http.ts';
import type { Neighbours, TaskPage } from './contract.ts';

/**
 * The task after this one: in the list that it was opened from, else what I claimed first, then what is open, the earliest deadline first.
 * Null when none waits.
 */
export function useNextTask(taskId: string, queue: string | null, step?: string) {
  return useQuery({
    queryKey: ['tasks', 'next', taskId, queue ?? '', step ?? ''],
    queryFn: async (): Promise<string | null> => {
      if (queue !== null) {
        const search = Object.fromEntries(new URLSearchParams(queue));
        const { nextId, previousId } = await api.get<Neighbours>(`/tasks/${taskId}/neighbours`, search);
        return nextId ?? previousId;
      }
      for (const view of ['mine', 'open']) {
        const { items } = await api.get<TaskPage>('/tasks', { view, step, perPage: 25, sort: 'dueAt', order: 'ASC' });
        const next = items.find(({ id }) => id !== taskId);
        if (next) return next.id;
      }
      return null;
    },
  });
}
