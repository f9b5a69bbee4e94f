import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  ChainCheck,
  type ChainedFact,
  factHash,
  publicKeyOf,
  SealCheck,
  type SealedHead,
  sameSeal,
  sealSignatureHolds,
  signSeal,
} from '../../domain/audit-chain.ts';

const CASE = '3f0c9f5e-8b7a-4c55-9d3e-0a1b2c3d4e5f';
const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = publicKeyOf(signingKey);

function chain(length: number): ChainedFact[] {
  const facts: ChainedFact[] = [];
  for (let version = 1; version <= length; version += 1) {
    const prevHash = facts.at(-1)?.hash ?? Buffer.alloc(0);
    const fact = {
      caseId: CASE,
      version,
      kind: 'drafted',
      actorId: null,
      atMicros: `${version}`,
      payloadText: '{"a": 1}',
      prevHash,
    };
    facts.push({ ...fact, hash: factHash(fact) });
  }
  return facts;
}
const head = (facts: ChainedFact[]) => ({ version: facts.length, headHash: facts.at(-1)?.hash ?? Buffer.alloc(0) });
function kinds(facts: ChainedFact[], end: { version: number; headHash: Buffer } | null) {
  const check = new ChainCheck(CASE);
  for (const fact of facts) check.add(fact);
  return check.end(end).map(({ kind }) => kind);
}

describe('one chain', () => {
  const facts = chain(4);

  test('is sound as it was written', () => {
    expect(kinds(facts, head(facts))).toEqual([]);
  });
  test('shows a changed payload', () => {
    const changed = facts.map((fact) => (fact.version === 2 ? { ...fact, payloadText: '{"a": 2}' } : fact));
    expect(kinds(changed, head(facts))).toEqual(['contentChanged']);
  });
  test('shows a changed payload whose hash was made anew', () => {
    const changed = facts.map((fact) => {
      if (fact.version !== 2) return fact;
      const forged = { ...fact, payloadText: '{"a": 2}' };
      return { ...forged, hash: factHash(forged) };
    });
    expect(kinds(changed, head(facts))).toEqual(['linkBroken']);
  });
  test('shows a fact taken out of the middle', () => {
    const kept = facts.filter(({ version }) => version !== 2);
    expect(kinds(kept, head(facts))).toEqual(['versionsNotContiguous', 'linkBroken']);
  });
  test('shows a tail cut off', () => {
    expect(kinds(facts.slice(0, 3), head(facts))).toEqual(['headDiffers']);
  });
  test('shows facts whose case is gone', () => {
    expect(kinds(facts, null)).toEqual(['caseMissing']);
  });
});

describe('seals', () => {
  const heads: SealedHead[] = [[CASE, 3, 'ab'.repeat(32)]];
  const first = signSeal(
    { no: 1, sealedAt: '2026-11-23T00:00:00.000Z', factsTotal: 3, prevRoot: '', heads },
    signingKey,
  );
  const second = signSeal(
    {
      no: 2,
      sealedAt: '2026-11-23T00:01:00.000Z',
      factsTotal: 5,
      prevRoot: first.root,
      heads: [[CASE, 5, 'cd'.repeat(32)]],
    },
    signingKey,
  );
  const kindsOf = (seals: (typeof first)[]) => {
    const check = new SealCheck(publicKey);
    for (const seal of seals) check.add(seal);
    return check.faults.map(({ kind }) => kind);
  };

  test('are sound as they were signed', () => {
    expect(kindsOf([first, second])).toEqual([]);
    expect(sealSignatureHolds(first, publicKey)).toBe(true);
  });
  test('show changed heads', () => {
    expect(kindsOf([{ ...first, heads: [[CASE, 3, 'ee'.repeat(32)]] }])).toEqual(['sealRootWrong']);
  });
  test('show a changed instant', () => {
    expect(kindsOf([{ ...first, sealedAt: '2026-11-24T00:00:00.000Z' }])).toEqual(['sealSignatureWrong']);
  });
  test('show a first seal taken away', () => {
    expect(kindsOf([second])).toContain('sealsNotContiguous');
  });
  test('show a seal signed with another key', () => {
    const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { no, sealedAt, factsTotal, prevRoot } = first;
    expect(kindsOf([signSeal({ no, sealedAt, factsTotal, prevRoot, heads }, other)])).toEqual(['sealSignatureWrong']);
  });
  test('are the same only in every member', () => {
    expect(sameSeal(first, structuredClone(first))).toBe(true);
    expect(sameSeal(first, { ...first, heads: [] })).toBe(false);
  });
});
