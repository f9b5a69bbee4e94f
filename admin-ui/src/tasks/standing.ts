import { useMe } from '../providers/me.ts';
import type { TaskView } from './contract.ts';

/** Does the task lie with a body of this person, in the role that it asks for? A mirror only: the server decides. */
export function useMayDecide(task: TaskView): boolean {
  const { grants } = useMe();
  if (task.status !== 'open') return false;
  return grants.some(({ role, body }) => role === task.role && body !== null && body.id === task.bodyId);
}

/** Does the task lie with a body that this person supervises? */
export function useSupervises(task: TaskView): boolean {
  const { grants } = useMe();
  return (
    task.status === 'open' && grants.some(({ role, body }) => role === 'bodySupervisor' && body?.id === task.bodyId)
  );
}
