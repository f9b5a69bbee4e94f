/** Seals over the audit chains, and what the auditor's lists read. */
import type { Seal, SealedHead } from '../domain/audit-chain.ts';
import { publicKeyOf, sealSignatureHolds, signSeal } from '../domain/audit-chain.ts';
import { json, type Sql, type Tx } from './client.ts';
import { openSealLog } from './seal-log.ts';

/** Any fixed number: sealers take turns. */
export const SEAL_LOCK = 71_102_012;

type SealRow = Omit<Seal, 'root' | 'prevRoot' | 'signature'> & { root: Buffer; prevRoot: Buffer; signature: Buffer };

export const sealOf = (row: SealRow): Seal => ({
  no: row.no,
  sealedAt: row.sealedAt,
  chains: row.chains,
  factsTotal: row.factsTotal,
  root: row.root.toString('hex'),
  prevRoot: row.prevRoot.toString('hex'),
  signature: row.signature.toString('hex'),
  heads: row.heads,
});

/** Seals of the database after number `after`, in order. */
export async function sealsAfter(tx: Tx, after: number): Promise<Seal[]> {
  const rows = await tx<SealRow[]>`
    select no, sealed_at, chains, facts_total, root, prev_root, signature, heads from audit_seals where no > ${after} order by no`;
  return rows.map(sealOf);
}

/**
 * Seals the heads of all chains that moved since the last seal: a row in `audit_seals` and a line in the log outside the database
 * (flushed to disk). Nothing moved: nothing is written. Safe to call from several processes; safe to repeat after a crash between
 * the two writes. The log leads: a seal deleted from the database does not lead to its number being given again.
 * @param signingKeyPem Ed25519 private key, PKCS#8 PEM; never stored in the database.
 * @returns the new seal, null when nothing had moved.
 */
export async function sealAudit(sql: Sql, signingKeyPem: string, sealLogPath: string): Promise<Seal | null> {
  const sealed = await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${SEAL_LOCK})`;
    return withLog(sealLogPath, async (log) => {
      const prev = await catchUp(tx, log, signingKeyPem);
      const moved = await tx<{ id: string; version: number; headHash: Buffer }[]>`
        select c.id, c.version, c.head_hash from cases c left join audit_sealed_heads s on s.case_id = c.id
        where c.version > coalesce(s.version, 0) order by c.id`;
      if (moved.length === 0) return null;
      const heads = moved.map(({ id, version, headHash }): SealedHead => [id, version, headHash.toString('hex')]);
      await tx`
        insert into audit_sealed_heads
        select (h ->> 0)::uuid, (h ->> 1)::int from jsonb_array_elements(${json(tx, heads)}::jsonb) h
        on conflict (case_id) do update set version = excluded.version`;
      const [now] = await tx<{ at: string; total: number }[]>`
        select date_trunc('milliseconds', clock_timestamp()) as at, coalesce(sum(version), 0)::bigint as total from audit_sealed_heads`;
      if (!now) throw new Error('the database told no time');
      const seal = signSeal(
        { no: (prev?.no ?? 0) + 1, sealedAt: now.at, factsTotal: now.total, prevRoot: prev?.root ?? '', heads },
        signingKeyPem,
      );
      await tx`
        insert into audit_seals ${tx({
          no: seal.no,
          sealed_at: seal.sealedAt,
          chains: seal.chains,
          facts_total: seal.factsTotal,
          root: Buffer.from(seal.root, 'hex'),
          prev_root: Buffer.from(seal.prevRoot, 'hex'),
          signature: Buffer.from(seal.signature, 'hex'),
          heads: json(tx, seal.heads),
        })}`;
      return seal;
    });
  });
  if (sealed === null) return null;
  // Only what is committed goes to the log; a crash before this line is made good by the next seal.
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${SEAL_LOCK})`;
    await withLog(sealLogPath, (log) => catchUp(tx, log, signingKeyPem));
  });
  return sealed;
}

type SealLog = Awaited<ReturnType<typeof openSealLog>>;

async function withLog<T>(path: string, work: (log: SealLog) => Promise<T>): Promise<T> {
  const log = await openSealLog(path);
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

/** Appends committed seals that the log does not hold yet, if the key signed them. Returns the last seal of the log. */
async function catchUp(tx: Tx, log: SealLog, signingKeyPem: string): Promise<Seal | null> {
  const publicKey = publicKeyOf(signingKeyPem);
  const missing = await sealsAfter(tx, log.last?.no ?? 0);
  const genuine = missing.filter((seal) => sealSignatureHolds(seal, publicKey));
  await log.append(genuine);
  return genuine.at(-1) ?? log.last;
}

export type ChainFilter = { kind?: string; q?: string; movedSince?: string; limit: number; offset: number };

/** Chains with the instant of their latest fact and the version that is sealed, latest movement first. */
export function listChains(tx: Tx, filter: ChainFilter) {
  const { kind = null, q = null, movedSince = null, limit, offset } = filter;
  return tx<
    {
      caseId: string;
      kind: string;
      version: number;
      headHash: Buffer;
      sealedVersion: number;
      label: string | null;
      lastKind: string;
      lastAt: string;
    }[]
  >`
    select c.id as case_id, c.kind, c.version, c.head_hash, coalesce(s.version, 0) as sealed_version,
           coalesce(a.receipt_no, a.project_name, r.title_zh) as label, f.kind as last_kind, f.at as last_at
    from cases c
    join facts f on f.case_id = c.id and f.version = c.version
    left join audit_sealed_heads s on s.case_id = c.id
    left join applications a on a.case_id = c.id
    left join rounds r on r.case_id = c.id
    where (${kind}::text is null or c.kind = ${kind})
      and (${movedSince}::timestamptz is null or f.at >= ${movedSince})
      and (${q}::text is null or c.id::text = lower(${q}) or a.receipt_no = ${q}
           or strpos(lower(coalesce(a.project_name, '')), lower(${q})) > 0 or strpos(lower(coalesce(r.title_zh, '')), lower(${q})) > 0)
    order by f.at desc, c.id limit ${limit + 1} offset ${offset}`;
}

/** A chain's facts from `after` on, with the names of those who acted. */
export function chainFacts(tx: Tx, caseId: string, after: number, limit: number) {
  return tx<
    {
      version: number;
      kind: string;
      at: string;
      actorId: string | null;
      actor: string | null;
      payload: Record<string, unknown>;
      payloadText: string;
      prevHash: Buffer;
      hash: Buffer;
    }[]
  >`
    select f.version, f.kind, f.at, f.actor_id, u.name as actor, f.payload, f.payload::text as payload_text, f.prev_hash, f.hash
    from facts f left join users u on u.id = f.actor_id
    where f.case_id = ${caseId} and f.version > ${after} order by f.version limit ${limit}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function stringsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) stringsIn(part, found);
  return found;
}

/**
 * Names of the people, bodies, enterprises, projects and rounds that these payloads of a case give by id, and of the attachments that
 * they give by the key of the round's policy.
 */
export async function namesIn(
  tx: Tx,
  caseId: string,
  payloads: readonly Record<string, unknown>[],
): Promise<Record<string, { zh: string; en: string }>> {
  const ids = [...stringsIn(payloads)].filter((text) => text.length <= 64);
  const uuids = ids.filter((id) => UUID.test(id));
  const rows = await tx<{ id: string; zh: string; en: string }[]>`
    select id, name as zh, name as en from users where id = any(${ids})
    union all select id, name_zh, name_en from bodies where id = any(${ids})
    union all select id::text, name, name from enterprises where id = any(${uuids}::uuid[])
    union all select case_id::text, project_name, project_name from applications
      where case_id = any(${uuids}::uuid[]) and project_name is not null
    union all select case_id::text, title_zh, title_en from rounds where case_id = any(${uuids}::uuid[])
    union all select slot ->> 'key', slot #>> '{label,zh}', slot #>> '{label,en}'
      from applications a join rounds r on r.case_id = a.round_id cross join jsonb_array_elements(r.policy -> 'attachments') slot
      where a.case_id = ${caseId} and slot ->> 'key' = any(${ids})`;
  return Object.fromEntries(rows.map(({ id, zh, en }) => [id, { zh, en }]));
}

/** A case's head as the lists show it; null when there is no such case. */
export async function chainHead(tx: Tx, caseId: string) {
  const [row] = await tx<
    { caseId: string; kind: string; version: number; headHash: Buffer; sealedVersion: number; label: string | null }[]
  >`
    select c.id as case_id, c.kind, c.version, c.head_hash, coalesce(s.version, 0) as sealed_version,
           coalesce(nullif(concat_ws(' · ', a.receipt_no, a.project_name), ''), r.title_zh) as label
    from cases c
    left join audit_sealed_heads s on s.case_id = c.id
    left join applications a on a.case_id = c.id
    left join rounds r on r.case_id = c.id
    where c.id = ${caseId}`;
  return row ?? null;
}

/** Seals without their heads, latest first. */
export async function listSeals(tx: Tx, limit: number, offset: number) {
  const rows = await tx<SealRow[]>`
    select no, sealed_at, chains, facts_total, root, prev_root, signature, '[]'::jsonb as heads
    from audit_seals order by no desc limit ${limit + 1} offset ${offset}`;
  return rows.map(sealOf);
}
