import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangeView } from '../../../contracts/changes.ts';
import { useAct } from '../layout/useAct.ts';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';

/** A change as this person may see it; asked again whenever it moved. */
export function useChange(id: string) {
  const query = useQuery({
    queryKey: ['changes', id],
    queryFn: ({ signal }) => api.get<ChangeView>(`/changes/${encodeURIComponent(id)}`, undefined, { signal }),
  });
  useMoved(id, () => void query.refetch());
  return query;
}

/** Runs one act on a change; every view of changes is asked again before it counts as over, after a refusal too. */
export function useChangeAct() {
  const client = useQueryClient();
  const { run, ...state } = useAct();
  const andAskAgain = (act: () => Promise<unknown>) =>
    run(() => act().finally(() => client.invalidateQueries({ queryKey: ['changes'] })));
  return { ...state, run: andAskAgain };
}
