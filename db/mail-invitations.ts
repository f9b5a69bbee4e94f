/** Invitations by mail: to an address whose owner has not registered an enterprise yet. The token in the mail is the key, once. */
import { randomBytes } from 'node:crypto';
import { Problem } from '../contracts/problem-error.ts';
import type { MailInvitation } from '../contracts/applications.ts';
import type { MailInvitationStatus } from '../contracts/vocabulary.ts';
import type { Actor } from '../domain/permissions.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { demandStatus, recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { demandPartner, tellJoined } from './consortium.ts';
import { answerBy } from './content.ts';
import { membersOf } from './departures.ts';
import { demandOpenRound, lockApplication, prefill } from './drafts.ts';
import { postMessage, postMessages } from './messages.ts';
import { categoryOf, type RoundFrame, roundFrame } from './programmes.ts';

const TOKEN_BYTES = 32;
/** Mails that a lead may have sent in a day, and an address may get from anybody: the office's mail is nobody's megaphone. */
const MOST_A_DAY = { lead: 20, address: 10 };

/** @throws Problem tooMany when the lead or the address has had its mails of a day */
async function demandFewMails(tx: Tx, leadEnterpriseId: string, email: string): Promise<void> {
  const [sent] = await tx<{ byLead: number; toAddress: number }[]>`
    select count(*) filter (where a.lead_enterprise_id = ${leadEnterpriseId})::int as by_lead,
      count(*) filter (where i.email = ${email})::int as to_address
    from party_mail_invitations i join applications a on a.case_id = i.application_id
    where i.invited_at > clock_timestamp() - interval '1 day' and (a.lead_enterprise_id = ${leadEnterpriseId} or i.email = ${email})`;
  const { byLead = 0, toAddress = 0 } = sent ?? {};
  if (byLead < MOST_A_DAY.lead && toAddress < MOST_A_DAY.address) return;
  const detail =
    byLead >= MOST_A_DAY.lead
      ? `at most ${MOST_A_DAY.lead} invitations by mail a day`
      : `at most ${MOST_A_DAY.address} invitations to one address a day`;
  throw new Problem('tooMany', { detail, retryAfterSeconds: 86_400 });
}

/** Invites an address; the mail carries the link. One invitation an address stands at a time. */
export async function inviteByMail(
  tx: Tx,
  applicationId: string,
  input: { email: string; baseUrl: string },
  actor: Pick<Actor, 'userId' | 'locale'>,
): Promise<number> {
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, ['draft']);
  const frame = await demandOpenRound(tx, application.roundId);
  const email = input.email.toLowerCase();
  const [open] = await tx`
    select 1 from party_mail_invitations where application_id = ${applicationId} and email = ${email} and status = 'open'`;
  if (!open) await demandFewMails(tx, application.leadEnterpriseId, email);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const [invitation] = await tx<{ id: string; confirmBy: string; answerBy: string }[]>`
    insert into party_mail_invitations as i (application_id, email, token_hash, invited_by, invited_at, confirm_by)
    values (${applicationId}, ${email}, ${sha256Hex(token)}, ${actor.userId}, clock_timestamp(),
            due_at(clock_timestamp(), ${frame.policy.consortium.confirmationWorkingDays}, ${frame.workingDayMs}))
    on conflict (application_id, email) where status = 'open' do nothing returning id, confirm_by, ${answerBy(tx, 'i')} as answer_by`;
  if (!invitation) {
    const message = 'this address has an open invitation already';
    throw new Problem('duplicate', {
      detail: message,
      errors: [{ pointer: '/email', rule: 'invitedAlready', message }],
    });
  }
  // The address is personal data: the chain of facts names the invitation only.
  const payload = { invitationId: invitation.id, confirmBy: invitation.confirmBy };
  const { version } = await recordFact(tx, applicationId, 'partyInvitedByMail', actor.userId, payload, false);
  const [lead] = await tx<{ name: string }[]>`select name from enterprises where id = ${application.leadEnterpriseId}`;
  await postMessage(tx, {
    userId: null,
    email,
    locale: actor.locale,
    template: 'partyInvitedByMail',
    values: {
      lead: lead?.name ?? '',
      round: frame.title,
      dueAt: invitation.answerBy,
      url: `${input.baseUrl.replace(/\/$/, '')}/desk/invitation?token=${token}`,
    },
    caseId: applicationId,
    dedupeKey: `mailInvitation/${invitation.id}`,
  });
  return version;
}

/** The lead takes an open invitation back: its link opens nothing any more. */
export async function revokeMailInvitation(
  tx: Tx,
  applicationId: string,
  invitationId: string,
  actorId: string,
): Promise<number> {
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, ['draft', 'signing']);
  const revoked = await tx`
    update party_mail_invitations set status = 'revoked', settled_at = clock_timestamp(), settled_by = ${actorId}
    where id = ${invitationId} and application_id = ${applicationId} and status = 'open'`;
  if (revoked.count === 0) throw new Problem('wrongState', { detail: 'the invitation is not open any more' });
  const settled = { invitationId, status: 'revoked' };
  return (await recordFact(tx, applicationId, 'mailInvitationSettled', actorId, settled, false)).version;
}

type Found = {
  id: string;
  applicationId: string;
  status: MailInvitationStatus;
  lapsed: boolean;
  confirmBy: string;
  email: string;
  now: string;
};

async function invitationOf(tx: Tx, token: string): Promise<Found> {
  const [found] = await tx<Found[]>`
    select id, application_id, status, clock_timestamp() >= confirm_by as lapsed, ${answerBy(tx, 'i')} as confirm_by, email, clock_timestamp() as now
    from party_mail_invitations i where token_hash = ${sha256Hex(token)}`;
  if (!found)
    throw new Problem('notFound', { detail: 'no invitation has this link: it may have been copied incompletely' });
  return found;
}

/** Enterprises for which the actor may answer: as owner or signer. */
const answerable = (actor: Actor): string[] => [
  ...new Set(
    actor.grants.flatMap(({ role, enterpriseId }) =>
      (role === 'enterpriseOwner' || role === 'enterpriseSigner') && enterpriseId ? [enterpriseId] : [],
    ),
  ),
];

/** What the bearer of a link may know of it: who invites, to what, until when, and the own enterprises that could take it. */
export async function readMailInvitation(tx: Tx, token: string, actor: Actor): Promise<MailInvitation> {
  const invitation = await invitationOf(tx, token);
  const [head] = await tx<{ leadName: string; roundId: string; categoryNo: number; status: string }[]>`
    select e.name as lead_name, a.round_id, a.category_no, a.status from applications a
    join enterprises e on e.id = a.lead_enterprise_id where a.case_id = ${invitation.applicationId}`;
  if (!head) throw new Problem('notFound');
  const frame = (await roundFrame(tx, head.roundId)) as RoundFrame;
  const enterprises = await tx<{ id: string; name: string }[]>`
    select id, name from enterprises where id = any(${answerable(actor)}::uuid[]) order by name`;
  const over = !['draft', 'signing'].includes(head.status);
  return {
    status: invitation.status !== 'open' ? invitation.status : over ? 'revoked' : invitation.lapsed ? 'lapsed' : 'open',
    leadName: head.leadName,
    roundTitle: frame.title,
    categoryName: categoryOf(frame.pack, head.categoryNo).name,
    confirmBy: invitation.confirmBy,
    now: invitation.now,
    enterprises: [...enterprises],
  };
}

/**
 * The bearer's answer for one of the own enterprises, by its owner or a signer. The rules of any partner are judged now; the link
 * is used up.
 */
export async function answerMailInvitation(
  tx: Tx,
  input: { token: string; enterpriseId: string; answer: 'confirmed' | 'declined' },
  actor: Actor,
): Promise<{ applicationId: string; version: number }> {
  const { enterpriseId, answer } = input;
  if (!answerable(actor).includes(enterpriseId))
    throw new Problem('forbidden', { detail: 'the owner or a signer of the enterprise must answer' });
  const { applicationId } = await invitationOf(tx, input.token);
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, ['draft']);
  const frame = await demandOpenRound(tx, application.roundId);
  const invitation = await invitationOf(tx, input.token); // again, under the lock
  if (invitation.status !== 'open' || invitation.lapsed)
    throw new Problem('wrongState', {
      status: invitation.status === 'open' ? 'lapsed' : invitation.status,
      detail: 'the invitation was answered, taken back or has lapsed: ask the lead to invite again',
    });
  const [enterprise] = await tx<{ id: string; kind: string; name: string }[]>`
    select id, kind, name from enterprises where id = ${enterpriseId}`;
  if (!enterprise) throw new Problem('notFound');
  await tx`
    update party_mail_invitations
    set status = ${answer}, settled_at = clock_timestamp(), settled_by = ${actor.userId}, enterprise_id = ${enterpriseId}
    where id = ${invitation.id}`;
  const settled = { invitationId: invitation.id, status: answer, enterpriseId };
  if (answer === 'declined') {
    const { version } = await recordFact(tx, applicationId, 'mailInvitationSettled', actor.userId, settled, false);
    await tellLeadOfNo(tx, { id: applicationId, ...application }, frame.title, {
      email: invitation.email,
      how: answer,
      version,
    });
    return { applicationId, version };
  }
  await demandPartner(tx, { id: applicationId, ...application }, frame, enterprise, '/enterpriseId');
  await tx`
    insert into application_parties (application_id, enterprise_id, role, status, invited_at, confirm_by, answered_at, answered_by)
    select ${applicationId}, ${enterpriseId}, 'partner', 'confirmed', invited_at, confirm_by, clock_timestamp(), ${actor.userId}
    from party_mail_invitations where id = ${invitation.id}
    on conflict (application_id, enterprise_id) do update
      set status = 'confirmed', share_bp = 0, confirm_by = excluded.confirm_by, answered_at = excluded.answered_at,
          answered_by = excluded.answered_by, departed_at = null, departure_reason = null`;
  await prefill(tx, applicationId, enterpriseId, frame, application.categoryNo, actor.userId);
  const { version } = await recordFact(tx, applicationId, 'partyConfirmed', actor.userId, settled, false);
  await tellJoined(tx, { id: applicationId, ...application }, enterpriseId, { version, round: frame.title });
  return { applicationId, version };
}

/** The lead, which alone knows the address, hears that nobody comes. */
async function tellLeadOfNo(
  tx: Tx,
  application: { id: string; leadEnterpriseId: string },
  round: { zh: string; en: string },
  no: { email: string; how: 'declined' | 'lapsed'; version: number },
): Promise<void> {
  await postMessages(
    tx,
    (await membersOf(tx, [application.leadEnterpriseId])).map((person) => ({
      ...person,
      template: 'partyGone' as const,
      values: { partner: no.email, round, how: no.how, reason: null, frozen: false, voided: false, lead: true },
      caseId: application.id,
      link: `/desk/applications/${application.id}`,
      dedupeKey: `${application.id}/${no.version}/partyGone/${person.userId}`,
    })),
  );
}

/** Open invitations whose time is over lapse, and the lead is told. To be called in the sweep's transaction. Returns the applications. */
export async function lapseMailInvitations(tx: Tx): Promise<string[]> {
  await tx`
    select 1 from cases where id in (
      select i.application_id from party_mail_invitations i join applications a on a.case_id = i.application_id
      where i.status = 'open' and i.confirm_by <= clock_timestamp() and a.status = 'draft')
    order by id for update`;
  const lapsed = await tx<
    { id: string; applicationId: string; email: string; leadEnterpriseId: string; titleZh: string; titleEn: string }[]
  >`
    update party_mail_invitations i set status = 'lapsed', settled_at = clock_timestamp()
    from applications a, rounds r
    where i.status = 'open' and i.confirm_by <= clock_timestamp() and a.case_id = i.application_id and a.status = 'draft'
      and r.case_id = a.round_id
    returning i.id, i.application_id, i.email, a.lead_enterprise_id, r.title_zh, r.title_en`;
  for (const { id, applicationId, email, leadEnterpriseId, titleZh, titleEn } of lapsed) {
    const settled = { invitationId: id, status: 'lapsed' };
    const { version } = await recordFact(tx, applicationId, 'mailInvitationSettled', null, settled, false);
    const round = { zh: titleZh, en: titleEn };
    await tellLeadOfNo(tx, { id: applicationId, leadEnterpriseId }, round, { email, how: 'lapsed', version });
  }
  return lapsed.map(({ applicationId }) => applicationId);
}
