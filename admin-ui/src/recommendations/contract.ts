/** Types of the API's replies about recommendations. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type {
  CaseRecommendation as CaseRecommendationSchema,
  Quota as QuotaSchema,
  RecommendationBodies,
} from '../../../contracts/recommendations.ts';

export type {
  RecommendationItem,
  RecommendationView,
  SavedRecommendations,
  SummaryHead,
  SummaryKind,
} from '../../../contracts/recommendations.ts';
export type Bodies = z.infer<typeof RecommendationBodies>;
export type Quota = z.infer<typeof QuotaSchema>;
export type CaseRecommendation = z.infer<typeof CaseRecommendationSchema>;
