import { useQuery } from '@tanstack/react-query';
import { api, type QueryValues } from './request.ts';

/** A reply below `/api/v1`; the key is the path, so that `invalidateQueries({ queryKey: [path] })` asks again. */
export function useReply<T>(
  path: string,
  query?: QueryValues,
  options: { enabled?: boolean; staleTime?: number } = {},
) {
  return useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<T>(path, query, { signal }),
    placeholderData: (previous) => previous,
    ...options,
  });
}
