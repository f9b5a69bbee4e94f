/** Freezing, signing, submitting, correcting and withdrawing an application. */
import { Problem } from '../contracts/problem-error.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { signedText } from '../domain/submission-content.ts';
import { freezeAgreement, type PrintAgreement } from './agreements.ts';
import { demandStatus, recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { contentOf, eligibilityOf, freezable, missingFor, missingOf } from './content.ts';
import { returnToDraft, tellReopened } from './departures.ts';
import { demandOpenRound, lockApplication, openCorrection } from './drafts.ts';
import { demandNewPair } from './pairs.ts';
import { categoryOf, type RoundFrame, roundFrame } from './programmes.ts';
import { renounce } from './vacancies.ts';

/** Instants inside jsonb come as Postgres writes them; the API speaks of UTC with milliseconds. */
const isoOf = (instant: unknown) => (typeof instant === 'string' ? new Date(instant).toISOString() : null);

/** Before the notice. The sheets of one that is being reviewed are cancelled with it. */
export const WITHDRAWABLE = ['draft', 'signing', 'circulating', 'correcting', 'qualified', 'underReview', 'ranked'];

export type FrozenRow = { no: number; sha256: string; frozenAt: string };

async function freezeContent(
  tx: Tx,
  applicationId: string,
  frame: RoundFrame,
  categoryNo: number,
  actorId: string,
  print: PrintAgreement,
): Promise<FrozenRow> {
  const content = await contentOf(tx, applicationId);
  // The lead reads this: private sections of its partners are named, not opened.
  const lead = content.parties.find(({ role }) => role === 'lead')?.enterpriseId;
  const missing = missingFor(missingOf(frame, categoryNo, content), (owner) => owner === null || owner === lead);
  const eligibility = eligibilityOf(frame, categoryNo, content).filter(({ verdict }) => verdict !== 'pass');
  if (missing.length > 0 || eligibility.length > 0) {
    throw new Problem('notReady', {
      missing,
      eligibility,
      errors: missing.map(({ section, pointer, rule }) => ({ pointer: `/${section}${pointer}`, rule, message: rule })),
    });
  }
  const unsigned = freezable(applicationId, frame, categoryOf(frame.pack, categoryNo), content);
  const agreement = await freezeAgreement(tx, frame, unsigned, print);
  const frozen = agreement ? { ...unsigned, agreement } : unsigned;
  const canonical = signedText(frozen, sha256Hex);
  const sha256 = sha256Hex(canonical);
  const [row] = await tx<FrozenRow[]>`
    insert into frozen_contents (application_id, no, content, canonical, sha256, frozen_by, frozen_at)
    select ${applicationId}, coalesce(max(no), 0) + 1, ${json(tx, frozen)}, ${canonical}, ${sha256}, ${actorId}, clock_timestamp()
    from frozen_contents where application_id = ${applicationId}
    returning no, sha256, frozen_at`;
  return row as FrozenRow;
}

/** Freezes a complete and eligible draft for signing. Refused with everything that is missing, all at once. */
export async function freeze(
  tx: Tx,
  applicationId: string,
  actorId: string,
  print: PrintAgreement,
): Promise<FrozenRow> {
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, ['draft']);
  const frame = await demandOpenRound(tx, application.roundId);
  await demandNewPair(tx, { id: applicationId, ...application }, await partnersOf(tx, applicationId));
  const frozen = await freezeContent(tx, applicationId, frame, application.categoryNo, actorId, print);
  await tx`update applications set status = 'signing', frozen_no = ${frozen.no} where case_id = ${applicationId}`;
  await recordFact(tx, applicationId, 'contentFrozen', actorId, { no: frozen.no, sha256: frozen.sha256 }, false);
  return frozen;
}

async function partnersOf(tx: Tx, applicationId: string): Promise<string[]> {
  const rows = await tx<{ enterpriseId: string }[]>`
    select enterprise_id from application_parties
    where application_id = ${applicationId} and role = 'partner' and status = 'confirmed'`;
  return rows.map(({ enterpriseId }) => enterpriseId);
}

/** Opens a frozen draft for editing again; the signatures given so far count no longer. */
export async function reopen(tx: Tx, applicationId: string, actorId: string): Promise<number> {
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, ['signing']);
  const frame = await demandOpenRound(tx, application.roundId);
  const reopened = await returnToDraft(tx, applicationId, application.frozenNo, { cause: 'byLead' }, actorId);
  await tellReopened(tx, applicationId, frame.title, reopened, actorId);
  return reopened.version;
}

/** One party's signature under the frozen content. `sha256` is what the signer was shown; it must be what stands. */
export async function sign(
  tx: Tx,
  input: { applicationId: string; enterpriseId: string; sha256: string },
  actorId: string,
): Promise<{ signedAt: string; sha256: string }> {
  const application = await lockApplication(tx, input.applicationId);
  demandStatus(application.status, ['signing']);
  await demandOpenRound(tx, application.roundId);
  const [frozen] = await tx<{ sha256: string }[]>`
    select sha256 from frozen_contents where application_id = ${input.applicationId} and no = ${application.frozenNo}`;
  if (frozen?.sha256 !== input.sha256)
    throw new Problem('staleVersion', {
      detail: 'the content was frozen again: read it and sign the new hash',
      sha256: frozen?.sha256,
    });
  const [signature] = await tx<{ signedAt: string }[]>`
    insert into signatures (application_id, frozen_no, enterprise_id, signer_id, sha256, signed_at)
    values (${input.applicationId}, ${application.frozenNo}, ${input.enterpriseId}, ${actorId}, ${input.sha256}, clock_timestamp())
    on conflict do nothing returning signed_at`;
  if (!signature) throw new Problem('duplicate', { detail: 'this party has already signed' });
  await recordFact(
    tx,
    input.applicationId,
    'partySigned',
    actorId,
    { enterpriseId: input.enterpriseId, sha256: input.sha256, frozenNo: application.frozenNo },
    false,
  );
  return { signedAt: signature.signedAt, sha256: input.sha256 };
}

/** First submission; the database decides. */
export async function submit(
  tx: Tx,
  applicationId: string,
  actorId: string,
): Promise<{ receiptNo: string; sha256: string; submittedAt: string }> {
  const [application] = await tx<
    { roundId: string }[]
  >`select round_id from applications where case_id = ${applicationId}`;
  if (!application) throw new Problem('notFound');
  const frame = (await roundFrame(tx, application.roundId)) as RoundFrame;
  const [row] = await tx<{ reply: Record<string, unknown> }[]>`
    select submit_application(${applicationId}, ${actorId}, ${frame.pack.receiptPrefix}) as reply`;
  const reply = row?.reply ?? {};
  if (reply.ok) {
    return {
      receiptNo: String(reply.receiptNo),
      sha256: String(reply.sha256),
      submittedAt: new Date(String(reply.submittedAt)).toISOString(),
    };
  }
  switch (reply.why) {
    case 'closed':
      throw new Problem('roundClosed', { closedAt: isoOf(reply.closedAt), now: isoOf(reply.now) });
    case 'unsigned':
      throw new Problem('notReady', { detail: 'not every party has signed', unsigned: reply.missing });
    case 'notFrozen':
      throw new Problem('notReady', { detail: 'freeze the content and have it signed first' });
    case 'state':
      if (reply.status === 'expired' || reply.status === 'cancelled') await demandOpenRound(tx, application.roundId);
      throw new Problem('wrongState', { status: reply.status, receiptNo: reply.receiptNo });
    default:
      throw new Problem('notFound');
  }
}

/** The applicant's answer to a correction: marked fields changed, content frozen anew, back to the desk that asked. */
export async function submitCorrection(
  tx: Tx,
  input: { applicationId: string; taskId: string },
  actorId: string,
  print: PrintAgreement,
): Promise<{ contentVersion: number; at: string }> {
  const application = await lockApplication(tx, input.applicationId);
  demandStatus(application.status, ['correcting']);
  const correction = await openCorrection(tx, input.applicationId);
  if (correction?.taskId !== input.taskId)
    throw new Problem('conflict', { detail: 'this correction is no longer open' });
  const frame = (await roundFrame(tx, application.roundId)) as RoundFrame;
  const frozen = await freezeContent(tx, input.applicationId, frame, application.categoryNo, actorId, print);
  const [row] = await tx<{ reply: Record<string, unknown> }[]>`
    select submit_correction(${input.applicationId}, ${input.taskId}, ${actorId}, ${frozen.no}) as reply`;
  const reply = row?.reply ?? {};
  if (reply.ok) return { contentVersion: Number(reply.contentVersion), at: new Date(String(reply.at)).toISOString() };
  if (reply.why === 'lapsed')
    throw new Problem('wrongState', {
      detail: 'the deadline of the correction has passed',
      dueAt: isoOf(reply.dueAt),
      now: isoOf(reply.now),
    });
  throw new Problem('conflict', { decidedBy: reply.by, decidedAt: isoOf(reply.at), status: reply.status });
}

/**
 * Withdrawal by the lead (processes §0: before step 3 free, later by written request). Once it stands on a notice it gives up its
 * place, and a reserve follows.
 */
export async function withdraw(tx: Tx, applicationId: string, reason: string, actorId: string): Promise<number> {
  const [seen] = await tx<{ status: string }[]>`select status from applications where case_id = ${applicationId}`;
  if (seen?.status === 'noticed' || seen?.status === 'awarded') return renounce(tx, applicationId, reason, actorId);
  const application = await lockApplication(tx, applicationId);
  demandStatus(application.status, [...WITHDRAWABLE]);
  // The round of a submitted one counts again by trigger.
  const submitted = !['draft', 'signing'].includes(application.status);
  await tx`update tasks set status = 'cancelled', decided_by = ${actorId}, decided_at = clock_timestamp() where case_id = ${applicationId} and status = 'open'`;
  await tx`update applications set status = 'withdrawn', settled_at = clock_timestamp() where case_id = ${applicationId}`;
  const { version } = await recordFact(
    tx,
    applicationId,
    'withdrawn',
    actorId,
    { reason, from: application.status },
    submitted,
  );
  return version;
}
