/** Attachments of an application: who may add what while it is editable, and what was stored. */
import { ATTACHMENTS_SECTION } from '../contracts/attachments.ts';
import type { FieldMark } from '../contracts/facts.ts';
import type { AttachmentSlot } from '../contracts/policy.ts';
import { Problem } from '../contracts/problem-error.ts';
import { demandStatus, recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { demandOpenRound, lockApplication, openCorrection } from './drafts.ts';
import { roundFrame } from './programmes.ts';

export type StoredAttachment = {
  id: string;
  applicationId: string;
  enterpriseId: string;
  slot: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  scan: 'clean' | 'notScanned';
  uploadedAt: string;
  uploadedBy: string | null;
};
export type NewAttachment = Omit<StoredAttachment, 'id' | 'uploadedAt'> & { uploadId: string; uploadedBy: string };

/** True when a correction's marks open this slot for this party. */
export function slotIsMarked(marks: readonly FieldMark[], slot: string, enterpriseId: string): boolean {
  return marks.some(
    (mark) =>
      (mark.enterpriseId === null || mark.enterpriseId === enterpriseId) &&
      (mark.pointer === `/attachments/${slot}` ||
        (mark.section === ATTACHMENTS_SECTION && ['', `/${slot}`].includes(mark.pointer))),
  );
}

/** Locks the application and refuses unless the slot may change now: a draft of an open call, or a slot marked for correction. */
async function demandEditableSlot(tx: Tx, input: { applicationId: string; slot: string; enterpriseId: string }) {
  const application = await lockApplication(tx, input.applicationId);
  demandStatus(application.status, ['draft', 'correcting']);
  if (application.status === 'draft') await demandOpenRound(tx, application.roundId);
  const frame = await roundFrame(tx, application.roundId);
  const slot = frame?.policy.attachments.find(({ key }) => key === input.slot);
  if (!slot) throw refused('/slot', 'unknown', `this call asks for no attachment "${input.slot}"`);
  if (application.status === 'correcting') {
    const correction = await openCorrection(tx, input.applicationId);
    if (!slotIsMarked(correction?.marks ?? [], input.slot, input.enterpriseId)) {
      throw refused('/slot', 'notMarked', 'this attachment was not marked for correction');
    }
  }
  if (slot.scope === 'shared' && input.enterpriseId !== application.leadEnterpriseId) {
    throw refused('/enterpriseId', 'leadOnly', 'the lead uploads this attachment for all parties');
  }
  return slot;
}

const refused = (pointer: string, rule: string, message: string) =>
  new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });

/** Refuses a file that the slot does not take: its type, its size (`maxBytes` in bytes), one too many. Throws a Problem with the reason. */
export async function demandRoomFor(
  tx: Tx,
  input: { applicationId: string; slot: string; enterpriseId: string; mediaType: string; sizeBytes: number },
): Promise<AttachmentSlot> {
  const slot = await demandEditableSlot(tx, input);
  if (!slot.mediaTypes.includes(input.mediaType)) {
    throw new Problem('unsupportedType', {
      detail: `accepted are ${slot.mediaTypes.join(', ')}`,
      mediaTypes: slot.mediaTypes,
      mediaType: input.mediaType,
    });
  }
  if (input.sizeBytes > slot.maxBytes) {
    throw new Problem('tooLarge', {
      detail: `at most ${slot.maxBytes} bytes, this file has ${input.sizeBytes}`,
      maxBytes: slot.maxBytes,
    });
  }
  if (input.sizeBytes < 1) throw refused('', 'empty', 'the file is empty');
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from attachments
    where application_id = ${input.applicationId} and slot = ${input.slot} and enterprise_id = ${input.enterpriseId} and removed_at is null`;
  if ((row?.count ?? 0) >= slot.maxCount) {
    throw refused(
      '/slot',
      'maxCount',
      `at most ${slot.maxCount} ${slot.maxCount === 1 ? 'file' : 'files'} here: remove one first`,
    );
  }
  return slot;
}

/**
 * Adds the row of a finished upload with its fact. A repeated finish adds nothing and returns what is there; the same file twice in
 * one slot is refused as duplicate. To be called in a transaction.
 */
export async function addAttachment(tx: Tx, file: NewAttachment): Promise<StoredAttachment> {
  await tx`select 1 from cases where id = ${file.applicationId} for update`;
  const known = await attachmentOfUpload(tx, file.uploadId);
  if (known) return known;
  await demandRoomFor(tx, file);
  const [twin] = await tx<{ id: string }[]>`
    select id from attachments where application_id = ${file.applicationId} and slot = ${file.slot}
      and enterprise_id = ${file.enterpriseId} and sha256 = ${file.sha256} and removed_at is null`;
  if (twin)
    throw new Problem('duplicate', { attachmentId: twin.id, detail: 'this very file is attached here already' });
  const [row] = await tx<{ id: string }[]>`
    insert into attachments (application_id, enterprise_id, slot, file_name, media_type, size_bytes, sha256, scan, upload_id, uploaded_by, uploaded_at)
    values (${file.applicationId}, ${file.enterpriseId}, ${file.slot}, ${file.fileName}, ${file.mediaType}, ${file.sizeBytes}, ${file.sha256},
            ${file.scan}, ${file.uploadId}, ${file.uploadedBy}, clock_timestamp())
    returning id`;
  const id = row?.id as string;
  const { slot, enterpriseId, sha256, sizeBytes } = file;
  await recordFact(
    tx,
    file.applicationId,
    'attachmentAdded',
    file.uploadedBy,
    { attachmentId: id, slot, enterpriseId, sha256, sizeBytes },
    false,
  );
  return (await attachmentOf(tx, id)) as StoredAttachment;
}

const columns = (tx: Tx) => tx`
  t.id, t.application_id, t.enterprise_id, t.slot, t.file_name, t.media_type, t.size_bytes, t.sha256, t.scan, t.uploaded_at, u.name as uploaded_by`;

/** The attachment that an upload became, removed or not; null while it has not. */
export async function attachmentOfUpload(tx: Tx, uploadId: string): Promise<StoredAttachment | null> {
  const [row] = await tx<StoredAttachment[]>`
    select ${columns(tx)} from attachments t left join users u on u.id = t.uploaded_by where t.upload_id = ${uploadId}`;
  return row ?? null;
}

/** One attachment; null when there is none or it was removed. */
export async function attachmentOf(tx: Tx, id: string): Promise<StoredAttachment | null> {
  const [row] = await tx<StoredAttachment[]>`
    select ${columns(tx)} from attachments t left join users u on u.id = t.uploaded_by where t.id = ${id} and t.removed_at is null`;
  return row ?? null;
}

/** Attachments of an application by slot and time; those of a `party` slot only for `enterpriseIds`, all for null (officers). */
export async function attachmentsOf(
  tx: Tx,
  applicationId: string,
  enterpriseIds: readonly string[] | null,
): Promise<StoredAttachment[]> {
  const rows = await tx<StoredAttachment[]>`
    select ${columns(tx)} from attachments t left join users u on u.id = t.uploaded_by
    where t.application_id = ${applicationId} and t.removed_at is null order by t.slot, t.uploaded_at, t.id`;
  if (enterpriseIds === null) return rows;
  const shared = await sharedSlots(tx, applicationId);
  return rows.filter(({ slot, enterpriseId }) => shared.has(slot) || enterpriseIds.includes(enterpriseId));
}

/** Slots that all parties read; what the policy does not name is private to its party. */
export async function sharedSlots(tx: Tx, applicationId: string): Promise<Set<string>> {
  const [row] = await tx<{ roundId: string }[]>`select round_id from applications where case_id = ${applicationId}`;
  const frame = row ? await roundFrame(tx, row.roundId) : null;
  return new Set(frame?.policy.attachments.filter(({ scope }) => scope === 'shared').map(({ key }) => key));
}

/** Takes an attachment off while its slot may change. The content itself stays: an earlier frozen content may name it. */
export async function removeAttachment(
  tx: Tx,
  id: string,
  actorId: string,
): Promise<{ applicationId: string; version: number }> {
  const attachment = await attachmentOf(tx, id);
  if (!attachment) throw new Problem('notFound');
  await demandEditableSlot(tx, attachment);
  const removed =
    await tx`update attachments set removed_at = clock_timestamp() where id = ${id} and removed_at is null`;
  if (removed.count === 0) throw new Problem('notFound');
  const { applicationId, slot, enterpriseId, sha256 } = attachment;
  const { version } = await recordFact(
    tx,
    applicationId,
    'attachmentRemoved',
    actorId,
    { attachmentId: id, slot, enterpriseId, sha256 },
    false,
  );
  return { applicationId, version };
}
