/** The case: its lock, its facts, what an application is related to. */
import type { Fact, FactKind } from '../contracts/facts.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { Actor, Subject } from '../domain/permissions.ts';
import { json, type Tx } from './client.ts';

/** Adds a fact to the case's audit chain; `signal` adds the outbox row that wakes its workflow. */
export async function recordFact(
  tx: Tx,
  caseId: string,
  kind: FactKind,
  actorId: string | null,
  payload: Record<string, unknown>,
  signal = true,
): Promise<{ version: number; at: string }> {
  const [row] = await tx<{ version: number; at: string }[]>`
    select * from record_fact(${caseId}, ${kind}, ${actorId}, ${json(tx, payload)}, ${signal})`;
  return row as { version: number; at: string };
}

export type HistoryFact = Fact & {
  actor: string | null;
  people: { onBehalfOf: string | null; from: string | null; to: string | null };
  bodies: { from: { zh: string; en: string }; to: { zh: string; en: string } } | null;
};

/** Facts of a case with the names of the people and bodies, oldest first. */
export async function historyOf(tx: Tx, caseId: string): Promise<HistoryFact[]> {
  return tx<HistoryFact[]>`
    select f.case_id, f.version, f.kind, f.actor_id, f.at, f.payload, u.name as actor,
      jsonb_build_object('onBehalfOf', b.name, 'from', x.name, 'to', y.name) as people,
      case when f.kind = 'taskMovedUp' then jsonb_build_object(
        'from', (select jsonb_build_object('zh', name_zh, 'en', name_en) from bodies where id = f.payload ->> 'fromBodyId'),
        'to', (select jsonb_build_object('zh', name_zh, 'en', name_en) from bodies where id = f.payload ->> 'bodyId')) end as bodies
    from facts f left join users u on u.id = f.actor_id left join users b on b.id = f.payload ->> 'onBehalfOf'
    left join users x on x.id = f.payload ->> 'from' left join users y on y.id = f.payload ->> 'to'
    where f.case_id = ${caseId} order by f.version`;
}

/** What an application is related to. Drafts are known to their parties only: to everybody else they do not exist. */
export async function applicationSubject(
  tx: Tx,
  applicationId: string,
  actor: Actor | null,
): Promise<Subject & { status: string; roundId: string }> {
  const [row] = await tx<
    {
      status: string;
      roundId: string;
      contentVersion: number;
      lead: string;
      body: string;
      parties: string[];
      invited: string[];
      handling: string[];
    }[]
  >`
    select a.status, a.round_id, a.content_version, a.lead_enterprise_id as lead, a.recommending_body_id as body,
      array(select enterprise_id::text from application_parties p where p.application_id = a.case_id and p.status = 'confirmed') as parties,
      array(select enterprise_id::text from application_parties p where p.application_id = a.case_id and p.status = 'invited') as invited,
      array(select distinct body_id from tasks t where t.case_id = a.case_id and t.body_id is not null) as handling
    from applications a where a.case_id = ${applicationId}`;
  if (!row) throw new Problem('notFound');
  const own = actor?.grants.some(
    ({ enterpriseId }) => enterpriseId && [...row.parties, ...row.invited].includes(enterpriseId),
  );
  if (row.contentVersion === 0 && !own) throw new Problem('notFound');
  return {
    bodyIds: [row.body],
    handlingBodyIds: row.handling,
    partyEnterpriseIds: row.parties,
    invitedEnterpriseIds: row.invited,
    leadEnterpriseId: row.lead,
    status: row.status,
    roundId: row.roundId,
  };
}

/** Refuses a change in the wrong state, with the state in the reply. */
export function demandStatus(status: string, allowed: readonly string[]): void {
  if (!allowed.includes(status))
    throw new Problem('wrongState', { status, detail: `status is ${status}, must be ${allowed.join(' or ')}` });
}
