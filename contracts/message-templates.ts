/** Message texts that the office edits. Faults of a text are judged by domain/messages/template-text.ts. */
import { z } from 'zod';
import { isoInstant } from './text.ts';
import { LOCALES } from './vocabulary.ts';

export const TemplateParams = z.object({ template: z.string().min(1).max(60) });
export const TemplateTextParams = TemplateParams.extend({ locale: z.enum(LOCALES) });
export const TemplateText = z.strictObject({ subject: z.string().max(2_000), body: z.string().max(20_000) });
export const TemplatePreviewBody = TemplateText.extend({ locale: z.enum(LOCALES) });

const InBoth = <T extends z.ZodType>(one: T) => z.object({ zh: one, en: one });

export const TemplateEntry = z.object({
  template: z.string(),
  /** Subjects as they are in use. */
  subject: InBoth(z.string()),
  edited: InBoth(z.object({ by: z.string().nullable(), at: isoInstant }).nullable()),
  /** A person may have it gathered or muted. */
  byChoice: z.boolean(),
  /** Put together from sentences by circumstance: cannot be edited. */
  composed: z.boolean(),
});
export const TemplateList = z.object({ items: z.array(TemplateEntry) });

const Text = z.object({ subject: z.string(), body: z.string() });
export const TemplateInLocale = z.object({
  /** 0 where nobody ever edited it. */
  version: z.number().int(),
  inUse: Text,
  builtIn: Text,
  isBuiltIn: z.boolean(),
  history: z.array(
    z.object({
      version: z.number().int(),
      /** Null: back to the built-in text. */
      text: Text.nullable(),
      editedBy: z.string().nullable(),
      editedAt: isoInstant,
    }),
  ),
});
export const TemplateView = TemplateEntry.omit({ subject: true, edited: true }).extend({
  placeholders: z.array(z.object({ name: z.string(), required: z.boolean(), sample: InBoth(z.string()) })),
  texts: InBoth(TemplateInLocale),
});
export const TemplateSaved = z.object({ version: z.number().int() });
/** The mail as it would arrive, with sample values. */
export const TemplatePreview = z.object({ subject: z.string(), text: z.string() });
