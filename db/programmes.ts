/** Programme packs and round policies as stored. Both never change once used, so they are kept in memory. */
import type { Form, RoundPolicy } from '../contracts/policy.ts';
import type { Category, Pack } from '../contracts/programme.ts';
import { formForCategory } from '../domain/forms.ts';
import { json, type Tx } from './client.ts';

const packs = new Map<string, Pack>();

/** The pack of a programme version. Throws when it was never loaded: a round cannot exist without it. */
export async function packOf(tx: Tx, key: string, version: number): Promise<Pack> {
  const id = `${key}@${version}`;
  const known = packs.get(id);
  if (known) return known;
  const [row] = await tx<{ pack: Pack }[]>`select pack from programmes where key = ${key} and version = ${version}`;
  if (!row) throw new Error(`programme ${id} is not loaded`);
  packs.set(id, row.pack);
  return row.pack;
}

/** Newest version in force of a programme, or null. */
export async function newestPack(tx: Tx, key: string): Promise<Pack | null> {
  const [row] = await tx<{ version: number }[]>`
    select version from programmes where key = ${key} and in_force order by version desc limit 1`;
  return row ? packOf(tx, key, row.version) : null;
}

/**
 * Adds a pack from files, once for each version that the file gives itself. It keeps that number where it is free and else takes
 * the next one. Where the office has published a version of its own, the file's is offered, not in force: what the office
 * decided is not undone by an update of the software.
 * @returns the version it got, null when it was loaded before
 */
export async function addFileVersion(tx: Tx, pack: Pack): Promise<{ version: number; inForce: boolean } | null> {
  const [standing] = await tx<{ known: boolean; next: number; office: boolean }[]>`
    select coalesce(bool_or(file_version = ${pack.version}), false) as known,
           greatest(coalesce(max(version), 0) + 1, ${pack.version}::int) as next,
           coalesce(bool_or(origin = 'office'), false) as office
    from programmes where key = ${pack.key}`;
  if (!standing || standing.known) return null;
  const { next: version, office } = standing;
  await tx`
    insert into programmes (key, version, pack, origin, file_version, in_force)
    values (${pack.key}, ${version}, ${json(tx, { ...pack, version })}, 'file', ${pack.version}, ${!office})`;
  return { version, inForce: !office };
}

/** What of an opened round never changes again. */
export type FrozenFrame = {
  roundId: string;
  programmeKey: string;
  programmeVersion: number;
  title: { zh: string; en: string };
  /** Length of a working day in a rehearsal (ms); null where the calendar counts. */
  workingDayMs: number | null;
  policy: RoundPolicy;
  pack: Pack;
};
export type RoundFrame = FrozenFrame & { status: string; opensAt: string | null; closesAt: string | null };

const frozenFrames = new Map<string, FrozenFrame>();
/** Rounds kept in memory at most: a city runs a handful at once. */
const KEPT = 200;

/** A round with its policy and pack; null when there is none. The policy object of an opened round is always the same one. */
export async function roundFrame(tx: Tx, roundId: string): Promise<RoundFrame | null> {
  const kept = frozenFrames.get(roundId);
  if (kept) {
    const [now] = await tx<Pick<RoundFrame, 'status' | 'opensAt' | 'closesAt'>[]>`
      select status, opens_at, closes_at from rounds where case_id = ${roundId}`;
    return now ? { ...kept, ...now } : null;
  }
  const [row] = await tx<(Omit<RoundFrame, 'title' | 'pack'> & { titleZh: string; titleEn: string })[]>`
    select r.case_id as round_id, r.programme_key, r.programme_version, r.title_zh, r.title_en, r.status, r.opens_at, r.closes_at,
           c.working_day_ms, r.policy
    from rounds r join cases c on c.id = r.case_id where r.case_id = ${roundId}`;
  if (!row) return null;
  const { titleZh, titleEn, status, opensAt, closesAt, ...rest } = row;
  const pack = await packOf(tx, row.programmeKey, row.programmeVersion);
  const frame = { ...rest, title: { zh: titleZh, en: titleEn }, pack };
  if (status !== 'draft') {
    if (frozenFrames.size >= KEPT) frozenFrames.delete(frozenFrames.keys().next().value as string);
    frozenFrames.set(roundId, frame);
  }
  return { ...frame, status, opensAt, closesAt };
}

/** The unchanging part of a round that has applications or tasks: from memory once it was read. */
export async function frozenFrame(tx: Tx, roundId: string): Promise<FrozenFrame> {
  return frozenFrames.get(roundId) ?? ((await roundFrame(tx, roundId)) as RoundFrame);
}

const resolved = new WeakMap<Form, Map<number, Form>>();

/** The policy's form for one category; the same object each time, so that compiled validators are kept. */
export function formOf(policy: RoundPolicy, category: Category): Form {
  const byCategory = resolved.get(policy.form) ?? new Map<number, Form>();
  resolved.set(policy.form, byCategory);
  const form = byCategory.get(category.no) ?? formForCategory(policy.form, category);
  byCategory.set(category.no, form);
  return form;
}

/** A category of the pack; throws when the round names one that the pack does not have. */
export function categoryOf(pack: Pack, no: number): Category {
  const category = pack.categories.find((candidate) => candidate.no === no);
  if (!category) throw new Error(`category ${no} is not in ${pack.key}`);
  return category;
}
