/** What was given up: facts that the workflow engine refused again and again, and mails. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { isoInstant } from './text.ts';

export const DEAD_LETTER_SOURCES = ['outbox', 'mail'] as const;

export const DeadLetterFilter = z.object({
  source: z.enum(DEAD_LETTER_SOURCES).optional(),
  /** A part of the label or of the error. */
  q: z.string().trim().max(100).optional(),
});
export const DeadLetterQuery = PageQuery.extend(DeadLetterFilter.shape);

export const DeadLetter = z.object({
  /** `outbox/<number>` or `mail/<uuid>`. */
  id: z.string(),
  source: z.enum(DEAD_LETTER_SOURCES),
  /** Kind of the outbox row, or template of the mail. */
  kind: z.string(),
  caseId: z.string().nullable(),
  label: z.string().nullable(),
  attempts: z.number().int(),
  error: z.string().nullable(),
  since: isoInstant,
});
export const DeadLetterPage = pageOf(DeadLetter);

const letterId = z.string().regex(/^(outbox\/\d{1,18}|mail\/[0-9a-f-]{36})$/);
export const Redrive = z
  .strictObject({
    /** These, or all that the filter finds. */
    ids: z.array(letterId).min(1).max(1_000).optional(),
    filter: z.strictObject(DeadLetterFilter.shape).optional(),
    /** Says what would happen to each, and does nothing. */
    dryRun: z.boolean(),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    message: 'idsOrFilter',
    path: ['ids'],
  });

export const REDRIVE_RESULTS = ['wouldQueue', 'queued', 'skipped'] as const;
export const Redriven = z.object({
  dryRun: z.boolean(),
  queued: z.number().int(),
  skipped: z.number().int(),
  /** More were found than are done at once: ask again afterwards. */
  truncated: z.boolean(),
  items: z.array(
    z.object({
      id: z.string(),
      label: z.string().nullable(),
      result: z.enum(REDRIVE_RESULTS),
      /** Why it was left: `addressBounces`, or `gone` where somebody was faster. */
      reason: z.enum(['addressBounces', 'gone']).nullable(),
    }),
  ),
});
export type Redriven = z.infer<typeof Redriven>;
