import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';
import { APPLICATION_KEY, type ApplicationView } from './contract.ts';

/** An application as this person may see it; asked again whenever it moved. Open forms keep what is typed by themselves. */
export function useApplication(id: string) {
  const query = useQuery({
    queryKey: APPLICATION_KEY(id),
    queryFn: ({ signal }) => api.get<ApplicationView>(`/applications/${encodeURIComponent(id)}`, undefined, { signal }),
    refetchOnWindowFocus: true,
  });
  useMoved(id, () => void query.refetch());
  return query;
}

/** Asks for the application again, and for the lists that show it. */
export function useRefreshApplication(id: string): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await client.invalidateQueries({ queryKey: APPLICATION_KEY(id) });
    void client.invalidateQueries({ queryKey: ['applications', 'list'] });
    void client.invalidateQueries({ queryKey: ['home'] });
  }, [client, id]);
}

/**
 * Runs one act after another: `busy` while it runs, `problem` when it was refused. Nothing is shown as done before the
 * server's reply; the page is asked again after a refusal too, for the state may have moved on.
 */
export function useAct(applicationId: string) {
  const refresh = useRefreshApplication(applicationId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run = useCallback(
    async (act: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true);
      setProblem(null);
      try {
        await act();
        await refresh();
        return true;
      } catch (refusal) {
        setProblem(refusal);
        void refresh();
        return false;
      } finally {
        setBusy(false);
      }
    },
    [refresh],
  );
  return { busy, problem, run, clear: useCallback(() => setProblem(null), []) };
}
