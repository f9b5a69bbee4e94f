/** The auditor's pages: chains, their facts, seals, verification. */
import path from 'node:path';
import {
  Chain,
  ChainPage,
  ChainParams,
  ChainQuery,
  FactsQuery,
  SealPage,
  VerificationQuery,
  VerificationReply,
} from '../../contracts/audit.ts';
import { PageQuery, page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import type { CaseKind } from '../../contracts/vocabulary.ts';
import { chainFacts, chainHead, listChains, listSeals, namesIn } from '../../db/audit.ts';
import { verifyChains } from '../../db/audit-verification.ts';
import { publicKeyOf } from '../../domain/audit-chain.ts';
import { query, type Route } from '../route.ts';

/** Name of the seal log in the data directory. */
export const SEAL_LOG = 'audit-seals.log';

/** Public key of the seals: AUDIT_PUBLIC_KEY, or the public half of AUDIT_SIGNING_KEY where this process knows that. */
function sealPublicKey(): string {
  const { AUDIT_PUBLIC_KEY, AUDIT_SIGNING_KEY } = process.env;
  if (AUDIT_PUBLIC_KEY) return AUDIT_PUBLIC_KEY;
  if (AUDIT_SIGNING_KEY) return publicKeyOf(AUDIT_SIGNING_KEY);
  throw new Problem('unavailable', { detail: 'AUDIT_PUBLIC_KEY is not set: the seals cannot be checked' });
}

const offset = ({ page: no, perPage }: { page: number; perPage: number }) => (no - 1) * perPage;

export const auditRoutes: Route[] = [
  query({
    id: 'audit.chains',
    method: 'get',
    path: '/audit/chains',
    tag: 'audit',
    summary: 'Audit chains, latest movement first',
    permission: 'audit.read',
    query: ChainQuery,
    reply: ChainPage,
    run: async ({ tx, query: asked }) => {
      const { kind, q, movedSince, perPage } = asked;
      const rows = await listChains(tx, { kind, q: q || undefined, movedSince, limit: perPage, offset: offset(asked) });
      return page(
        rows.map(({ caseId, kind: caseKind, headHash, ...rest }) => ({
          ...rest,
          id: caseId,
          kind: caseKind as CaseKind,
          headHash: headHash.toString('hex'),
        })),
        asked,
      );
    },
  }),
  query({
    id: 'audit.chain',
    method: 'get',
    path: '/audit/chains/:caseId',
    tag: 'audit',
    summary: 'One chain with its facts in order',
    permission: 'audit.read',
    params: ChainParams,
    query: FactsQuery,
    reply: Chain,
    run: async ({ tx, params, query: { after, limit } }) => {
      const head = await chainHead(tx, params.caseId);
      if (!head) throw new Problem('notFound');
      const rows = await chainFacts(tx, params.caseId, after, limit + 1);
      const shown = rows.slice(0, limit);
      return {
        id: head.caseId,
        kind: head.kind as CaseKind,
        label: head.label,
        version: head.version,
        headHash: head.headHash.toString('hex'),
        sealedVersion: head.sealedVersion,
        facts: shown.map((fact) => ({
          ...fact,
          prevHash: fact.prevHash.toString('hex'),
          hash: fact.hash.toString('hex'),
        })),
        names: await namesIn(
          tx,
          head.caseId,
          shown.map(({ payload }) => payload),
        ),
        hasMore: rows.length > limit,
      };
    },
  }),
  query({
    id: 'audit.seals',
    method: 'get',
    path: '/audit/seals',
    tag: 'audit',
    summary: 'Seals over the chains, latest first',
    permission: 'audit.read',
    query: PageQuery,
    reply: SealPage,
    run: async ({ tx, query: asked }) => {
      const seals = await listSeals(tx, asked.perPage, offset(asked));
      return page(
        seals.map(({ no, heads: _heads, ...seal }) => ({ ...seal, id: no })),
        asked,
      );
    },
  }),
  query({
    id: 'audit.verify',
    method: 'get',
    path: '/audit/verification',
    tag: 'audit',
    summary: 'Recompute every hash, compare with heads, seals and the log outside the database',
    permission: 'audit.verify',
    query: VerificationQuery,
    reply: VerificationReply,
    run: async ({ query: { caseId }, services }) => {
      const publicKey = sealPublicKey();
      const verdict = await verifyChains(services.sql, {
        sealLogPath: process.env.AUDIT_SEAL_LOG || path.join(services.dataDir, SEAL_LOG),
        publicKey,
        caseId,
      });
      return { ...verdict, publicKey, verifiedAt: new Date().toISOString() };
    },
  }),
];
