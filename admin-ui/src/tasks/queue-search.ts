/** The queue's filter and order as one text, carried in the address of a case so that before and after mean the same list. */
import { useLocation } from 'react-router';
import type { QueueSearch } from './contract.ts';

const NAMES = ['view', 'step', 'roundId', 'categoryNo', 'q'] as const;

/** From what the list holds; empty values are left out. */
export function queueSearchOf(filter: Record<string, unknown>, sort: { field: string; order: string }): QueueSearch {
  const search: Record<string, unknown> = { view: 'open' };
  for (const name of NAMES) {
    const value = filter[name];
    if (value !== undefined && value !== null && value !== '')
      search[name] = name === 'categoryNo' ? Number(value) : value;
  }
  return { ...search, sort: sort.field, order: sort.order } as QueueSearch;
}

const textOf = (search: QueueSearch) =>
  new URLSearchParams(
    Object.entries(search).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

/** Path of a task's page; with the queue that it was opened from, where there is one. */
export const taskPath = (id: string, queue?: QueueSearch | string | null) => {
  const text = typeof queue === 'string' ? queue : queue ? textOf(queue) : '';
  return `/desk/tasks/${id}${text === '' ? '' : `?queue=${encodeURIComponent(text)}`}`;
};

/** Address of the queue itself with this filter and order. */
export function queuePath(queue: QueueSearch | string | null): string {
  if (queue === null) return '/desk/tasks';
  const search = typeof queue === 'string' ? Object.fromEntries(new URLSearchParams(queue)) : queue;
  const { sort = 'dueAt', order = 'ASC', ...filter } = search as Record<string, unknown>;
  if (filter.categoryNo !== undefined) filter.categoryNo = Number(filter.categoryNo);
  const query = new URLSearchParams({
    filter: JSON.stringify(filter),
    sort: String(sort),
    order: String(order),
    page: '1',
    perPage: '25',
  });
  return `/desk/tasks?${query}`;
}

/** The queue that the page's address names, null where it names none. */
export function useQueue(): string | null {
  const { search } = useLocation();
  return new URLSearchParams(search).get('queue');
}
