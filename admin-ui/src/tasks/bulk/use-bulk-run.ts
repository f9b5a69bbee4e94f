import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useAct } from '../../layout/useAct.ts';
import { api } from '../../providers/http.ts';
import type { BulkView } from '../contract.ts';

/** Asks for batch after batch until the set is finished or the person pauses; what is done stays done. */
export function useBulkRun(onProgress: (bulk: BulkView) => void) {
  const { busy, problem, run } = useAct();
  const client = useQueryClient();
  const going = useRef(false);
  const start = (bulk: BulkView, leaveOut: string[]) =>
    run(async () => {
      going.current = true;
      let now = bulk;
      try {
        while (going.current && now.finishedAt === null) {
          const body = now.startedAt === null ? { leaveOut } : {};
          now = await api.send<BulkView>('POST', `/bulk-decisions/${now.id}/batches`, body);
          onProgress(now);
        }
      } finally {
        for (const key of ['tasks', 'rounds', 'applications'])
          client.invalidateQueries({ queryKey: [key] }).catch(() => undefined);
      }
    });
  return {
    busy,
    problem,
    start,
    stop: () => {
      going.current = false;
    },
  };
}
