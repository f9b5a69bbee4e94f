/** Enterprises in SQL. */
import type { EnterpriseView } from '../contracts/enterprises.ts';
import { grantRole, recordOfficeFact } from './accounts.ts';
import { json, type Tx } from './client.ts';

type Row = {
  id: string;
  name: string;
  identifierScheme: 'uscc' | 'orgCode2010';
  identifier: string;
  identifierOverride: EnterpriseView['identifier']['override'];
  kind: EnterpriseView['kind'];
  bodyId: string;
  nameZh: string;
  nameEn: string;
  profile: Record<string, unknown>;
  version: number;
  createdAt: string;
  updatedAt: string;
};

const viewOf = (row: Row): EnterpriseView => ({
  id: row.id,
  name: row.name,
  identifier: { scheme: row.identifierScheme, value: row.identifier, override: row.identifierOverride },
  kind: row.kind,
  recommendingBody: { id: row.bodyId, name: { zh: row.nameZh, en: row.nameEn } },
  profile: row.profile,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

const columns = (tx: Tx) => tx`
  e.id, e.name, e.identifier_scheme, e.identifier, e.identifier_override, e.kind, b.id as body_id, b.name_zh, b.name_en,
  e.profile, e.version, e.created_at, e.updated_at`;

export async function enterpriseById(tx: Tx, id: string): Promise<EnterpriseView | null> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from enterprises e join bodies b on b.id = e.recommending_body_id where e.id = ${id}`;
  return row ? viewOf(row) : null;
}

/** Where an enterprise belongs, for the permission table; null when there is none. */
export async function enterpriseRelations(
  tx: Tx,
  id: string,
): Promise<{ enterpriseId: string; bodyIds: string[] } | null> {
  const [row] = await tx<
    { bodyId: string }[]
  >`select recommending_body_id as body_id from enterprises where id = ${id}`;
  return row ? { enterpriseId: id, bodyIds: [row.bodyId] } : null;
}

export type EnterpriseFilter = {
  q?: string | undefined;
  kind?: string | undefined;
  recommendingBodyId?: string | undefined;
  override?: 'open' | undefined;
  /** Null: every body. */
  bodyIds: readonly string[] | null;
  page: number;
  perPage: number;
};

/** One row more than a page holds. */
export async function listEnterprises(tx: Tx, filter: EnterpriseFilter): Promise<EnterpriseView[]> {
  const { q, kind, recommendingBodyId, override, bodyIds, page, perPage } = filter;
  const rows = await tx<Row[]>`
    select ${columns(tx)} from enterprises e join bodies b on b.id = e.recommending_body_id
    where true
      ${bodyIds === null ? tx`` : tx`and e.recommending_body_id = any(${bodyIds as string[]})`}
      ${q === undefined ? tx`` : tx`and (e.name ilike ${`%${likeText(q)}%`} or e.identifier = ${normalCode(q)})`}
      ${kind === undefined ? tx`` : tx`and e.kind = ${kind}`}
      ${recommendingBodyId === undefined ? tx`` : tx`and e.recommending_body_id = ${recommendingBodyId}`}
      ${override === undefined ? tx`` : tx`and e.identifier_override is not null and e.identifier_override ->> 'confirmedAt' is null`}
    order by e.name, e.id
    limit ${perPage + 1} offset ${(page - 1) * perPage}`;
  return rows.map(viewOf);
}

/** Text for LIKE with its wildcards taken literally. */
export const likeText = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** Codes are kept in capitals, half-width, without blanks and hyphens. */
export const normalCode = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff-]/g, '')
    .toUpperCase();

export async function enterpriseByIdentifier(tx: Tx, identifier: string) {
  const [row] = await tx<{ id: string; name: string; kind: EnterpriseView['kind'] }[]>`
    select id, name, kind from enterprises where identifier = ${normalCode(identifier)}`;
  return row ?? null;
}

/** Codes that fail their check digit and were taken in with evidence. */
export async function codesTakenWithEvidence(tx: Tx): Promise<Set<string>> {
  const rows = await tx<
    { identifier: string }[]
  >`select identifier from enterprises where identifier_override is not null`;
  return new Set(rows.map(({ identifier }) => identifier));
}

export type NewEnterprise = {
  name: string;
  identifier: { scheme: 'uscc' | 'orgCode2010'; value: string };
  identifierOverride: { reason: string; evidenceNote: string } | null;
  kind: string;
  recommendingBodyId: string;
  profile: Record<string, unknown>;
};

/** Registers an enterprise; whoever does it becomes its owner, editor and signer. Fails on a code already registered (23505). */
export async function registerEnterprise(tx: Tx, enterprise: NewEnterprise, actorId: string): Promise<string> {
  const { name, identifier, identifierOverride, kind, recommendingBodyId, profile } = enterprise;
  const override = identifierOverride
    ? {
        ...identifierOverride,
        claimedBy: actorId,
        claimedAt: new Date().toISOString(),
        confirmedBy: null,
        confirmedAt: null,
        note: null,
      }
    : null;
  const [row] = await tx<{ id: string }[]>`
    insert into enterprises (name, identifier_scheme, identifier, identifier_override, kind, recommending_body_id, profile)
    values (${name}, ${identifier.scheme}, ${identifier.value}, ${override ? json(tx, override) : null}, ${kind},
            ${recommendingBodyId}, ${json(tx, profile)})
    returning id`;
  const id = (row as { id: string }).id;
  await recordOfficeFact(tx, 'enterpriseRegistered', actorId, {
    enterpriseId: id,
    name,
    ...identifier,
    kind,
    recommendingBodyId,
  });
  if (identifierOverride) {
    await recordOfficeFact(tx, 'identifierOverridden', actorId, {
      enterpriseId: id,
      ...identifier,
      ...identifierOverride,
      confirmed: false,
    });
  }
  for (const role of ['enterpriseOwner', 'enterpriseEditor', 'enterpriseSigner'])
    await grantRole(tx, { userId: actorId, role, enterpriseId: id }, actorId);
  return id;
}

export type EnterpriseChange = {
  name: string;
  kind: string;
  recommendingBodyId: string;
  profile: Record<string, unknown>;
};

/** Writes the whole profile when nobody did since `version`. @returns false when somebody was faster. */
export async function updateEnterprise(
  tx: Tx,
  id: string,
  version: number,
  change: EnterpriseChange,
  actorId: string,
): Promise<boolean> {
  const { name, kind, recommendingBodyId, profile } = change;
  const [row] = await tx<{ version: number }[]>`
    update enterprises set name = ${name}, kind = ${kind}, recommending_body_id = ${recommendingBodyId}, profile = ${json(tx, profile)},
      version = version + 1, updated_at = clock_timestamp()
    where id = ${id} and version = ${version}
    returning version`;
  if (!row) return false;
  // Bank and contact data stay out of the chain, which can never be emptied: the names of the fields are enough.
  await recordOfficeFact(tx, 'enterpriseUpdated', actorId, {
    enterpriseId: id,
    version: row.version,
    name,
    kind,
    recommendingBodyId,
    fields: Object.keys(profile).sort(),
  });
  return true;
}

/** A city officer confirms the evidence for a code that fails its check digit. @returns false when there is nothing to confirm. */
export async function confirmOverride(tx: Tx, id: string, note: string, actorId: string): Promise<boolean> {
  const [row] = await tx<{ identifier: string }[]>`
    update enterprises set
      identifier_override = identifier_override || jsonb_build_object('confirmedBy', ${actorId}::text,
        'confirmedAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'note', ${note}::text),
      version = version + 1, updated_at = clock_timestamp()
    where id = ${id} and identifier_override is not null and identifier_override ->> 'confirmedAt' is null
    returning identifier`;
  if (!row) return false;
  await recordOfficeFact(tx, 'identifierOverridden', actorId, {
    enterpriseId: id,
    value: row.identifier,
    note,
    confirmed: true,
  });
  return true;
}
