/** Requests and replies of changes of member (变更) after the award. */
import { z } from 'zod';
import { CreditHit } from './credit.ts';
import { RelatedPair } from './rounds.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import { CHANGE_STATUSES, WHOLE_BP } from './vocabulary.ts';

export const ChangeParams = z.object({ changeId: uuid });
export const FileChange = z.strictObject({
  leavingEnterpriseId: uuid,
  /** Null removes the partner without a successor. */
  joiningEnterpriseId: uuid.nullable(),
  reason: personText(2000),
  shares: z
    .array(z.strictObject({ enterpriseId: uuid, shareBp: z.number().int().min(1).max(WHOLE_BP) }))
    .min(1)
    .refine((shares) => shares.reduce((sum, { shareBp }) => sum + shareBp, 0) === WHOLE_BP, {
      message: 'sharesMustAddTo10000',
    }),
});
export type FileChange = z.infer<typeof FileChange>;
export const ChangeFiled = z.object({ id: uuid, version: z.number().int() });
export const AnswerChange = z.strictObject({ answer: z.enum(['confirmed', 'declined']) });

export const ChangeView = z.object({
  id: uuid,
  applicationId: uuid,
  projectName: z.string().nullable(),
  receiptNo: z.string().nullable(),
  roundTitle: Bilingual,
  rehearsal: z.boolean(),
  leadName: z.string(),
  leaving: z.object({ id: uuid, name: z.string() }),
  joining: z.object({ id: uuid, name: z.string() }).nullable(),
  reason: z.string(),
  /** Shares when it was asked for and after the change; `before` is null for who joins, `after` for who leaves. */
  shares: z.array(
    z.object({
      enterpriseId: uuid,
      name: z.string(),
      beforeBp: z.number().int().nullable(),
      afterBp: z.number().int().nullable(),
    }),
  ),
  status: z.enum(CHANGE_STATUSES),
  confirmBy: isoInstant.nullable(),
  /** The office's deadline. */
  dueAt: isoInstant.nullable(),
  filedAt: isoInstant,
  filedBy: z.string(),
  answeredAt: isoInstant.nullable(),
  settledAt: isoInstant.nullable(),
  decisionReason: z.string().nullable(),
  /** For the offices while it is open: records in force of who joins, and its ties to parties of the round. */
  successor: z.object({ credit: z.array(CreditHit), related: z.array(RelatedPair) }).nullable(),
  /** What the reader may do: `answer`, `withdraw`. */
  allowed: z.array(z.string()),
  now: isoInstant,
});
export type ChangeView = z.infer<typeof ChangeView>;
export const Changes = z.object({ items: z.array(ChangeView), mayFile: z.boolean() });
