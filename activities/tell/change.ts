/** Whom the facts of a change of member concern, and what they are told. */
import type { FactKind } from '../../contracts/facts.ts';
import type { ChangeStatus } from '../../contracts/vocabulary.ts';
import { membersOf } from '../../db/departures.ts';
import { membersOfParties, type Person } from './recipients.ts';
import { tellDue, tellWaiting } from './tasks.ts';
import type { Telling } from './telling.ts';

type Tell = (telling: Telling) => Promise<void>;
type Change = {
  applicationId: string;
  leaving: string;
  joining: string | null;
  joiningId: string | null;
  leavingId: string;
  lead: string;
  reason: string;
  confirmBy: string | null;
};

async function changeOf({ tx, about }: Telling): Promise<Change | undefined> {
  const [change] = await tx<Change[]>`
    select m.application_id, l.name as leaving, m.leaving_enterprise_id as leaving_id, j.name as joining,
           m.joining_enterprise_id as joining_id, e.name as lead, m.reason, m.confirm_by
    from member_changes m join applications a on a.case_id = m.application_id join enterprises e on e.id = a.lead_enterprise_id
    join enterprises l on l.id = m.leaving_enterprise_id left join enterprises j on j.id = m.joining_enterprise_id
    where m.case_id = ${about.id}`;
  return change;
}

/** The parties as they stand, with who leaves and who joins. */
async function everybody(telling: Telling, change: Change): Promise<Person[]> {
  const parties = await membersOfParties(telling.tx, change.applicationId);
  const others = await membersOf(telling.tx, [change.leavingId, ...(change.joiningId ? [change.joiningId] : [])]);
  const byId = new Map([...parties, ...(others as Person[])].map((person) => [person.userId, person]));
  return [...byId.values()];
}
const linkOf = ({ about }: Telling) => `/desk/changes/${about.id}`;

export const CHANGE_FACTS: Partial<Record<FactKind, Tell>> = {
  changeFiled: async (telling) => {
    const change = await changeOf(telling);
    if (!change) return;
    const { project, round } = telling.about;
    const { leaving, joining, reason, lead } = change;
    const told = await everybody(telling, change);
    telling.tell(told, 'changeFiled', { project, round, lead, leaving, joining, reason }, linkOf(telling));
    if (change.joiningId && change.confirmBy) {
      const asked = (await membersOf(telling.tx, [change.joiningId])) as Person[];
      telling.tell(asked, 'changeAsked', { project, round, lead, leaving, dueAt: change.confirmBy }, linkOf(telling));
    }
  },
  taskOpened: (telling) => tellWaiting(telling, (telling.fact.payload.nextTaskId as string | undefined) ?? null),
  changeSettled: async (telling) => {
    const change = await changeOf(telling);
    if (!change) return;
    const { status, reason } = telling.fact.payload as { status: ChangeStatus; reason: string | null };
    const { project, round } = telling.about;
    const { leaving, joining } = change;
    const told = await everybody(telling, change);
    telling.tell(told, 'changeSettled', { project, round, leaving, joining, status, reason }, linkOf(telling));
  },
  taskReminded: (telling) => tellDue(telling, 'taskReminder', telling.fact.payload.taskIds as string[]),
  taskOverdue: (telling) => tellDue(telling, 'taskOverdue', telling.fact.payload.taskIds as string[]),
};
