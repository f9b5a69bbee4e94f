/** Programmes with their versions as the office reads them, and what changed between two of them. */
import type { ProgrammeHistory } from '../contracts/designs.ts';
import type { RoundPolicy } from '../contracts/policy.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { Pack } from '../contracts/programme.ts';
import type { DesignStatus, ProgrammeOrigin, RoundStatus } from '../contracts/vocabulary.ts';
import { designChanges } from '../domain/design-differences.ts';
import type { Tx } from './client.ts';
import { newestPack, packOf } from './programmes.ts';

type OpenDesign = { id: string; status: DesignStatus; savedBy: string; savedAt: string };

async function openDesigns(tx: Tx, key: string | null): Promise<(OpenDesign & { programmeKey: string })[]> {
  return tx<(OpenDesign & { programmeKey: string })[]>`
    select d.id, d.programme_key, d.status, coalesce(u.name, d.saved_by) as saved_by, d.saved_at
    from designs d left join users u on u.id = d.saved_by
    where d.round_id is null and d.status in ('editing', 'proposed') and (${key}::text is null or d.programme_key = ${key})`;
}
const withoutKey = ({ id, status, savedBy, savedAt }: OpenDesign): OpenDesign => ({ id, status, savedBy, savedAt });

/** Every programme with its version in force and its open draft. */
export async function listProgrammesOfOffice(tx: Tx) {
  const [rows, designs] = await Promise.all([
    tx<{ key: string; version: number; publishedAt: string; versions: number }[]>`
      select distinct on (key) key, version, loaded_at as published_at,
             (select count(*)::int from programmes v where v.key = p.key) as versions
      from programmes p where in_force order by key, version desc`,
    openDesigns(tx, null),
  ]);
  return Promise.all(
    rows.map(async (row) => {
      const design = designs.find(({ programmeKey }) => programmeKey === row.key);
      const { name } = await packOf(tx, row.key, row.version);
      return { ...row, name, design: design ? withoutKey(design) : null };
    }),
  );
}

type VersionRow = {
  version: number;
  origin: ProgrammeOrigin;
  fileVersion: number | null;
  inForce: boolean;
  note: string | null;
  draftedBy: string[];
  publishedBy: string | null;
  publishedAt: string;
  rounds: { id: string; title: { zh: string; en: string }; status: RoundStatus }[];
};

/** Versions of a programme, newest first, with who wrote and published each and the rounds that use it. */
export async function programmeHistory(tx: Tx, key: string): Promise<ProgrammeHistory> {
  const [current, versions, [design]] = await Promise.all([
    newestPack(tx, key),
    tx<VersionRow[]>`
      select p.version, p.origin, p.file_version, p.in_force, p.note, u.name as published_by, p.loaded_at as published_at,
             array(select coalesce(w.name, d.id) from unnest(p.drafted_by) with ordinality d (id, no)
                   left join users w on w.id = d.id order by d.no) as drafted_by,
             coalesce((select jsonb_agg(jsonb_build_object('id', r.case_id, 'status', r.status,
                                'title', jsonb_build_object('zh', r.title_zh, 'en', r.title_en)) order by r.created_at desc)
                       from rounds r where r.programme_key = p.key and r.programme_version = p.version), '[]'::jsonb) as rounds
      from programmes p left join users u on u.id = p.published_by
      where p.key = ${key} order by p.version desc`,
    openDesigns(tx, key),
  ]);
  if (!current) throw new Problem('notFound');
  return { key, name: current.name, current: current.version, design: design ? withoutKey(design) : null, versions };
}

/** One version's whole content. */
export async function programmeVersion(tx: Tx, key: string, version: number): Promise<{ version: number; pack: Pack }> {
  const [row] = await tx`select 1 from programmes where key = ${key} and version = ${version}`;
  if (!row) throw new Problem('notFound');
  return { version, pack: await packOf(tx, key, version) };
}

/** Changes from a version to another one, or to the policy of a round of this programme. */
export async function compareVersions(
  tx: Tx,
  key: string,
  { from, to, round }: { from: number; to?: number | undefined; round?: string | undefined },
) {
  const before = (await programmeVersion(tx, key, from)).pack;
  const after =
    round === undefined ? (await programmeVersion(tx, key, to ?? from)).pack : await packOfRound(tx, key, round);
  // Numbers of versions are no changes of content.
  const numbered = { ...after, version: before.version };
  return { items: designChanges(before, numbered).filter(({ pointer }) => pointer !== '/policy/form/version') };
}

async function packOfRound(tx: Tx, key: string, roundId: string): Promise<Pack> {
  const [row] = await tx<{ policy: RoundPolicy; version: number }[]>`
    select policy, programme_version as version from rounds where case_id = ${roundId} and programme_key = ${key}`;
  if (!row) throw new Problem('notFound');
  return { ...(await packOf(tx, key, row.version)), policy: row.policy };
}
