/** What must always hold, and what a check of it found. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { isoInstant } from './text.ts';

export const INVARIANT_NAMES = [
  'openCaseHasTask',
  'openRoundHasTask',
  'openTaskHasDecider',
  'slipAgreesWithStatus',
  'oneDeskHasTheCase',
  'noTaskOfClosedCase',
  'submissionsAreCounted',
  'sharesAddToWhole',
  'scoresAreSigned',
  'rankingsAreInOrder',
  'resultsComeFromRankings',
  'winnersWithinQuota',
  'noticesRunTheirTime',
  'chainHeadsAgree',
  'mailsAreUnderWay',
] as const;
export type InvariantName = (typeof INVARIANT_NAMES)[number];

export const InvariantResult = z.object({
  name: z.enum(INVARIANT_NAMES),
  violations: z.number().int(),
  /** Some of the exceptions; a case is linked to its chain. */
  examples: z.array(
    z.object({ caseId: z.string().nullable(), label: z.string().nullable(), detail: z.string().nullable() }),
  ),
  /** Why it could not be checked; null when it was. */
  error: z.string().nullable(),
  tookMs: z.number().int(),
});
export type InvariantResult = z.infer<typeof InvariantResult>;

export const InvariantRun = z.object({
  id: z.string(),
  occasion: z.enum(['nightly', 'manual']),
  /** Who asked for it; null at night. */
  actor: z.string().nullable(),
  startedAt: isoInstant,
  finishedAt: isoInstant,
  /** Invariants that do not hold, or could not be checked. */
  broken: z.number().int(),
  results: z.array(InvariantResult),
});
export type InvariantRun = z.infer<typeof InvariantRun>;
export const InvariantRunsQuery = PageQuery;
export const InvariantRuns = pageOf(InvariantRun);
