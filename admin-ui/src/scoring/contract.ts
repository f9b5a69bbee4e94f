/** Types of the API's replies about score sheets. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type {
  SavedSheet as SavedSheetSchema,
  SaveScoreSheet as SaveSchema,
  ScoringView as ScoringViewSchema,
  SignedSheet as SignedSheetSchema,
} from '../../../contracts/tasks.ts';

export type ScoringView = z.infer<typeof ScoringViewSchema>;
export type SheetInput = z.infer<typeof SaveSchema>;
export type SavedSheet = z.infer<typeof SavedSheetSchema>;
export type SignedSheet = z.infer<typeof SignedSheetSchema>;
export type Criterion = ScoringView['rubric']['criteria'][number];
export type Advice = NonNullable<SheetInput['advice']>;
export const ADVICES: readonly Advice[] = ['support', 'notSupport', 'moreInformation'];
