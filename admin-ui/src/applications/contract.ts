/** Types of the API's replies as these pages read them. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type {
  ApplicationSummary as ApplicationSummarySchema,
  ApplicationView,
  AttachmentView as AttachmentSchema,
  EligibilityVerdict as EligibilitySchema,
  MissingItem as MissingSchema,
  PartyView as PartySchema,
  SectionView as SectionSchema,
} from '../../../contracts/applications.ts';

export type { ApplicationView } from '../../../contracts/applications.ts';
export type { AttachmentSlot, FormSection } from '../../../contracts/policy.ts';
export type ApplicationSummary = z.infer<typeof ApplicationSummarySchema>;
export type Attachment = z.infer<typeof AttachmentSchema>;
export type Eligibility = z.infer<typeof EligibilitySchema>;
export type Missing = z.infer<typeof MissingSchema>;
export type Party = z.infer<typeof PartySchema>;
export type Section = z.infer<typeof SectionSchema>;
export type Correction = NonNullable<ApplicationView['correction']>;

export const APPLICATION_KEY = (id: string) => ['applications', 'view', id] as const;
