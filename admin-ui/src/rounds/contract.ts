/** Types of the API's replies about rounds. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type {
  CategoryProgress as CategoryProgressSchema,
  Panels as PanelsSchema,
  Ranking as RankingSchema,
  RelatedPair as RelatedPairSchema,
  RelatedParties as RelatedPartiesSchema,
  RoundPage as RoundPageSchema,
  RoundSummary as RoundSummarySchema,
} from '../../../contracts/rounds.ts';

export type { RoundPolicy, TieBreaker } from '../../../contracts/policy.ts';
export type { RoundView } from '../../../contracts/rounds.ts';

export type RoundSummary = z.infer<typeof RoundSummarySchema>;
export type RoundPage = z.infer<typeof RoundPageSchema>;
export type Panel = z.infer<typeof PanelsSchema>['items'][number];
export type Ranking = z.infer<typeof RankingSchema>;
export type RelatedPair = z.infer<typeof RelatedPairSchema>;
export type RelatedParties = z.infer<typeof RelatedPartiesSchema>;
export type RankingCategory = Ranking['categories'][number];
export type RankingRow = RankingCategory['rows'][number];
export type CategoryProgress = z.infer<typeof CategoryProgressSchema>;
