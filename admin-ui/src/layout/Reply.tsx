import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Busy, ProblemAlert } from './Page.tsx';

/** The reply once it is here; until then that it is under way, or why it is not coming. */
export function Reply<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  return query.isPending ? <Busy /> : <ProblemAlert problem={query.error} />;
}
