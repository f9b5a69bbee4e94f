import { useQueryClient } from '@tanstack/react-query';
import { useMoved } from '../providers/events.ts';

const LISTS = new Set(['getList', 'getInfiniteList', 'getMany', 'getManyReference']);

/** Lists, counts and home pages are asked again when a case moved. Forms have keys of their own and are left alone. */
export function useFreshLists(): void {
  const client = useQueryClient();
  useMoved(undefined, () => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => {
        const [first, second] = queryKey;
        return (
          first === 'home' ||
          first === 'inbox' ||
          second === 'counts' ||
          (typeof second === 'string' && LISTS.has(second))
        );
      },
    });
  });
}
