/**
 * The audit chain as anyone can check it again: the hash of a fact, the seal over the heads of all chains that moved, and the
 * signature under it. Repeats in Node what `fact_hash` does in the database, so that neither has to trust the other.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { merkleRoot } from './merkle.ts';

/** A fact as it lies in the database, in the very words that were hashed. */
export type ChainedFact = {
  caseId: string;
  version: number;
  kind: string;
  actorId: string | null;
  /** Microseconds since 1970 as decimal digits. */
  atMicros: string;
  /** Text of the jsonb value as Postgres writes it. */
  payloadText: string;
  prevHash: Buffer;
  hash: Buffer;
};

const UNIT_SEPARATOR = '\u001f';

/** SHA-256 of the previous hash and the fact's fields as UTF-8 text, each followed by U+001F. */
export function factHash(fact: Omit<ChainedFact, 'hash'>): Buffer {
  const fields = [fact.caseId, String(fact.version), fact.kind, fact.actorId ?? '', fact.atMicros, fact.payloadText];
  return createHash('sha256')
    .update(fact.prevHash)
    .update(fields.map((field) => field + UNIT_SEPARATOR).join(''), 'utf8')
    .digest();
}

export const CHAIN_FAULTS = [
  'contentChanged', // the fact's hash is not the hash of its content
  'linkBroken', // it does not carry the hash of its predecessor
  'versionsNotContiguous', // versions do not run 1, 2, 3 …
  'headDiffers', // the case's version or head is not that of its latest fact
  'caseMissing', // facts without their case
  'sealedFactMissing', // a fact that a seal covers is gone
  'sealedFactDiffers', // the fact that a seal covers has another hash
  'notSealed', // a fact much older than the latest seal lies under none
] as const;
export const SEAL_FAULTS = [
  'sealSignatureWrong',
  'sealRootWrong', // the root is not that of the heads beneath it
  'sealsNotContiguous', // a number is missing, or a seal is not chained to its predecessor
  'sealTotalsWrong',
  'sealMissingInDatabase',
  'sealMissingInLog',
  'sealDiffersFromLog',
  'logLineUnreadable',
] as const;
export type ChainFaultKind = (typeof CHAIN_FAULTS)[number];
export type SealFaultKind = (typeof SEAL_FAULTS)[number];

export type ChainFault = { caseId: string; version: number; kind: ChainFaultKind };
export type SealFault = { sealNo: number | null; kind: SealFaultKind };

/** Checks one chain fact by fact, in the order of its versions; `end` compares the last one with the head of its case. */
export class ChainCheck {
  readonly caseId: string;
  readonly faults: ChainFault[] = [];
  private version = 0;
  private hash: Buffer = Buffer.alloc(0);

  constructor(caseId: string) {
    this.caseId = caseId;
  }

  add(fact: ChainedFact): void {
    if (fact.version !== this.version + 1) this.fault(fact.version, 'versionsNotContiguous');
    if (!fact.prevHash.equals(this.hash)) this.fault(fact.version, 'linkBroken');
    if (!factHash(fact).equals(fact.hash)) this.fault(fact.version, 'contentChanged');
    this.version = fact.version;
    this.hash = fact.hash;
  }

  /** `head` is what the case says of itself; null when the case is gone. */
  end(head: { version: number; headHash: Buffer } | null): ChainFault[] {
    if (head === null) this.fault(this.version, 'caseMissing');
    else if (head.version !== this.version || !head.headHash.equals(this.hash)) this.fault(head.version, 'headDiffers');
    return this.faults;
  }

  private fault(version: number, kind: ChainFaultKind): void {
    this.faults.push({ caseId: this.caseId, version, kind });
  }
}

/** Head of one chain when it was sealed: case, version, hash in hex. */
export type SealedHead = [caseId: string, version: number, hashHex: string];

export type Seal = {
  no: number;
  /** ISO instant with milliseconds, the database's clock. */
  sealedAt: string;
  /** Chains under this seal: those that moved since the previous one. */
  chains: number;
  /** Facts in all chains sealed so far. */
  factsTotal: number;
  /** Hex. SHA-256 of 0x02, the previous seal's root and the Merkle root over the heads. */
  root: string;
  /** Hex; empty for the first seal. */
  prevRoot: string;
  /** Hex; Ed25519 over `sealStatement`. */
  signature: string;
  /** Ordered by case id. */
  heads: SealedHead[];
};

/** Root of a seal: the heads under a Merkle tree, chained to the previous root. Hex. */
export function sealRoot(prevRoot: string, heads: readonly SealedHead[]): string {
  const leaves = heads.map(([caseId, version, hash]) => Buffer.from(`${caseId} ${version} ${hash}`, 'utf8'));
  return createHash('sha256')
    .update(Uint8Array.of(0x02))
    .update(Buffer.from(prevRoot, 'hex'))
    .update(merkleRoot(leaves))
    .digest('hex');
}

/** The text that is signed. */
export function sealStatement(seal: Omit<Seal, 'signature' | 'heads'>): string {
  const { no, sealedAt, chains, factsTotal, prevRoot, root } = seal;
  return ['tenfold audit seal 1', no, sealedAt, chains, factsTotal, prevRoot, root].join('\n');
}

/** Completes and signs a seal with an Ed25519 private key (PKCS#8 PEM). */
export function signSeal(seal: Omit<Seal, 'root' | 'signature' | 'chains'>, signingKeyPem: string): Seal {
  const unsigned = { ...seal, chains: seal.heads.length, root: sealRoot(seal.prevRoot, seal.heads) };
  const signature = sign(null, Buffer.from(sealStatement(unsigned)), createPrivateKey(signingKeyPem));
  return { ...unsigned, signature: signature.toString('hex') };
}

/** True when the seal was signed by the holder of the key. */
export function sealSignatureHolds(seal: Seal, publicKeyPem: string): boolean {
  const signature = Buffer.from(seal.signature, 'hex');
  return verify(null, Buffer.from(sealStatement(seal)), createPublicKey(publicKeyPem), signature);
}

/** Public half (SPKI PEM) of an Ed25519 private key: what a verifier needs. */
export function publicKeyOf(signingKeyPem: string): string {
  return createPublicKey(createPrivateKey(signingKeyPem)).export({ type: 'spki', format: 'pem' }).toString();
}

/** Faults of seals in themselves: numbers, chain, roots, totals, signatures. Seals are given in the order of their numbers. */
export class SealCheck {
  readonly faults: SealFault[] = [];
  private readonly publicKeyPem: string;
  private readonly sealedVersions = new Map<string, number>();
  private total = 0;
  private prev: { no: number; root: string } = { no: 0, root: '' };

  constructor(publicKeyPem: string) {
    this.publicKeyPem = publicKeyPem;
  }

  add(seal: Seal): void {
    if (seal.no !== this.prev.no + 1 || seal.prevRoot !== this.prev.root) this.fault(seal.no, 'sealsNotContiguous');
    if (seal.root !== sealRoot(seal.prevRoot, seal.heads)) this.fault(seal.no, 'sealRootWrong');
    if (!sealSignatureHolds(seal, this.publicKeyPem)) this.fault(seal.no, 'sealSignatureWrong');
    for (const [caseId, version] of seal.heads) {
      this.total += version - (this.sealedVersions.get(caseId) ?? 0);
      this.sealedVersions.set(caseId, version);
    }
    if (seal.factsTotal !== this.total || seal.chains !== seal.heads.length) {
      this.fault(seal.no, 'sealTotalsWrong');
      this.total = seal.factsTotal;
    }
    this.prev = { no: seal.no, root: seal.root };
  }

  private fault(sealNo: number, kind: SealFaultKind): void {
    this.faults.push({ sealNo, kind });
  }
}

/** True when two seals say the same in every member. */
export function sameSeal(a: Seal, b: Seal): boolean {
  return (
    a.signature === b.signature &&
    sealStatement(a) === sealStatement(b) &&
    a.heads.length === b.heads.length &&
    a.heads.every((head, i) => head.join(' ') === b.heads[i]?.join(' '))
  );
}
