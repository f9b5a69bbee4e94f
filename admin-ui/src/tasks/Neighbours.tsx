import ArrowBack from '@mui/icons-material/ArrowBack';
import ArrowForward from '@mui/icons-material/ArrowForward';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useNavigate } from 'react-router';
import { api } from '../providers/http.ts';
import type { Neighbours as NeighboursReply, TaskView } from './contract.ts';
import { KeysHelp, useKeys } from './keys.tsx';
import { queuePath, taskPath, useQueue } from './queue-search.ts';

/** Tasks before and after in the list that this one was opened from. */
export function useNeighbours(taskId: string, queue: string | null) {
  return useQuery({
    queryKey: ['tasks', 'neighbours', taskId, queue],
    queryFn: () =>
      api.get<NeighboursReply>(`/tasks/${taskId}/neighbours`, Object.fromEntries(new URLSearchParams(queue ?? ''))),
    enabled: queue !== null,
  });
}

const NAMES = ['next', 'previous', 'claim', 'back', 'help'];

/** Back to the list, to the case before and after; the same by single keys, and C to claim. */
export function Neighbours({ task, onChanged }: { task: TaskView; onChanged: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const queue = useQueue();
  const { data } = useNeighbours(task.id, queue);
  const go = (id: string | null | undefined) => {
    if (id) void navigate(taskPath(id, queue));
  };
  useKeys({
    j: () => go(data?.nextId),
    k: () => go(data?.previousId),
    u: () => void navigate(queuePath(queue)),
    c: () => {
      if (task.status !== 'open' || task.claimedBy !== null) return;
      api
        .send('POST', `/tasks/${task.id}/claim`)
        .catch(() => undefined)
        .finally(onChanged);
    },
  });
  return (
    <>
      <Button component={RouterLink} to={queuePath(queue)} size="small">
        {translate('task.toQueue')}
      </Button>
      {queue === null ? null : (
        <>
          <Button
            size="small"
            variant="outlined"
            startIcon={<ArrowBack aria-hidden />}
            disabled={!data?.previousId}
            onClick={() => go(data?.previousId)}
          >
            {translate('queue.previous')}
          </Button>
          <Button
            size="small"
            variant="outlined"
            endIcon={<ArrowForward aria-hidden />}
            disabled={!data?.nextId}
            onClick={() => go(data?.nextId)}
          >
            {translate('queue.next')}
          </Button>
        </>
      )}
      <KeysHelp names={NAMES} />
    </>
  );
}
