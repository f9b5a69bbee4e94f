/** Joint work on a draft: invitations, answers, shares (plan 三(一)1: 联合申报并建设). */
import { Problem } from '../contracts/problem-error.ts';
import { demandStatus, recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { answerBy } from './content.ts';
import { membersOf, settleDeparture } from './departures.ts';
import { demandOpenRound, lockApplication, prefill } from './drafts.ts';
import { postMessage } from './messages.ts';
import { demandNewPair } from './pairs.ts';
import type { RoundFrame } from './programmes.ts';

type Draft = { id: string; roundId: string; categoryNo: number; leadEnterpriseId: string };

/**
 * What every partner must be, however it was invited: of a partner kind, not the lead, not a party already, not the lead's partner
 * in another application of the category.
 */
export async function demandPartner(
  tx: Tx,
  application: Draft,
  frame: RoundFrame,
  partner: { id: string; kind: string },
  pointer: string,
): Promise<void> {
  const { partnerKinds } = frame.policy.consortium;
  const fault = (rule: string, message: string) =>
    new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });
  if (partner.id === application.leadEnterpriseId) throw fault('isLead', 'the lead cannot be its own partner');
  if (!partnerKinds.includes(partner.kind as never))
    throw fault('partnerKind', `the partner must be of kind ${partnerKinds.join(' or ')}`);
  const [known] = await tx<{ status: string }[]>`
    select status from application_parties
    where application_id = ${application.id} and enterprise_id = ${partner.id} and status = 'confirmed'`;
  if (known) throw new Problem('duplicate', { detail: 'this enterprise is already a party', status: known.status });
  await demandNewPair(tx, application, [partner.id]);
}

/** Invites an enterprise by its identifier. It must be registered, of a partner kind, not yet a party, and not the lead's partner elsewhere. */
export async function inviteParty(
  tx: Tx,
  applicationId: string,
  identifier: string,
  actor: { userId: string; name: string },
): Promise<number> {
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, ['draft']);
  const frame = await demandOpenRound(tx, application.roundId);
  const [partner] = await tx<{ id: string; kind: string; name: string }[]>`
    select id, kind, name from enterprises where identifier = ${identifier.toUpperCase().replaceAll('-', '')}`;
  if (!partner) {
    const message = 'no enterprise with this identifier is registered here: ask it to register, or invite it by mail';
    throw new Problem('invalid', {
      detail: message,
      errors: [{ pointer: '/identifier', rule: 'notRegistered', message }],
    });
  }
  await demandPartner(tx, { id: applicationId, ...application }, frame, partner, '/identifier');
  const [known] = await tx<{ status: string }[]>`
    select status from application_parties where application_id = ${applicationId} and enterprise_id = ${partner.id}`;
  if (known?.status === 'invited')
    throw new Problem('duplicate', { detail: 'this enterprise is invited already', status: known.status });
  const [party] = await tx<{ confirmBy: string; answerBy: string }[]>`
    insert into application_parties as i (application_id, enterprise_id, role, status, invited_at, confirm_by)
    values (${applicationId}, ${partner.id}, 'partner', 'invited', clock_timestamp(),
            due_at(clock_timestamp(), ${frame.policy.consortium.confirmationWorkingDays}, ${frame.workingDayMs}))
    on conflict (application_id, enterprise_id) do update
      set status = 'invited', share_bp = 0, invited_at = excluded.invited_at, confirm_by = excluded.confirm_by, answered_at = null, answered_by = null,
          departed_at = null, departure_reason = null
    returning confirm_by, ${answerBy(tx, 'i')} as answer_by`;
  const { version } = await recordFact(
    tx,
    applicationId,
    'partyInvited',
    actor.userId,
    { enterpriseId: partner.id, confirmBy: party?.confirmBy },
    false,
  );
  const [lead] = await tx<{ name: string }[]>`select name from enterprises where id = ${application.leadEnterpriseId}`;
  for (const member of await membersOf(tx, [partner.id])) {
    await postMessage(tx, {
      ...member,
      template: 'partyInvited',
      values: { lead: lead?.name ?? '', round: frame.title, dueAt: party?.answerBy ?? '' },
      caseId: applicationId,
      link: `/desk/applications/${applicationId}`,
      dedupeKey: `${applicationId}/${version}/${member.userId}`,
    });
  }
  return version;
}

/** The invited enterprise's answer, in its own account. A decline takes a frozen content back to the draft. */
export async function answerInvitation(
  tx: Tx,
  applicationId: string,
  enterpriseId: string,
  answer: 'confirmed' | 'declined',
  actorId: string,
): Promise<number> {
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, answer === 'declined' ? ['draft', 'signing'] : ['draft']);
  const frame = await demandOpenRound(tx, application.roundId);
  const [party] = await tx<{ lapsed: boolean }[]>`
    select clock_timestamp() >= confirm_by as lapsed from application_parties
    where application_id = ${applicationId} and enterprise_id = ${enterpriseId} and status = 'invited'`;
  if (!party) throw new Problem('wrongState', { detail: 'there is no open invitation' });
  if (party.lapsed)
    throw new Problem('wrongState', { detail: 'the invitation has lapsed: ask the lead to invite again' });
  if (answer === 'confirmed') await demandNewPair(tx, { id: applicationId, ...application }, [enterpriseId]);
  await tx`
    update application_parties set status = ${answer}, answered_at = clock_timestamp(), answered_by = ${actorId}
    where application_id = ${applicationId} and enterprise_id = ${enterpriseId}`;
  const kind = answer === 'confirmed' ? 'partyConfirmed' : 'partyDeclined';
  const { version } = await recordFact(tx, applicationId, kind, actorId, { enterpriseId }, false);
  if (answer === 'declined') {
    const gone = { enterpriseId, how: answer, reason: null, version };
    return settleDeparture(tx, applicationId, application, gone, actorId);
  }
  await prefill(tx, applicationId, enterpriseId, frame, application.categoryNo, actorId);
  await tellJoined(tx, { id: applicationId, ...application }, enterpriseId, { version, round: frame.title });
  return version;
}

/** The lead hears who has joined. */
export async function tellJoined(
  tx: Tx,
  application: { id: string; leadEnterpriseId: string },
  enterpriseId: string,
  { version, round }: { version: number; round: { zh: string; en: string } },
): Promise<void> {
  const [partner] = await tx<{ name: string }[]>`select name from enterprises where id = ${enterpriseId}`;
  for (const member of await membersOf(tx, [application.leadEnterpriseId])) {
    await postMessage(tx, {
      ...member,
      template: 'partyConfirmed',
      values: { partner: partner?.name ?? '', round },
      caseId: application.id,
      link: `/desk/applications/${application.id}`,
      dedupeKey: `${application.id}/${version}/${member.userId}`,
    });
  }
}

/** Shares in basis points of all confirmed parties; the contract has already checked that they add to 10,000. */
export async function setShares(
  tx: Tx,
  applicationId: string,
  shares: { enterpriseId: string; shareBp: number }[],
  actorId: string,
): Promise<number> {
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, ['draft']);
  await demandOpenRound(tx, application.roundId);
  const parties = await tx<{ enterpriseId: string }[]>`
    select enterprise_id from application_parties where application_id = ${applicationId} and status = 'confirmed'`;
  const expected = new Set(parties.map((party) => party.enterpriseId));
  if (shares.length !== expected.size || !shares.every(({ enterpriseId }) => expected.delete(enterpriseId))) {
    throw new Problem('invalid', {
      errors: [{ pointer: '/shares', rule: 'everyParty', message: 'name each confirmed party exactly once' }],
    });
  }
  for (const { enterpriseId, shareBp } of shares) {
    await tx`update application_parties set share_bp = ${shareBp} where application_id = ${applicationId} and enterprise_id = ${enterpriseId}`;
  }
  const { version } = await recordFact(tx, applicationId, 'sharesSet', actorId, { shares }, false);
  return version;
}
