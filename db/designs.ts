/** Drafts of a programme's next version and of a draft round's policy: open, read, save. Publishing is in design-publication.ts. */
import type { DesignView } from '../contracts/designs.ts';
import type { RoundPolicy } from '../contracts/policy.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { Pack } from '../contracts/programme.ts';
import type { DesignStatus, RoundStatus } from '../contracts/vocabulary.ts';
import { designChanges } from '../domain/design-differences.ts';
import { isUnder } from '../domain/differences.ts';
import { judgePack } from '../domain/judge-pack.ts';
import { json, type Tx } from './client.ts';
import { newestPack, packOf } from './programmes.ts';
import { lockRound } from './round-tasks.ts';

export type DesignRow = {
  id: string;
  programmeKey: string;
  roundId: string | null;
  baseVersion: number;
  content: Record<string, unknown>;
  status: DesignStatus;
  version: number;
  note: string | null;
  supersedes: number | null;
  returnedReason: string | null;
  editors: string[];
  savedBy: string;
  savedAt: string;
  proposedBy: string | null;
  proposedAt: string | null;
  publishedVersion: number | null;
};
const columns = (tx: Tx) => tx`
  id, programme_key, round_id, base_version, content, status, version, note, supersedes, returned_reason, editors, saved_by, saved_at,
  proposed_by, proposed_at, published_version`;

/** Faults told at once: more than these nobody mends in one go. */
const MOST_FAULTS = 200;
export const faultsOf = (content: unknown) => judgePack(content).faults.slice(0, MOST_FAULTS);

/** A draft as it stands; `lock` keeps it until the transaction ends. */
export async function designRow(tx: Tx, id: string, lock = false): Promise<DesignRow> {
  const [row] = await tx<DesignRow[]>`
    select ${columns(tx)} from designs where id = ${id} ${lock ? tx`for update` : tx``}`;
  if (!row) throw new Problem('notFound');
  return row;
}

/** What the draft started from: the programme's version, with the round's own policy where it is a round's. */
export async function baseOf(tx: Tx, row: Pick<DesignRow, 'programmeKey' | 'baseVersion' | 'roundId'>): Promise<Pack> {
  const pack = await packOf(tx, row.programmeKey, row.baseVersion);
  if (row.roundId === null) return pack;
  const [round] = await tx<{ policy: RoundPolicy }[]>`select policy from rounds where case_id = ${row.roundId}`;
  return { ...pack, policy: round?.policy ?? pack.policy };
}

type Opening = { programmeKey: string; fromVersion: number } | { roundId: string };

/** Opens a draft, or shows the one that is open: a programme and a round have one at a time. */
export async function openDesign(tx: Tx, input: Opening, actorId: string): Promise<{ id: string }> {
  const start = 'roundId' in input ? await startOfRound(tx, input.roundId) : await startOfProgramme(tx, input);
  const { programmeKey, baseVersion, roundId } = start;
  const content = await baseOf(tx, start);
  const [opened] = await tx<{ id: string }[]>`
    insert into designs (programme_key, round_id, base_version, content, editors, created_by, created_at, saved_by, saved_at)
    values (${programmeKey}, ${roundId}, ${baseVersion}, ${json(tx, content)}, '{}', ${actorId}, clock_timestamp(), ${actorId}, clock_timestamp())
    on conflict do nothing returning id`;
  if (opened) return opened;
  const [there] = await tx<{ id: string }[]>`
    select id from designs where status in ('editing', 'proposed')
      and ${roundId === null ? tx`round_id is null and programme_key = ${programmeKey}` : tx`round_id = ${roundId}`}`;
  if (!there) throw new Problem('conflict', { detail: 'the draft was closed at this moment: try again' });
  return there;
}

async function startOfRound(tx: Tx, roundId: string) {
  const round = await lockRound(tx, roundId);
  if (!round) throw new Problem('notFound');
  demandDraftRound(round.status);
  const [row] = await tx<{ programmeKey: string; baseVersion: number }[]>`
    select programme_key, programme_version as base_version from rounds where case_id = ${roundId}`;
  return { ...(row as { programmeKey: string; baseVersion: number }), roundId };
}

/** A policy is frozen when its round opens. */
export function demandDraftRound(status: RoundStatus): void {
  if (status === 'draft') return;
  throw new Problem('wrongState', { status, detail: 'the policy was frozen when the call opened' });
}

async function startOfProgramme(tx: Tx, { programmeKey, fromVersion }: { programmeKey: string; fromVersion: number }) {
  const [row] = await tx`select 1 from programmes where key = ${programmeKey} and version = ${fromVersion}`;
  if (!row) {
    const message = 'this programme has no such version';
    throw new Problem('invalid', { detail: message, errors: [{ pointer: '/fromVersion', rule: 'unknown', message }] });
  }
  return { programmeKey, baseVersion: fromVersion, roundId: null };
}

/** What the office may not change in a draft: what other records hang on; in a round's draft everything but the policy. */
const FIXED = ['/key', '/version', '/timeZone', '/receiptPrefix', '/bodies'];

function demandFixedParts(base: Pack, content: unknown, ofRound: boolean): void {
  const errors = designChanges(base, content)
    .filter(({ pointer }) =>
      ofRound ? !isUnder(pointer, '/policy') : FIXED.some((fixed) => isUnder(pointer, fixed)) || pointer === '',
    )
    .slice(0, 20)
    .map(({ pointer }) => ({
      pointer: `/content${pointer}`,
      rule: 'fixed',
      message: 'this part cannot be changed here',
    }));
  if (errors.length > 0) throw new Problem('invalid', { errors });
}

/** Keeps what was written, with or without faults, and tells them. Refuses what somebody else has saved over. */
export async function saveDesign(
  tx: Tx,
  id: string,
  content: Record<string, unknown>,
  ifMatch: number,
  actorId: string,
) {
  const row = await designRow(tx, id, true);
  if (row.status !== 'editing') throw new Problem('wrongState', { status: row.status });
  await demandVersion(tx, row, ifMatch);
  demandFixedParts(await baseOf(tx, row), content, row.roundId !== null);
  const [saved] = await tx<{ version: number; savedAt: string }[]>`
    update designs set content = ${json(tx, content)}, version = version + 1, saved_by = ${actorId}, saved_at = clock_timestamp(),
      editors = case when ${actorId} = any(editors) then editors else array_append(editors, ${actorId}) end
    where id = ${id} and status = 'editing' and version = ${ifMatch} returning version, saved_at`;
  return { ...(saved as { version: number; savedAt: string }), faults: faultsOf(content) };
}

/** Refuses an act on a version that is no longer the latest, with who saved it and when. */
export async function demandVersion(tx: Tx, row: DesignRow, ifMatch: number): Promise<void> {
  if (row.version === ifMatch) return;
  const [by] = await tx<{ name: string }[]>`select name from users where id = ${row.savedBy}`;
  throw new Problem('staleVersion', {
    current: { version: row.version, savedBy: by?.name ?? row.savedBy, savedAt: row.savedAt },
  });
}

/** The draft with its faults, its people and what this person may do. */
export async function designView(
  tx: Tx,
  id: string,
  actor: { userId: string; mayDesign: boolean },
): Promise<DesignView> {
  const row = await designRow(tx, id);
  const ids = [...row.editors, row.savedBy, ...(row.proposedBy ? [row.proposedBy] : [])];
  const [base, newest, people, [round]] = await Promise.all([
    baseOf(tx, row),
    newestPack(tx, row.programmeKey),
    tx<{ id: string; name: string }[]>`select id, name from users where id = any(${ids})`,
    tx<{ zh: string; en: string; status: RoundStatus }[]>`
      select title_zh as zh, title_en as en, status from rounds where case_id = ${row.roundId}`,
  ]);
  const person = (userId: string) => people.find((one) => one.id === userId) ?? { id: userId, name: userId };
  const { content, status, version, note, returnedReason, publishedVersion, savedAt, proposedAt } = row;
  return {
    id,
    programmeKey: row.programmeKey,
    programmeName: base.name,
    round:
      row.roundId && round ? { id: row.roundId, title: { zh: round.zh, en: round.en }, status: round.status } : null,
    baseVersion: row.baseVersion,
    newestVersion: newest?.version ?? row.baseVersion,
    status,
    version,
    content,
    base,
    faults: faultsOf(content),
    note,
    returnedReason,
    editors: row.editors.map(person),
    savedBy: person(row.savedBy),
    savedAt,
    proposedBy: row.proposedBy ? person(row.proposedBy) : null,
    proposedAt,
    publishedVersion,
    allowed: actor.mayDesign ? actsOn(row, actor.userId) : [],
  };
}

/** One person writes, another publishes a programme's version; a round's policy its writer takes over, while it is a draft. */
function actsOn({ status, roundId, editors }: DesignRow, userId: string): string[] {
  if (status === 'editing') return ['save', 'discard', roundId === null ? 'propose' : 'publish'];
  if (status === 'proposed') return ['return', ...(editors.includes(userId) ? [] : ['publish'])];
  return [];
}
