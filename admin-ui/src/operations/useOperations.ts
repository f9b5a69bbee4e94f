import { useQuery } from '@tanstack/react-query';
import { api } from '../providers/http.ts';

const REFRESH_MS = 15_000;

/** A reply below `/operations`, asked again every quarter of a minute. */
export function useOperations<T>(name: string) {
  return useQuery({
    queryKey: ['operations', name],
    queryFn: () => api.get<T>(`/operations/${name}`),
    refetchInterval: REFRESH_MS,
  });
}
