/** Requests and replies of the auditor's pages. Hashes are hexadecimal. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { Bilingual, isoInstant, uuid } from './text.ts';
import { CASE_KINDS } from './vocabulary.ts';

export const ChainParams = z.object({ caseId: uuid });
export const ChainQuery = PageQuery.extend({
  kind: z.enum(CASE_KINDS).optional(),
  /** Case id, receipt number, or a part of a project's or round's name. */
  q: z.string().trim().max(100).optional(),
  movedSince: isoInstant.optional(),
});
export const ChainSummary = z.object({
  id: uuid,
  kind: z.enum(CASE_KINDS),
  /** Receipt number, project or round; null for the office's own chain. */
  label: z.string().nullable(),
  version: z.number().int(),
  headHash: z.string(),
  /** Latest version under a seal. */
  sealedVersion: z.number().int(),
  lastKind: z.string(),
  lastAt: isoInstant,
});
export const ChainPage = pageOf(ChainSummary);

export const FactsQuery = z.object({
  /** Facts after this version. */
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export const ChainFact = z.object({
  version: z.number().int(),
  kind: z.string(),
  at: isoInstant,
  actorId: z.string().nullable(),
  actor: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  /** The payload in the very words that were hashed. */
  payloadText: z.string(),
  prevHash: z.string(),
  hash: z.string(),
});
export const Chain = z.object({
  id: uuid,
  kind: z.enum(CASE_KINDS),
  /** Receipt number and project, or round; null for the office's own chain. */
  label: z.string().nullable(),
  version: z.number().int(),
  headHash: z.string(),
  sealedVersion: z.number().int(),
  facts: z.array(ChainFact),
  /** Names by id of the people, bodies, enterprises, projects and rounds in these payloads. */
  names: z.record(z.string(), Bilingual),
  hasMore: z.boolean(),
});

export const SealSummary = z.object({
  id: z.number().int(),
  sealedAt: isoInstant,
  chains: z.number().int(),
  factsTotal: z.number().int(),
  root: z.string(),
  prevRoot: z.string(),
  signature: z.string(),
});
export const SealPage = pageOf(SealSummary);

export const VerificationQuery = z.object({ caseId: uuid.optional() });
export const VerificationReply = z.object({
  sound: z.boolean(),
  chains: z.number().int(),
  facts: z.number().int(),
  seals: z.number().int(),
  /** Facts that no seal covers yet. */
  unsealedFacts: z.number().int(),
  lastSealedAt: isoInstant.nullable(),
  /** Ed25519 public key (SPKI PEM) that the seals were checked with. */
  publicKey: z.string(),
  chainFaults: z.array(z.object({ caseId: z.string(), version: z.number().int(), kind: z.string() })),
  sealFaults: z.array(z.object({ sealNo: z.number().int().nullable(), kind: z.string() })),
  verifiedAt: isoInstant,
});
