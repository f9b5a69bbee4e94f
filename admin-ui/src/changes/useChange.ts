import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ChangeView } from '../../../contracts/changes.ts';
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

/** Runs one act on a change; nothing is shown as done before the server's reply. */
export function useChangeAct() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run = useCallback(
    async (act: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true);
      setProblem(null);
      try {
        await act();
        return true;
      } catch (refusal) {
        setProblem(refusal);
        return false;
      } finally {
        await client.invalidateQueries({ queryKey: ['changes'] });
        setBusy(false);
      }
    },
    [client],
  );
  return { busy, problem, run };
}
