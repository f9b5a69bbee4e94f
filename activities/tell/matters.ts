/** Whom the facts of objections and reversals concern. The objector is told in the own inbox; nobody else learns who it is. */
import type { FactKind } from '../../contracts/facts.ts';
import type { ObjectionVerdict } from '../../contracts/vocabulary.ts';
import type { Tx } from '../../db/client.ts';
import { VERDICT_WORDS } from '../../domain/messages/words.ts';
import type { Person } from './recipients.ts';
import { tellDue, tellReassigned, tellWaiting } from './tasks.ts';
import type { Telling } from './telling.ts';

type Tell = (telling: Telling) => Promise<void>;
type Filed = Person & { no: string; filedAt: string; dueAt: string; reason: string | null; status: string };

const objectionLink = (id: string) => `/desk/objections/${id}`;

async function objector(tx: Tx, objectionId: string): Promise<Filed | undefined> {
  const [filed] = await tx<Filed[]>`
    select u.id as user_id, u.email, u.locale, o.no, o.filed_at, o.reason, o.status, t.due_at
    from objections o join users u on u.id = o.objector_id
    left join lateral (select due_at from tasks where case_id = o.case_id order by opened_at limit 1) t on true
    where o.case_id = ${objectionId}`;
  return filed;
}

const waiting: Tell = (telling) => tellWaiting(telling, (telling.fact.payload.nextTaskId as string | null) ?? null);
const due =
  (template: 'taskReminder' | 'taskOverdue'): Tell =>
  (telling) =>
    tellDue(telling, template, telling.fact.payload.taskIds as string[]);

export const OBJECTION_FACTS: Partial<Record<FactKind, Tell>> = {
  objectionFiled: async (telling) => {
    const { tx, about, tell } = telling;
    const filed = await objector(tx, about.id);
    if (filed) {
      const { no, filedAt, dueAt } = filed;
      tell([filed], 'objectionReceived', { round: about.round, no, filedAt, dueAt }, objectionLink(about.id));
    }
    await waiting(telling);
  },
  objectionDecided: async ({ tx, about, fact, tell }) => {
    const filed = await objector(tx, about.id);
    const verdict = VERDICT_WORDS[fact.payload.verdict as ObjectionVerdict];
    const reason = fact.payload.reason as string;
    if (filed)
      tell([filed], 'objectionDecided', { round: about.round, no: filed.no, verdict, reason }, objectionLink(about.id));
  },
  objectionClosed: async ({ tx, about, tell }) => {
    const filed = await objector(tx, about.id);
    if (filed) tell([filed], 'objectionClosed', { round: about.round, no: filed.no }, objectionLink(about.id));
  },
  taskReassigned: tellReassigned,
  taskReminded: due('taskReminder'),
  taskOverdue: due('taskOverdue'),
};

export const REVERSAL_FACTS: Partial<Record<FactKind, Tell>> = {
  reversalProposed: waiting,
  taskReassigned: tellReassigned,
  taskReminded: due('taskReminder'),
  taskOverdue: due('taskOverdue'),
};
