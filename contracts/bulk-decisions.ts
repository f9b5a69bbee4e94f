/** Decisions over a whole filter of the queue: a dry run that names each item's result, then the same set in bounded batches. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { TASK_VIEWS } from './tasks.ts';
import { isoInstant, personText, uuid } from './text.ts';

/** Items that one bulk decision may hold; a filter that finds more is refused before anything is judged. */
export const MAX_BULK_ITEMS = 1000;

export const BulkParams = z.object({ bulkId: uuid });

/** The queue's filter without its page: what is done already cannot be decided again. */
export const BulkFilter = z.strictObject({
  view: z.enum(TASK_VIEWS).exclude(['done']),
  step: z.string().max(40).optional(),
  roundId: uuid.optional(),
  categoryNo: z.number().int().optional(),
  q: z.string().trim().max(100).optional(),
});
export const PlanBulkDecision = z.strictObject({
  filter: BulkFilter,
  outcome: z.string().min(1).max(40),
  reason: personText(2000).optional(),
});
export type PlanBulkDecision = z.infer<typeof PlanBulkDecision>;

/**
 * ready: would pass · refused: would not, see `problem` · recorded: decided · skipped: changed since the dry run, see `problem` · leftOut:
 * taken out by the person.
 */
export const BULK_STATES = ['ready', 'refused', 'recorded', 'skipped', 'leftOut'] as const;
export type BulkState = (typeof BULK_STATES)[number];

export const BulkItem = z.object({
  no: z.number().int(),
  taskId: uuid,
  caseId: uuid,
  step: z.string(),
  projectName: z.string().nullable(),
  leadName: z.string().nullable(),
  receiptNo: z.string().nullable(),
  categoryNo: z.number().int().nullable(),
  contentVersion: z.number().int(),
  state: z.enum(BULK_STATES),
  /** Code and members of the refusal, as a single decision would have got it. */
  problem: z.record(z.string(), z.unknown()).nullable(),
  decidedAt: isoInstant.nullable(),
});
export type BulkItem = z.infer<typeof BulkItem>;
export const BulkItemQuery = PageQuery.extend({ state: z.enum(BULK_STATES).optional() });
export const BulkItemPage = pageOf(BulkItem);

export const BulkView = z.object({
  /** The token: names the frozen set. */
  id: uuid,
  outcome: z.string(),
  reason: z.string().nullable(),
  filter: BulkFilter,
  plannedAt: isoInstant,
  /** Null until the first batch. */
  startedAt: isoInstant.nullable(),
  finishedAt: isoInstant.nullable(),
  counts: z.object({
    ready: z.number().int(),
    refused: z.number().int(),
    recorded: z.number().int(),
    skipped: z.number().int(),
    leftOut: z.number().int(),
  }),
});
export type BulkView = z.infer<typeof BulkView>;
export const BulkList = z.object({ items: z.array(BulkView) });
/** `leaveOut` counts with the first batch only. */
export const RunBulkDecision = z.strictObject({ leaveOut: z.array(uuid).max(MAX_BULK_ITEMS).optional() });
