/** Requests and replies of reversals: a new decision that names an old one. */
import { z } from 'zod';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';

export const REVERSAL_KINDS = ['revokeAward', 'reopenRefusal'] as const;
export const REVERSAL_STATES = ['proposed', 'approved', 'rejected'] as const;

export const ReversalParams = z.object({ reversalId: uuid });
export const ProposeReversal = z.strictObject({
  reason: personText(2000),
  /** Number of the document on which the proposal rests, e.g. `郑政〔2026〕12号`. */
  documentNo: personText(60),
  /** An award revoked: whether the next reserve takes the place. */
  fillPlace: z.boolean(),
});
export type ProposeReversal = z.infer<typeof ProposeReversal>;
export const DecideReversal = z.strictObject({ decision: z.enum(['approved', 'rejected']), reason: personText(2000) });
export type DecideReversal = z.infer<typeof DecideReversal>;
export const ReversalMoved = z.object({ id: uuid, at: isoInstant });

export const ReversalView = z.object({
  id: uuid,
  kind: z.enum(REVERSAL_KINDS),
  state: z.enum(REVERSAL_STATES),
  applicationId: uuid,
  projectName: z.string().nullable(),
  roundId: uuid,
  roundTitle: Bilingual,
  categoryNo: z.number().int(),
  categoryName: Bilingual,
  /** The old decision, which stays on record. */
  reverses: z.object({
    step: z.string(),
    outcome: z.string(),
    decidedAt: isoInstant,
    decidedBy: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  reason: z.string(),
  documentNo: z.string(),
  fillPlace: z.boolean(),
  proposedBy: z.string(),
  proposedAt: isoInstant,
  decidedBy: z.string().nullable(),
  decidedAt: isoInstant.nullable(),
  decisionReason: z.string().nullable(),
  taskId: uuid.nullable(),
  dueAt: isoInstant.nullable(),
  /** `decide` when this actor may. */
  allowed: z.array(z.string()),
});
export type ReversalView = z.infer<typeof ReversalView>;
/** Reversals of an application, and which one this actor may propose. */
export const Reversals = z.object({ items: z.array(ReversalView), mayPropose: z.enum(REVERSAL_KINDS).nullable() });
