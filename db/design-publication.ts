/** How a draft ends: proposed by its writers, published by another person or returned; taken over by its round; discarded. */
import { Problem } from '../contracts/problem-error.ts';
import type { Pack } from '../contracts/programme.ts';
import type { DesignStatus } from '../contracts/vocabulary.ts';
import { designChanges } from '../domain/design-differences.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { judgePack } from '../domain/judge-pack.ts';
import type { PackFault } from '../domain/programme-faults.ts';
import { canonicalJson } from '../domain/submission-content.ts';
import { recordOfficeFact } from './accounts.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { baseOf, type DesignRow, demandDraftRound, demandVersion, designRow } from './designs.ts';
import { newestPack } from './programmes.ts';
import { lockRound } from './round-tasks.ts';

type Moved = { version: number; status: DesignStatus; publishedVersion: number | null };

function demand(row: DesignRow, status: DesignStatus): void {
  if (row.status !== status)
    throw new Problem('wrongState', { status: row.status, detail: `the draft is ${row.status}, must be ${status}` });
}

const problemOf = (faults: readonly PackFault[]) =>
  new Problem('invalid', {
    detail: 'the draft still has faults',
    errors: faults.slice(0, 50).map(({ path, rule, message }) => ({ pointer: path, rule, message })),
  });

/** The content without a fault; a changed form counts its own version on. */
async function soundContent(tx: Tx, row: DesignRow): Promise<{ pack: Pack; base: Pack }> {
  const judged = judgePack(row.content);
  if (judged.pack === null) throw problemOf(judged.faults);
  const base = await baseOf(tx, row);
  const { pack } = judged;
  if (designChanges(base.policy.form.sections, pack.policy.form.sections).length === 0) return { pack, base };
  const form = { ...pack.policy.form, version: base.policy.form.version + 1 };
  return { pack: { ...pack, policy: { ...pack.policy, form } }, base };
}

/** What the audit chain keeps of a change: where, of what kind, and the hash of the whole. */
function trace(base: Pack, pack: Pack) {
  const changes = designChanges(base, pack).map(({ kind, pointer }) => ({ kind, pointer }));
  return { changes: changes.slice(0, 500), changeCount: changes.length, sha256: sha256Hex(canonicalJson(pack)) };
}

async function close(tx: Tx, row: DesignRow, status: DesignStatus, actorId: string, publishedVersion: number | null) {
  await tx`
    update designs set status = ${status}, version = version + 1, closed_by = ${actorId}, closed_at = clock_timestamp(),
      published_version = ${publishedVersion} where id = ${row.id} and status = ${row.status}`;
  return { version: row.version + 1, status, publishedVersion };
}

/** Asks for publication by another person. `supersedes` is the version in force that the writer compared with. */
export async function proposeDesign(
  tx: Tx,
  id: string,
  input: { note: string; supersedes: number },
  ifMatch: number,
  actorId: string,
): Promise<Moved> {
  const row = await designRow(tx, id, true);
  demand(row, 'editing');
  if (row.roundId !== null)
    throw new Problem('wrongState', { detail: 'a round takes its policy over without a proposal' });
  await demandVersion(tx, row, ifMatch);
  const { pack, base } = await soundContent(tx, row);
  if (designChanges(base, pack).length === 0) throw new Problem('notReady', { detail: 'nothing was changed' });
  await demandNewest(tx, row, input.supersedes);
  await tx`
    update designs set status = 'proposed', version = version + 1, note = ${input.note}, supersedes = ${input.supersedes},
      returned_reason = null, proposed_by = ${actorId}, proposed_at = clock_timestamp() where id = ${id} and status = 'editing'`;
  await recordOfficeFact(tx, 'programmeProposed', actorId, {
    key: row.programmeKey,
    designId: id,
    baseVersion: row.baseVersion,
    ...input,
  });
  return { version: row.version + 1, status: 'proposed', publishedVersion: null };
}

/** A version that came into force meanwhile must be looked at before it is replaced. */
async function demandNewest(tx: Tx, row: DesignRow, supersedes: number | null): Promise<void> {
  const newest = (await newestPack(tx, row.programmeKey))?.version ?? null;
  if (newest !== supersedes) {
    throw new Problem('conflict', {
      detail: `version ${newest} has come into force: compare with it before replacing it`,
      newestVersion: newest,
    });
  }
}

/** Back to its writers, with a reason. */
export async function returnDesign(
  tx: Tx,
  id: string,
  reason: string,
  ifMatch: number,
  actorId: string,
): Promise<Moved> {
  const row = await designRow(tx, id, true);
  demand(row, 'proposed');
  await demandVersion(tx, row, ifMatch);
  await tx`
    update designs set status = 'editing', version = version + 1, returned_reason = ${reason} where id = ${id} and status = 'proposed'`;
  await recordOfficeFact(tx, 'programmeReturned', actorId, { key: row.programmeKey, designId: id, reason });
  return { version: row.version + 1, status: 'editing', publishedVersion: null };
}

/** A programme's next version comes into force; a draft round takes its policy over. */
export async function publishDesign(
  tx: Tx,
  id: string,
  ifMatch: number,
  actorId: string,
): Promise<Moved & { roundId: string | null }> {
  const { roundId } = await designRow(tx, id);
  const moved =
    roundId === null
      ? await publishVersion(tx, id, ifMatch, actorId)
      : await takeOver(tx, id, roundId, ifMatch, actorId);
  return { ...moved, roundId };
}

async function publishVersion(tx: Tx, id: string, ifMatch: number, actorId: string): Promise<Moved> {
  const row = await designRow(tx, id, true);
  demand(row, 'proposed');
  await demandVersion(tx, row, ifMatch);
  if (row.editors.includes(actorId)) {
    const message = 'whoever wrote in a draft may not publish it';
    throw new Problem('forbidden', { detail: message, errors: [{ pointer: '', rule: 'makerIsChecker', message }] });
  }
  await demandNewest(tx, row, row.supersedes);
  const { pack, base } = await soundContent(tx, row);
  const [next] = await tx<{ version: number }[]>`
    select max(version) + 1 as version from programmes where key = ${row.programmeKey}`;
  const version = next?.version as number;
  await tx`
    insert into programmes (key, version, pack, origin, in_force, note, drafted_by, published_by)
    values (${row.programmeKey}, ${version}, ${json(tx, { ...pack, version })}, 'office', true, ${row.note}, ${row.editors}, ${actorId})`;
  await recordOfficeFact(tx, 'programmePublished', actorId, {
    key: row.programmeKey,
    version,
    baseVersion: row.baseVersion,
    note: row.note,
    draftedBy: row.editors,
    ...trace(base, pack),
  });
  return close(tx, row, 'published', actorId, version);
}

async function takeOver(tx: Tx, id: string, roundId: string, ifMatch: number, actorId: string): Promise<Moved> {
  const round = await lockRound(tx, roundId);
  const row = await designRow(tx, id, true);
  demand(row, 'editing');
  await demandVersion(tx, row, ifMatch);
  demandDraftRound(round?.status ?? 'cancelled');
  const { pack, base } = await soundContent(tx, row);
  await tx`update rounds set policy = ${json(tx, pack.policy)} where case_id = ${roundId} and status = 'draft'`;
  await recordFact(tx, roundId, 'roundPolicyChanged', actorId, { designId: id, ...trace(base, pack) }, false);
  return close(tx, row, 'published', actorId, null);
}

/** Gives a draft up; what was written stays in the record, nothing of it counts. */
export async function discardDesign(tx: Tx, id: string, ifMatch: number, actorId: string): Promise<Moved> {
  const row = await designRow(tx, id, true);
  demand(row, 'editing');
  await demandVersion(tx, row, ifMatch);
  await recordOfficeFact(tx, 'programmeDraftDiscarded', actorId, {
    key: row.programmeKey,
    designId: id,
    roundId: row.roundId,
    baseVersion: row.baseVersion,
  });
  return close(tx, row, 'discarded', actorId, null);
}
