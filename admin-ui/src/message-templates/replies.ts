import type { z } from 'zod';
import type * as contracts from '../../../contracts/message-templates.ts';

export type TemplateList = z.infer<typeof contracts.TemplateList>;
export type TemplateView = z.infer<typeof contracts.TemplateView>;
export type TemplateInLocale = z.infer<typeof contracts.TemplateInLocale>;
export type Preview = z.infer<typeof contracts.TemplatePreview>;
