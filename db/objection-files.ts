/** Files handed in with an objection: uploaded first, bound by filing. */
import type { z } from 'zod';
import { OBJECTION_FILES, type ObjectionFileKind } from '../contracts/objection-files.ts';
import type { ObjectionFile } from '../contracts/objections.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { Tx } from './client.ts';

export type StoredFile = z.infer<typeof ObjectionFile>;
type NewFile = Omit<StoredFile, 'id' | 'uploadedAt'> & { scan: 'clean' | 'notScanned'; uploadedBy: string };

/** Files that one person may have uploaded without filing. */
const UNFILED_AT_MOST = 30;

/** Refuses what the limits do not allow, before the content is read. `sizeBytes` as declared. */
export async function demandRoom(tx: Tx, userId: string, mediaType: string, sizeBytes: number): Promise<void> {
  const { mediaTypes, maxBytes } = OBJECTION_FILES;
  if (!mediaTypes.includes(mediaType)) {
    throw new Problem('unsupportedType', { detail: `accepted are ${mediaTypes.join(', ')}`, mediaTypes, mediaType });
  }
  if (sizeBytes > maxBytes) throw new Problem('tooLarge', { detail: `at most ${maxBytes} bytes`, maxBytes });
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from objection_files where uploaded_by = ${userId} and objection_id is null`;
  if ((row?.count ?? 0) >= UNFILED_AT_MOST) {
    throw new Problem('tooMany', {
      detail: 'file your objection with what you have uploaded first',
      retryAfterSeconds: 3600,
    });
  }
}

/** Records an inspected file. The same content uploaded again by the same person is the same file. */
export async function addFile(tx: Tx, file: NewFile): Promise<StoredFile> {
  const { kind, fileName, mediaType, sizeBytes, sha256, scan, uploadedBy } = file;
  const [known] = await tx<StoredFile[]>`
    select id, kind, file_name, media_type, size_bytes, sha256, uploaded_at from objection_files
    where uploaded_by = ${uploadedBy} and objection_id is null and kind = ${kind} and sha256 = ${sha256}`;
  if (known) return known;
  const [row] = await tx<StoredFile[]>`
    insert into objection_files (kind, file_name, media_type, size_bytes, sha256, scan, uploaded_by, uploaded_at)
    values (${kind}, ${fileName}, ${mediaType}, ${sizeBytes}, ${sha256}, ${scan}, ${uploadedBy}, clock_timestamp())
    returning id, kind, file_name, media_type, size_bytes, sha256, uploaded_at`;
  return row as StoredFile;
}

/**
 * Binds the objector's files to the objection. Refused unless all are the objector's and unbound, and a signed or sealed statement
 * and evidence are among them.
 * @returns hashes in the order of the ids
 */
export async function demandFiles(
  tx: Tx,
  ids: readonly string[],
  objectionId: string,
  userId: string,
): Promise<string[]> {
  const bound = await tx<{ id: string; kind: ObjectionFileKind; sha256: string }[]>`
    update objection_files set objection_id = ${objectionId}
    where id = any(${[...ids]}::uuid[]) and uploaded_by = ${userId} and objection_id is null returning id, kind, sha256`;
  const fault = (rule: string, message: string) =>
    new Problem('invalid', { detail: message, errors: [{ pointer: '/fileIds', rule, message }] });
  if (bound.length !== new Set(ids).size) throw fault('unknown', 'a file is missing: upload it again');
  if (!bound.some(({ kind }) => kind === 'statement')) {
    throw fault('statementRequired', 'upload the objection signed by hand or sealed: unsigned ones are not accepted');
  }
  if (!bound.some(({ kind }) => kind === 'evidence'))
    throw fault('evidenceRequired', 'upload at least one piece of evidence');
  return ids.map((id) => bound.find((file) => file.id === id)?.sha256 ?? '');
}

export const filesOf = (tx: Tx, objectionId: string) => tx<StoredFile[]>`
  select id, kind, file_name, media_type, size_bytes, sha256, uploaded_at from objection_files
  where objection_id = ${objectionId} order by kind desc, uploaded_at, id`;

/** Uploads that nobody filed within two days are forgotten. @returns how many */
export async function forgetUnfiled(sql: Tx): Promise<number> {
  const gone = await sql`
    delete from objection_files where objection_id is null and uploaded_at < clock_timestamp() - interval '2 days'`;
  return gone.count;
}
