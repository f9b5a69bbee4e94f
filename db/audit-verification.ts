/** Checks the whole audit trail again, trusting nothing that the database says of itself. */
import {
  ChainCheck,
  type ChainedFact,
  type ChainFault,
  publicKeyOf,
  type Seal,
  SealCheck,
  type SealFault,
  sameSeal,
} from '../domain/audit-chain.ts';
import { SEAL_LOCK, sealsAfter } from './audit.ts';
import type { Sql, Tx } from './client.ts';
import { readSealLog } from './seal-log.ts';

/** A fact may be committed this long after its instant and still be honestly absent from an earlier seal. */
const COMMIT_MARGIN_MS = 10 * 60_000;

export type Verification = {
  sound: boolean;
  chains: number;
  facts: number;
  seals: number;
  /** Facts younger than the latest seal: their chain is checked, but a forger who rewrote all of it would not be found yet. */
  unsealedFacts: number;
  lastSealedAt: string | null;
  chainFaults: ChainFault[];
  sealFaults: SealFault[];
};

export type VerificationOptions = {
  /** File of the seals outside the database. */
  sealLogPath: string;
  /** Ed25519 public key (SPKI PEM) of the seals. */
  publicKey: string;
  /** Check only this chain (the seals are always checked). */
  caseId?: string;
};

type Head = { version: number; headHash: Buffer };

/**
 * Recomputes every hash, follows every link, compares each chain with the head of its case and with each seal that covers it, and
 * compares the seals with the log outside the database. Reads one snapshot, so it may run while the system works.
 *
 * What it finds: any edit, deletion, reordering or truncation of sealed facts, of cases and of seals, whoever made it. What it cannot
 * find: a chain of which nothing was sealed yet, rewritten whole by the database's administrator. That window is the interval between
 * two seals (a minute). Cutting both the database's seals and the log back to the same earlier seal needs the administrator of the machine
 * too; compare the latest root with a copy kept elsewhere.
 */
export async function verifyChains(sql: Sql, options: VerificationOptions): Promise<Verification> {
  const before = await readSealLog(options.sealLogPath);
  const found = await sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`set local statement_timeout = 0`;
    const seals = await sealsAfter(tx, 0);
    return { seals, ...(await checkChains(tx, [...seals, ...before.seals], options.caseId)) };
  });
  const sealFaults = await checkSeals(sql, options, found.seals, before);
  const { chainFaults, chains, facts, unsealedFacts } = found;
  return {
    sound: chainFaults.length === 0 && sealFaults.length === 0,
    chains,
    facts,
    seals: found.seals.length,
    unsealedFacts,
    lastSealedAt: found.seals.at(-1)?.sealedAt ?? null,
    chainFaults,
    sealFaults,
  };
}

/** Verification with the signing key at hand. */
export const verifyWithSigningKey = (sql: Sql, sealLogPath: string, signingKeyPem: string, caseId?: string) =>
  verifyChains(sql, { sealLogPath, publicKey: publicKeyOf(signingKeyPem), ...(caseId ? { caseId } : {}) });

/** Sealed hashes by case and version. The log's seals count as well as the database's: a head sealed in either must be there. */
function sealedHeads(seals: readonly Seal[], caseId: string | undefined): Map<string, Map<number, Set<string>>> {
  const sealed = new Map<string, Map<number, Set<string>>>();
  for (const { heads } of seals) {
    for (const [id, version, hash] of heads) {
      if (caseId !== undefined && id !== caseId) continue;
      const versions = sealed.get(id) ?? new Map<number, Set<string>>();
      sealed.set(id, versions);
      versions.set(version, (versions.get(version) ?? new Set()).add(hash));
    }
  }
  return sealed;
}

async function checkChains(tx: Tx, seals: readonly Seal[], caseId: string | undefined) {
  const lastSealedMs = Math.max(0, ...seals.map(({ sealedAt }) => Date.parse(sealedAt)));
  const sealed = sealedHeads(seals, caseId);
  const heads = await casesOf(tx, caseId);
  const chainFaults: ChainFault[] = [];
  let chains = 0;
  let facts = 0;
  let unsealedFacts = 0;
  let check: ChainCheck | null = null;
  let expected = new Map<number, Set<string>>();
  let lastSealed = 0;
  let overdue = false;

  const endChain = () => {
    if (check === null) return;
    const id = check.caseId;
    chainFaults.push(...check.end(heads.get(id) ?? null));
    for (const version of expected.keys()) chainFaults.push({ caseId: id, version, kind: 'sealedFactMissing' });
    heads.delete(id);
    sealed.delete(id);
  };

  const rows = tx<ChainedFact[]>`
    select case_id, version, kind, actor_id, ((extract(epoch from at) * 1000000)::bigint)::text as at_micros,
           payload::text as payload_text, prev_hash, hash
    from facts where ${caseId ?? null}::uuid is null or case_id = ${caseId ?? null} order by case_id, version`;
  for await (const batch of rows.cursor(1000)) {
    for (const fact of batch) {
      if (check?.caseId !== fact.caseId) {
        endChain();
        check = new ChainCheck(fact.caseId);
        chains += 1;
        expected = new Map(sealed.get(fact.caseId));
        lastSealed = Math.max(0, ...expected.keys());
        overdue = false;
      }
      facts += 1;
      check.add(fact);
      const hashes = expected.get(fact.version);
      if (hashes && (hashes.size > 1 || !hashes.has(fact.hash.toString('hex')))) {
        chainFaults.push({ caseId: fact.caseId, version: fact.version, kind: 'sealedFactDiffers' });
      }
      expected.delete(fact.version);
      if (fact.version > lastSealed) {
        unsealedFacts += 1;
        if (!overdue && Number(fact.atMicros) / 1000 < lastSealedMs - COMMIT_MARGIN_MS) {
          overdue = true;
          chainFaults.push({ caseId: fact.caseId, version: fact.version, kind: 'notSealed' });
        }
      }
    }
  }
  endChain();
  // Cases without any fact are sound only when they say so themselves and no seal knows more.
  for (const [id, head] of heads) {
    if (head.version !== 0 || head.headHash.length !== 0)
      chainFaults.push({ caseId: id, version: head.version, kind: 'headDiffers' });
  }
  for (const [id, versions] of sealed) {
    for (const version of versions.keys()) chainFaults.push({ caseId: id, version, kind: 'sealedFactMissing' });
  }
  return { chainFaults, chains, facts, unsealedFacts };
}

async function casesOf(tx: Tx, caseId: string | undefined): Promise<Map<string, Head>> {
  const rows = await tx<({ id: string } & Head)[]>`
    select id, version, head_hash from cases where ${caseId ?? null}::uuid is null or id = ${caseId ?? null}`;
  return new Map(rows.map(({ id, version, headHash }) => [id, { version, headHash }]));
}

/** Faults of the seals in the database, in the log, and between the two. */
async function checkSeals(
  sql: Sql,
  { sealLogPath, publicKey }: VerificationOptions,
  seals: readonly Seal[],
  before: { seals: Seal[]; unreadable: number },
): Promise<SealFault[]> {
  const check = new SealCheck(publicKey);
  for (const seal of seals) check.add(seal);
  const faults = new Map(check.faults.map((fault) => [`${fault.sealNo} ${fault.kind}`, fault]));
  const add = (sealNo: number | null, kind: SealFault['kind']) => faults.set(`${sealNo} ${kind}`, { sealNo, kind });

  const logCheck = new SealCheck(publicKey);
  for (const seal of before.seals) logCheck.add(seal);
  for (const fault of logCheck.faults) add(fault.sealNo, fault.kind);

  const inDatabase = new Map(seals.map((seal) => [seal.no, seal]));
  for (const logged of before.seals) {
    const row = inDatabase.get(logged.no);
    if (!row) add(logged.no, 'sealMissingInDatabase');
    else if (!sameSeal(row, logged)) add(logged.no, 'sealDiffersFromLog');
  }
  let { unreadable } = before;
  let logged = new Set(before.seals.map(({ no }) => no));
  if (seals.some(({ no }) => !logged.has(no))) {
    // A seal may have been committed since the log was read: let its sealer finish, then look again.
    await sql`select pg_advisory_xact_lock_shared(${SEAL_LOCK})`;
    const after = await readSealLog(sealLogPath);
    logged = new Set(after.seals.map(({ no }) => no));
    unreadable = after.unreadable;
  }
  for (const { no } of seals) if (!logged.has(no)) add(no, 'sealMissingInLog');
  if (unreadable > 0) add(null, 'logLineUnreadable');
  return [...faults.values()];
}
