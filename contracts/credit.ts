/** The credit register (守信/失信): records, their import, revocation, and checks of applications. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { isoDate, isoInstant, personText, uuid } from './text.ts';
import { CREDIT_KINDS } from './vocabulary.ts';

export const CreditParams = z.object({ recordId: uuid });
export const CREDIT_STATES = ['valid', 'upcoming', 'expired', 'revoked'] as const;

export const CreditQuery = PageQuery.extend({
  /** Part of the name or the document number, or a whole identifier. */
  q: personText(100).optional(),
  kind: z.enum(CREDIT_KINDS).optional(),
  state: z.enum(CREDIT_STATES).optional(),
});

/** A record as it is entered; `validTo` null stays in force until it is revoked. */
export const EnterCreditRecord = z
  .strictObject({
    /** 统一社会信用代码 or 组织机构代码. */
    identifier: personText(30, 8),
    name: personText(100, 2),
    kind: z.enum(CREDIT_KINDS),
    source: personText(100, 2),
    documentNo: personText(100, 2),
    reason: personText(500, 2),
    validFrom: isoDate,
    validTo: isoDate.nullable(),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validTo >= validFrom, {
    path: ['validTo'],
    message: 'beforeValidFrom',
  });
export type EnterCreditRecord = z.infer<typeof EnterCreditRecord>;

export const CreditRecordView = z.object({
  id: uuid,
  identifier: z.string(),
  name: z.string(),
  kind: z.enum(CREDIT_KINDS),
  source: z.string(),
  documentNo: z.string(),
  reason: z.string(),
  validFrom: isoDate,
  validTo: isoDate.nullable(),
  state: z.enum(CREDIT_STATES),
  /** The registered enterprise it names, if there is one. */
  enterprise: z.object({ id: uuid, name: z.string() }).nullable(),
  enteredBy: z.string(),
  enteredAt: isoInstant,
  revokedBy: z.string().nullable(),
  revokedAt: isoInstant.nullable(),
  revokeReason: z.string().nullable(),
});
export type CreditRecordView = z.infer<typeof CreditRecordView>;
export const CreditPage = pageOf(CreditRecordView);
export const CreditRecordEntered = z.object({ id: uuid });
export const RevokeCreditRecord = z.strictObject({ reason: personText(500, 2) });
export const CreditRecordRevoked = z.object({ revokedAt: isoInstant });

/** A CSV file as bytes in base64 (UTF-8 or GB 18030). A dry run judges every line and writes nothing. */
export const ImportCreditRecords = z.strictObject({
  content: z.base64().min(1).max(900_000),
  dryRun: z.boolean(),
});
export const CreditImport = z.object({
  dryRun: z.boolean(),
  encoding: z.enum(['utf-8', 'gb18030']),
  lines: z.number().int(),
  /** Lines that were entered, or would be. */
  entered: z.number().int(),
  /** Lines that are on the register already, word for word by organisation, kind and document number. */
  known: z.number().int(),
  faults: z.array(
    z.object({ line: z.number().int(), column: z.string().nullable(), rule: z.string(), value: z.string() }),
  ),
});

/** A record in force against (or for) a party at the moment of a check. */
export const CreditHit = z.object({
  enterpriseId: uuid,
  name: z.string(),
  kind: z.enum(CREDIT_KINDS),
  source: z.string(),
  documentNo: z.string(),
  reason: z.string(),
  validFrom: isoDate,
  validTo: isoDate.nullable(),
});
export type CreditHit = z.infer<typeof CreditHit>;
/** `clear`: no record of untrustworthiness is in force for any confirmed party. */
export type CreditOutcome = { checkedAt: string; clear: boolean; hits: CreditHit[] };
