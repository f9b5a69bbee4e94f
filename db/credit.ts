/** The credit register (守信/失信) and the checks of an application's parties against it. */
import type { CreditHit, CreditOutcome, CreditRecordView, EnterCreditRecord } from '../contracts/credit.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { CreditKind, CreditPurpose } from '../contracts/vocabulary.ts';
import { recordOfficeFact } from './accounts.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { likeText, normalCode } from './enterprises.ts';

/** Records bind by the Beijing day of the database's clock, first and last day included. */
const creditToday = (tx: Tx) => tx`(clock_timestamp() at time zone 'Asia/Shanghai')::date`;
const stateOf = (tx: Tx) => tx`
  case when r.revoked_at is not null then 'revoked' when r.valid_from > ${creditToday(tx)} then 'upcoming'
       when r.valid_to < ${creditToday(tx)} then 'expired' else 'valid' end`;

export type CreditFilter = {
  q?: string | undefined;
  kind?: CreditKind | undefined;
  state?: CreditRecordView['state'] | undefined;
  page: number;
  perPage: number;
};

/** One row more than a page holds, latest entry first. */
export function listCreditRecords(tx: Tx, filter: CreditFilter): Promise<CreditRecordView[]> {
  const { q, kind, state, page, perPage } = filter;
  return tx<CreditRecordView[]>`
    select r.id, r.identifier, r.name, r.kind, r.source, r.document_no, r.reason, r.valid_from, r.valid_to, ${stateOf(tx)} as state,
      (select jsonb_build_object('id', e.id, 'name', e.name) from enterprises e
        where organisation_code(e.identifier) = r.organisation_code order by e.created_at limit 1) as enterprise,
      coalesce(eu.name, r.entered_by) as entered_by, r.entered_at, coalesce(ru.name, r.revoked_by) as revoked_by, r.revoked_at, r.revoke_reason
    from credit_records r left join users eu on eu.id = r.entered_by left join users ru on ru.id = r.revoked_by
    where true
      ${q === undefined ? tx`` : tx`and (r.name ilike ${`%${likeText(q)}%`} or r.document_no ilike ${`%${likeText(q)}%`} or r.organisation_code = organisation_code(${normalCode(q)}))`}
      ${kind === undefined ? tx`` : tx`and r.kind = ${kind}`}
      ${state === undefined ? tx`` : tx`and ${stateOf(tx)} = ${state}`}
    order by r.entered_at desc, r.id
    limit ${perPage + 1} offset ${(page - 1) * perPage}`;
}

/** Enters a record with its identifier in the kept form. @returns its id; null when such a record is in the register already. */
export async function enterCreditRecord(tx: Tx, record: EnterCreditRecord, actorId: string): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    insert into credit_records (identifier, name, kind, source, document_no, reason, valid_from, valid_to, entered_by, entered_at)
    values (${record.identifier}, ${record.name}, ${record.kind}, ${record.source}, ${record.documentNo}, ${record.reason},
      ${record.validFrom}, ${record.validTo}, ${actorId}, clock_timestamp())
    on conflict do nothing returning id`;
  if (!row) return null;
  await recordOfficeFact(tx, 'creditRecordEntered', actorId, { recordId: row.id, ...record });
  return row.id;
}

/** Which of these are in the register already, as positions in the list. */
export async function knownCreditRecords(tx: Tx, records: readonly EnterCreditRecord[]): Promise<Set<number>> {
  const rows = await tx<{ no: number }[]>`
    select (n.no - 1)::int as no from jsonb_array_elements(${json(tx, records)}::jsonb) with ordinality as n(item, no)
    join credit_records r on r.revoked_at is null and r.organisation_code = organisation_code(n.item ->> 'identifier')
      and r.kind = n.item ->> 'kind' and r.document_no = n.item ->> 'documentNo'`;
  return new Set(rows.map(({ no }) => no));
}

/** Enters a whole file in one statement; records that are there already stay as they are. @returns how many were entered. */
export async function importCreditRecords(
  tx: Tx,
  records: readonly EnterCreditRecord[],
  file: { sha256: string; lines: number },
  actorId: string,
): Promise<number> {
  const { count } = await tx`
    insert into credit_records (identifier, name, kind, source, document_no, reason, valid_from, valid_to, entered_by, entered_at)
    select item ->> 'identifier', item ->> 'name', item ->> 'kind', item ->> 'source', item ->> 'documentNo', item ->> 'reason',
      (item ->> 'validFrom')::date, (item ->> 'validTo')::date, ${actorId}, clock_timestamp()
    from jsonb_array_elements(${json(tx, records)}::jsonb) item
    on conflict do nothing`;
  await recordOfficeFact(tx, 'creditRecordsImported', actorId, { ...file, entered: count });
  return count;
}

/** Takes a record out of force, with the reason. @returns the instant; null when it is not there or was revoked before. */
export async function revokeCreditRecord(
  tx: Tx,
  recordId: string,
  reason: string,
  actorId: string,
): Promise<string | null> {
  const [row] = await tx<{ revokedAt: string; identifier: string; kind: string; documentNo: string }[]>`
    update credit_records set revoked_at = clock_timestamp(), revoked_by = ${actorId}, revoke_reason = ${reason}
    where id = ${recordId} and revoked_at is null
    returning revoked_at, identifier, kind, document_no`;
  if (!row) return null;
  const { revokedAt, ...record } = row;
  await recordOfficeFact(tx, 'creditRecordRevoked', actorId, { recordId, ...record, reason });
  return revokedAt;
}

export async function creditRecordExists(tx: Tx, recordId: string): Promise<boolean> {
  const [row] = await tx`select 1 from credit_records where id = ${recordId}`;
  return row !== undefined;
}

/** Records in force of all confirmed parties at the database's clock. An application that does not exist is clear. */
export async function creditCheck(tx: Tx, applicationId: string): Promise<CreditOutcome> {
  const [row] = await tx<{ checkedAt: string; hits: CreditHit[] }[]>`
    select clock_timestamp() as checked_at, coalesce((
      select jsonb_agg(jsonb_build_object('enterpriseId', f.enterprise_id, 'name', f.name, 'kind', f.kind, 'source', f.source,
        'documentNo', f.document_no, 'reason', f.reason, 'validFrom', f.valid_from, 'validTo', f.valid_to)
        order by f.kind desc, f.name, f.valid_from, f.document_no)
      from credit_in_force(${applicationId}) f), '[]') as hits`;
  const { checkedAt, hits } = row as { checkedAt: string; hits: CreditHit[] };
  return { checkedAt, clear: hits.every(({ kind }) => kind !== 'untrustworthy'), hits };
}

/** Records in force of one enterprise at the database's clock. */
export async function creditOf(tx: Tx, enterpriseId: string): Promise<CreditHit[]> {
  return tx<CreditHit[]>`
    select e.id as enterprise_id, e.name, r.kind, r.source, r.document_no, r.reason, r.valid_from, r.valid_to
    from enterprises e join credit_records r on r.organisation_code = organisation_code(e.identifier)
    where e.id = ${enterpriseId} and ${stateOf(tx)} = 'valid' order by r.kind desc, r.valid_from, r.document_no`;
}

/** Why a pass is refused: the records in force, and what can be done. */
export async function creditProblem(tx: Tx, taskId: string): Promise<Problem> {
  const [task] = await tx<{ caseId: string }[]>`select case_id from tasks where id = ${taskId}`;
  const { checkedAt, hits } = await creditCheck(tx, task?.caseId ?? taskId);
  return new Problem('creditBlocked', {
    checkedAt,
    hits: hits.filter(({ kind }) => kind === 'untrustworthy'),
    detail:
      'A party is on the register of untrustworthy enterprises: decide otherwise, or wait until the record has ended',
  });
}

/**
 * Checks and keeps what was found, with a fact in the case's chain that wakes no workflow: call it where the outcome is used, in
 * the same transaction, with the case's row locked before.
 * @param actorId null where a process checks by itself
 */
export async function recordCreditCheck(
  tx: Tx,
  applicationId: string,
  purpose: CreditPurpose,
  actorId: string | null,
): Promise<CreditOutcome> {
  const outcome = await creditCheck(tx, applicationId);
  const { checkedAt, clear, hits } = outcome;
  const [row] = await tx<{ id: string }[]>`
    insert into credit_checks (application_id, purpose, checked_at, clear, hits, checked_by)
    values (${applicationId}, ${purpose}, ${checkedAt}, ${clear}, ${json(tx, hits)}, ${actorId}) returning id`;
  await recordFact(tx, applicationId, 'creditChecked', actorId, { checkId: row?.id, purpose, clear, hits }, false);
  return outcome;
}
