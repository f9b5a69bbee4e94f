/** Types of the API's replies about rounds. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type {
  CategoryProgress as CategoryProgressSchema,
  Panels as PanelsSchema,
  Ranking as RankingSchema,
  RoundPage as RoundPageSchema,
  RoundSummary as RoundSummarySchema,
} from '../../../contracts/rounds.ts';

export type { RoundPolicy, TieBreaker } from '../../../contracts/policy.ts';
export type { RoundView } from '../../../contracts/rounds.ts';

export type RoundSummary = z.infer<typeof RoundSummarySchema>;
export type RoundPage = z.infer<typeof RoundPageSchema>;
export type Panel = z.infer<typeof PanelsSchema>['items'][number];
export type Ranking = z.infer<typeof RankingSchema>;
export type RankingCategory = Ranking['categories'][number];
export type RankingRow = RankingCategory['rows'][number];
export type CategoryProgress = z.infer<typeof CategoryProgressSchema>;
