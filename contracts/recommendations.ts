/** A district's recommendations of a round: order, opinions, quota, and the summaries (汇总表) it issues. */
import { z } from 'zod';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import { APPLICATION_STATUSES } from './vocabulary.ts';

/** Bodies that recommend are named by id; a summary by its number within body and round. */
export const RecommendationParams = z.object({ roundId: uuid, bodyId: z.string().min(1).max(80) });
export const SummaryParams = RecommendationParams.extend({ no: z.coerce.number().int().min(1).max(100_000) });

/**
 * Where an application stands for its recommending body: before its last desk, at it, past it, refused by it (at this desk or an earlier
 * one), withdrawn, or ended with its round before it was decided.
 */
export const RECOMMENDATION_STATES = [
  'waiting',
  'atDesk',
  'recommended',
  'notRecommended',
  'notAccepted',
  'withdrawn',
  'ended',
] as const;
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number];

export const RecommendationItem = z.object({
  applicationId: uuid,
  /** The open task of the recommending desk. */
  taskId: uuid.nullable(),
  state: z.enum(RECOMMENDATION_STATES),
  applicationStatus: z.enum(APPLICATION_STATUSES),
  receiptNo: z.string().nullable(),
  projectName: z.string().nullable(),
  categoryNo: z.number().int(),
  categoryName: Bilingual,
  leadName: z.string(),
  leadIdentifier: z.string(),
  partners: z.array(z.string()),
  /** Place in the body's order among what is at the desk or recommended, from 1; null while not ranked. */
  rank: z.number().int().nullable(),
  opinion: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: isoInstant.nullable(),
  reason: z.string().nullable(),
});
export type RecommendationItem = z.infer<typeof RecommendationItem>;

export const Quota = z.object({
  perCategory: z.number().int().nullable(),
  ofBody: z.number().int().nullable(),
  basis: z.string(),
  used: z.number().int(),
  usedByCategory: z.array(z.object({ categoryNo: z.number().int(), used: z.number().int() })),
});

export const SUMMARY_KINDS = ['interim', 'final'] as const;
export type SummaryKind = (typeof SUMMARY_KINDS)[number];

export const SummaryRow = z.object({
  /** Rank among the recommended, from 1; null for what is not recommended or not decided. */
  rank: z.number().int().nullable(),
  state: z.enum(RECOMMENDATION_STATES),
  applicationId: uuid,
  receiptNo: z.string().nullable(),
  projectName: z.string().nullable(),
  categoryNo: z.number().int(),
  categoryName: Bilingual,
  leadName: z.string(),
  leadIdentifier: z.string(),
  partners: z.array(z.string()),
  opinion: z.string().nullable(),
  reason: z.string().nullable(),
});
export type SummaryRow = z.infer<typeof SummaryRow>;
/** What a summary froze: everything that its PDF and its spreadsheet show. */
export const SummaryContent = z.object({
  layout: z.literal(1),
  number: z.string(),
  no: z.number().int(),
  kind: z.enum(SUMMARY_KINDS),
  programme: Bilingual,
  roundId: uuid,
  roundTitle: Bilingual,
  rehearsal: z.boolean(),
  bodyId: z.string(),
  bodyName: Bilingual,
  quota: Quota.nullable(),
  rows: z.array(SummaryRow),
});
export type SummaryContent = z.infer<typeof SummaryContent>;

export const SummaryHead = z.object({
  no: z.number().int(),
  number: z.string(),
  kind: z.enum(SUMMARY_KINDS),
  sha256: z.string(),
  issuedBy: z.string(),
  issuedAt: isoInstant,
  recommended: z.number().int(),
});
export type SummaryHead = z.infer<typeof SummaryHead>;
/** A summary as issued, with what its documents need beside the frozen content. */
export const Summary = SummaryHead.extend({ content: SummaryContent });
export type Summary = z.infer<typeof Summary>;

/** What still stands in the way of the final summary, and how many. */
export const SUMMARY_LACKS = ['callOpen', 'undecided', 'unranked', 'nothing'] as const;
export const SummaryLack = z.object({ why: z.enum(SUMMARY_LACKS), count: z.number().int() });

export const RecommendationView = z.object({
  roundId: uuid,
  roundTitle: Bilingual,
  rehearsal: z.boolean(),
  bodyId: z.string(),
  bodyName: Bilingual,
  /** Version of the order, 0 before it was saved for the first time. */
  version: z.number().int(),
  savedBy: z.string().nullable(),
  savedAt: isoInstant.nullable(),
  quota: Quota.nullable(),
  /** Ranked ones first, in their order. */
  items: z.array(RecommendationItem),
  /** Newest first. */
  summaries: z.array(SummaryHead),
  /** The newest summary shows the present state. */
  summaryIsCurrent: z.boolean(),
  lacks: z.array(SummaryLack),
  /** `rank`, `issue`: what this person may do now. */
  allowed: z.array(z.string()),
});
export type RecommendationView = z.infer<typeof RecommendationView>;

export const SaveRecommendations = z.strictObject({
  /** Applications in the body's order, the first to be preferred; those left out have no rank. */
  ranked: z.array(uuid).max(2000),
  opinions: z.array(z.strictObject({ applicationId: uuid, text: personText(1000) })).max(2000),
});
export type SaveRecommendations = z.infer<typeof SaveRecommendations>;
export const SavedRecommendations = z.object({ version: z.number().int(), savedAt: isoInstant });
export type SavedRecommendations = z.infer<typeof SavedRecommendations>;
export const IssueSummary = z.strictObject({ kind: z.enum(SUMMARY_KINDS) });

/** Progress of each recommending body of a round that the reader may see. */
export const RecommendationBodies = z.object({
  items: z.array(
    z.object({
      bodyId: z.string(),
      bodyName: Bilingual,
      undecided: z.number().int(),
      recommended: z.number().int(),
      refused: z.number().int(),
      latest: SummaryHead.nullable(),
    }),
  ),
});
/** What officers read on the case page: the body's rank and opinion. Never for applicants. */
export const CaseRecommendation = z.object({
  bodyId: z.string(),
  bodyName: Bilingual,
  roundId: uuid,
  state: z.enum(RECOMMENDATION_STATES),
  rank: z.number().int().nullable(),
  /** How many the body has ranked. */
  of: z.number().int(),
  opinion: z.string().nullable(),
  savedBy: z.string().nullable(),
  savedAt: isoInstant.nullable(),
  quota: Quota.nullable(),
});
