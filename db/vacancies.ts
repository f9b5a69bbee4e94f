/** A place that its holder loses or gives up once it stood on a notice: the line leaves, and a reserve may follow. */
import { Problem } from '../contracts/problem-error.ts';
import { RENOUNCEABLE } from '../domain/notice-items.ts';
import { recordFact } from './cases.ts';
import { revokeCertificatesOf } from './certificates.ts';
import { overtakeChange } from './changes.ts';
import type { Tx } from './client.ts';
import { lockApplication } from './drafts.ts';
import { closeObjections } from './objection-verdict.ts';
import { stirRound } from './outbox.ts';
import { lockRound } from './round-tasks.ts';

type Leaving = {
  roundId: string;
  applicationId: string;
  state: 'renounced' | 'revoked';
  reason: string;
  documentNo: string | null;
  /** Whether a reserve may take the place. */
  fill: boolean;
  actorId: string;
};

/**
 * Takes the application's line off its notice or out of the published result, which stays and says so. A published round goes back
 * to its notices until the place is settled. Round and application are locked by the caller.
 */
export async function vacate(tx: Tx, leaving: Leaving): Promise<void> {
  const { roundId, applicationId, state, reason, documentNo, fill, actorId } = leaving;
  const [item] = await tx<{ id: string; categoryNo: number; slot: number }[]>`
    update notice_items set state = ${state}, reason = ${reason}, fill = ${fill}, changed_at = clock_timestamp()
    where round_id = ${roundId} and application_id = ${applicationId} and state = any(${[...RENOUNCEABLE]})
    returning id, category_no, slot`;
  if (!item)
    throw new Problem('wrongState', { detail: 'the application is on no notice and in no result of its round' });
  await closeObjections(tx, item.id);
  await overtakeChange(tx, applicationId, reason, actorId);
  await tx`update applications set status = ${state}, settled_at = clock_timestamp() where case_id = ${applicationId}`;
  const ended = await tx`
    update results set state = ${state}, ended_at = clock_timestamp(), end_reason = ${reason}, end_document_no = ${documentNo}
    where round_id = ${roundId} and application_id = ${applicationId} and state = 'valid'`;
  if (ended.count > 0) await revokeCertificatesOf(tx, applicationId, actorId, reason);
  if (!fill) return stirRound(tx, roundId);
  await tx`update rounds set status = 'notice' where case_id = ${roundId} and status = 'published'`;
  await recordFact(tx, roundId, 'placeVacated', null, { categoryNo: item.categoryNo, slot: item.slot, cause: state });
}

/** 放弃: the lead gives up a place that stands on a notice or in the published result (processes §0, withdrawal after step 9). */
export async function renounce(tx: Tx, applicationId: string, reason: string, actorId: string): Promise<number> {
  const [named] = await tx<{ roundId: string }[]>`select round_id from applications where case_id = ${applicationId}`;
  if (!named) throw new Problem('notFound');
  await lockRound(tx, named.roundId);
  const { status } = await lockApplication(tx, applicationId);
  if (status !== 'noticed' && status !== 'awarded') throw new Problem('wrongState', { status });
  await vacate(tx, {
    roundId: named.roundId,
    applicationId,
    state: 'renounced',
    reason,
    documentNo: null,
    fill: true,
    actorId,
  });
  return (await recordFact(tx, applicationId, 'renounced', actorId, { reason, from: status })).version;
}
