/** A party that does not, or no longer, take part before the submission: what it undoes, and who is told. */
import type { z } from 'zod';
import type { VoidedSignature as VoidedSignatureSchema } from '../contracts/applications.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { ReopeningCause } from '../contracts/vocabulary.ts';
import { demandStatus, recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { demandOpenRound, lockApplication } from './drafts.ts';
import { postMessages, type Recipient } from './messages.ts';

type VoidedSignature = z.infer<typeof VoidedSignatureSchema>;

/** Members of enterprises who are told about a consortium's work. */
export async function membersOf(tx: Tx, enterpriseIds: readonly string[]): Promise<Recipient[]> {
  return tx<Recipient[]>`
    select distinct u.id as user_id, u.email, u.locale from role_grants g join users u on u.id = g.user_id
    where g.enterprise_id = any(${[...enterpriseIds]}::uuid[]) and g.revoked_at is null order by u.email`;
}

/**
 * Takes a frozen content back to the draft before its submission. Signatures under it stay on record and count no longer;
 * the fact names them.
 * @returns whether signatures became void
 */
export async function returnToDraft(
  tx: Tx,
  applicationId: string,
  frozenNo: number | null,
  cause: { cause: ReopeningCause; enterpriseId?: string },
  actorId: string | null,
): Promise<{ version: number; voided: boolean }> {
  await tx`update applications set status = 'draft', frozen_no = null where case_id = ${applicationId}`;
  const voided = await tx<{ enterpriseId: string; signerId: string }[]>`
    select enterprise_id, signer_id from signatures where application_id = ${applicationId} and frozen_no = ${frozenNo}`;
  const payload = { no: frozenNo, ...cause, voided: [...voided] };
  const { version } = await recordFact(tx, applicationId, 'contentReopened', actorId, payload, false);
  return { version, voided: voided.length > 0 };
}

/** Signatures of an application not submitted yet that count no longer, newest first. */
export async function voidedSignatures(tx: Tx, applicationId: string): Promise<VoidedSignature[]> {
  return tx<VoidedSignature[]>`
    select s.frozen_no, e.name, u.name as signer_name, s.signed_at, f.at as voided_at, f.payload ->> 'cause' as cause
    from signatures s
    join facts f on f.case_id = s.application_id and f.kind = 'contentReopened' and (f.payload ->> 'no')::int = s.frozen_no
    join enterprises e on e.id = s.enterprise_id join users u on u.id = s.signer_id
    where s.application_id = ${applicationId} order by f.at desc, s.signed_at`;
}

/** The other parties hear that the lead has opened the content again. */
export async function tellReopened(
  tx: Tx,
  applicationId: string,
  round: { zh: string; en: string },
  { version, voided }: { version: number; voided: boolean },
  actorId: string,
): Promise<void> {
  const parties = await tx<{ enterpriseId: string; name: string; role: string }[]>`
    select p.enterprise_id, e.name, p.role from application_parties p join enterprises e on e.id = p.enterprise_id
    where p.application_id = ${applicationId} and p.status = 'confirmed'`;
  const lead = parties.find(({ role }) => role === 'lead')?.name ?? '';
  const people = await membersOf(
    tx,
    parties.map(({ enterpriseId }) => enterpriseId),
  );
  await postMessages(
    tx,
    people
      .filter(({ userId }) => userId !== actorId)
      .map((person) => ({
        ...person,
        template: 'contentReopened' as const,
        values: { lead, round, voided },
        caseId: applicationId,
        link: `/desk/applications/${applicationId}`,
        dedupeKey: `${applicationId}/${version}/contentReopened/${person.userId}`,
      })),
  );
}

type Standing = { status: string; roundId: string; leadEnterpriseId: string; frozenNo: number | null };

/**
 * What follows when a party has gone: a frozen content returns to the draft, and the parties that stay are told, the lead
 * with the way on. To be called after the party's own fact.
 */
export async function settleDeparture(
  tx: Tx,
  applicationId: string,
  application: Standing,
  gone: { enterpriseId: string; how: Exclude<ReopeningCause, 'byLead'>; reason: string | null; version: number },
  actorId: string | null,
): Promise<number> {
  const { enterpriseId, how, reason } = gone;
  let version = gone.version;
  const frozen = application.status === 'signing';
  let voided = false;
  if (frozen) {
    const reopened = await returnToDraft(
      tx,
      applicationId,
      application.frozenNo,
      { cause: how, enterpriseId },
      actorId,
    );
    ({ version, voided } = reopened);
  }
  const [names] = await tx<{ partner: string; lead: string; titleZh: string; titleEn: string }[]>`
    select p.name as partner, l.name as lead, r.title_zh, r.title_en
    from applications a join enterprises l on l.id = a.lead_enterprise_id join rounds r on r.case_id = a.round_id
    cross join enterprises p where a.case_id = ${applicationId} and p.id = ${enterpriseId}`;
  if (!names) return version;
  const staying = await tx<{ enterpriseId: string }[]>`
    select enterprise_id from application_parties
    where application_id = ${applicationId} and status in ('confirmed', 'invited') and enterprise_id <> ${enterpriseId}`;
  const people = await membersOf(
    tx,
    staying.map((party) => party.enterpriseId),
  );
  const leads = new Set((await membersOf(tx, [application.leadEnterpriseId])).map(({ userId }) => userId));
  const round = { zh: names.titleZh, en: names.titleEn };
  // Who acted knows.
  await postMessages(
    tx,
    people
      .filter(({ userId }) => userId !== actorId)
      .map((person) => ({
        ...person,
        template: 'partyGone' as const,
        values: { partner: names.partner, round, how, reason, frozen, voided, lead: leads.has(person.userId) },
        caseId: applicationId,
        link: `/desk/applications/${applicationId}`,
        dedupeKey: `${applicationId}/${gone.version}/partyGone/${person.userId}`,
      })),
  );
  if (how === 'removed') {
    const removed = await membersOf(tx, [enterpriseId]);
    await postMessages(
      tx,
      removed.map((person) => ({
        ...person,
        template: 'partyRemoved' as const,
        values: { lead: names.lead, round, reason },
        caseId: applicationId,
        dedupeKey: `${applicationId}/${gone.version}/partyRemoved/${person.userId}`,
      })),
    );
  }
  return version;
}

const UNSUBMITTED = ['draft', 'signing'];

/** Locks the application for a change of its parties; after the submission it says why there is none. */
async function demandUnsubmitted(tx: Tx, applicationId: string) {
  const application = await lockApplication(tx, applicationId);
  if (!UNSUBMITTED.includes(application.status) && application.status !== 'withdrawn') {
    const message = 'the application was submitted: parties change only by a change request after the award';
    throw new Problem('wrongState', {
      status: application.status,
      detail: message,
      errors: [{ pointer: '', rule: 'partiesFixed', message }],
    });
  }
  demandStatus(application.status, UNSUBMITTED);
  await demandOpenRound(tx, application.roundId);
  return application;
}

/**
 * The lead takes back an invitation or removes a partner before the closing. Its private sections stay on record but leave
 * the content; a frozen content returns to the draft.
 */
export async function removeParty(
  tx: Tx,
  applicationId: string,
  enterpriseId: string,
  reason: string,
  actorId: string,
): Promise<number> {
  const application = await demandUnsubmitted(tx, applicationId);
  const removed = await tx`
    update application_parties set status = 'removed', share_bp = 0, departed_at = clock_timestamp(), departure_reason = ${reason}
    where application_id = ${applicationId} and enterprise_id = ${enterpriseId} and role = 'partner' and status in ('invited', 'confirmed')`;
  if (removed.count === 0)
    throw new Problem('wrongState', { detail: 'only an invited or confirmed partner can be removed' });
  const { version } = await recordFact(tx, applicationId, 'partyRemoved', actorId, { enterpriseId, reason }, false);
  return settleDeparture(tx, applicationId, application, { enterpriseId, how: 'removed', reason, version }, actorId);
}

/** A confirmed partner withdraws from the consortium before the closing. The lead withdraws the application instead. */
export async function leaveConsortium(
  tx: Tx,
  applicationId: string,
  enterpriseId: string,
  reason: string,
  actorId: string,
): Promise<number> {
  const application = await demandUnsubmitted(tx, applicationId);
  const left = await tx`
    update application_parties set status = 'withdrawn', share_bp = 0, departed_at = clock_timestamp(), departure_reason = ${reason}
    where application_id = ${applicationId} and enterprise_id = ${enterpriseId} and role = 'partner' and status = 'confirmed'`;
  if (left.count === 0)
    throw new Problem('wrongState', {
      detail: 'only a confirmed partner can withdraw; the lead withdraws the application',
    });
  const { version } = await recordFact(tx, applicationId, 'partyWithdrew', actorId, { enterpriseId, reason }, false);
  return settleDeparture(tx, applicationId, application, { enterpriseId, how: 'withdrawn', reason, version }, actorId);
}
