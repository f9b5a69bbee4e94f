import { useQuery } from '@tanstack/react-query';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';
import type { Panel, Ranking, RoundView } from './contract.ts';

/** The control room's figures; read again when the round moves. */
export function useRound(id: string) {
  const query = useQuery({
    queryKey: ['rounds', 'one', id],
    queryFn: () => api.get<RoundView>(`/rounds/${id}`),
    enabled: id !== '',
  });
  useMoved(id, () => query.refetch());
  return query;
}

/** The frozen ranking; empty before it is made. */
export function useRanking(id: string) {
  const query = useQuery({
    queryKey: ['rounds', 'ranking', id],
    queryFn: () => api.get<Ranking>(`/rounds/${id}/ranking`),
  });
  useMoved(id, () => query.refetch());
  return query;
}

/** The draws; `enabled` where the person may read the review. */
export function usePanels(id: string, enabled: boolean) {
  const query = useQuery({
    queryKey: ['rounds', 'panels', id],
    queryFn: () => api.get<{ items: Panel[] }>(`/rounds/${id}/panels`),
    enabled,
  });
  useMoved(id, () => {
    if (enabled) query.refetch().catch(() => undefined);
  });
  return query;
}
