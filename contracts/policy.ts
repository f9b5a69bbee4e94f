/** A round's policy: versioned data the office edits; frozen when the round opens. */
import { z } from 'zod';
import { Bilingual } from './text.ts';
import { EFFECTS, ENTERPRISE_KINDS } from './vocabulary.ts';

const key = z.string().regex(/^[a-z][a-zA-Z0-9]*$/);
const basis = z.string().min(1);

export const DeskOutcomeSchema = z.strictObject({
  key,
  /** Words on the button and in messages; the engine knows only the effect. */
  label: Bilingual.optional(),
  effect: z.enum(EFFECTS),
  needsReason: z.boolean(),
  allowsMarks: z.boolean().optional(),
});

export const DeskSchema = z.strictObject({
  step: key,
  label: Bilingual,
  role: z.enum(['districtOfficer', 'cityOfficer', 'financeOfficer', 'promotionMember']),
  body: z.enum(['recommending', 'cityOffice']),
  workingDays: z.number().int().min(1).max(250),
  remindBeforeWorkingDays: z.number().int().min(0),
  /** Working days after the deadline when the body's supervisor is told; absent: 2. */
  escalateAfterWorkingDays: z.number().int().min(1).max(60).optional(),
  outcomes: z.array(DeskOutcomeSchema).min(2),
  basis,
});

export const CriterionSchema = z.strictObject({
  key,
  label: Bilingual,
  /** Highest points of this criterion; all criteria add to 100. */
  maxPoints: z.number().int().min(1).max(100),
  /** What a low, middle and high score look like. */
  anchors: z.array(z.strictObject({ points: z.number().int().min(0), text: Bilingual })).min(2),
  basis,
});

export const RubricSchema = z.strictObject({
  criteria: z.array(CriterionSchema).min(1),
  /** Average points (0..100) that a winner must reach. */
  passMark: z.number().min(0).max(100),
  /** Drop one highest and one lowest total when at least five experts scored. */
  dropExtremes: z.boolean(),
});
export type Rubric = z.infer<typeof RubricSchema>;

/** Tie-breakers in order: a criterion's average, the earlier submission, or the lot drawn from the ranking's seed. */
export const TieBreakerSchema = z.union([
  z.strictObject({ kind: z.literal('criterion'), key }),
  z.strictObject({ kind: z.literal('coverage') }),
  z.strictObject({ kind: z.literal('submittedEarlier') }),
  z.strictObject({ kind: z.literal('lot') }),
]);
export type TieBreaker = z.infer<typeof TieBreakerSchema>;

export const AttachmentSlotSchema = z.strictObject({
  key,
  label: Bilingual,
  /** Who uploads it: the lead for all, or each party its own. */
  scope: z.enum(['shared', 'party']),
  required: z.boolean(),
  mediaTypes: z.array(z.string().min(3)).min(1),
  maxBytes: z.number().int().min(1),
  maxCount: z.number().int().min(1),
  basis,
});
export type AttachmentSlot = z.infer<typeof AttachmentSlotSchema>;

export const EligibilityRuleSchema = z.strictObject({
  key,
  /** CEL over `lead`, `partners`, `application`, `round`; a missing field is never a pass. */
  expression: z.string().min(1),
  message: Bilingual,
  basis,
});
export type EligibilityRule = z.infer<typeof EligibilityRuleSchema>;

export const FormSectionSchema = z.strictObject({
  key,
  title: Bilingual,
  /** `shared` is written by the lead and read by every party; `party` is private to each party and the officers. */
  scope: z.enum(['shared', 'party']),
  schema: z.record(z.string(), z.unknown()),
  uiSchema: z.record(z.string(), z.unknown()),
});
export type FormSection = z.infer<typeof FormSectionSchema>;

export const FormSchema = z.strictObject({
  version: z.number().int().min(1),
  sections: z.array(FormSectionSchema).min(1),
});
export type Form = z.infer<typeof FormSchema>;

export const CreditPolicySchema = z.strictObject({
  /** False: a record of untrustworthiness is shown, and nothing more. */
  blocks: z.boolean(),
  /** Desks whose pass it stops; absent: every desk after the first. */
  steps: z.array(key).min(1).optional(),
  /** Days for which a check may be relied on before it is made again. */
  validDays: z.number().int().min(1).max(366),
  basis,
});

export const RoundPolicySchema = z.strictObject({
  /** Shortest window between opening and closing in calendar days. */
  minWindowDays: z.number().int().min(1),
  consortium: z.strictObject({
    leadKinds: z.array(z.enum(ENTERPRISE_KINDS)).min(1),
    partnerKinds: z.array(z.enum(ENTERPRISE_KINDS)).min(1),
    minPartners: z.number().int().min(0),
    confirmationWorkingDays: z.number().int().min(1),
    /** Working days in which the city office decides on a change of member after the award; absent: 10. */
    changeWorkingDays: z.number().int().min(1).max(250).optional(),
    /** Shared section with the terms of the consortium's agreement (联合体协议), signed as a PDF with the content; absent: none. */
    agreement: z.strictObject({ section: key }).optional(),
    basis,
  }),
  desks: z.array(DeskSchema).min(1),
  /** Quotas of the recommending bodies (名额); without it, or without a number for a body, nothing limits it. */
  recommendation: z
    .strictObject({
      /** Places of each body in each category. */
      quotaPerCategory: z.number().int().min(0).max(10_000).optional(),
      /** Places of single bodies over all categories, by body id. */
      quotas: z.record(z.string().min(1), z.number().int().min(0).max(10_000)).optional(),
      basis,
    })
    .optional(),
  correction: z.strictObject({
    workingDays: z.number().int().min(1),
    remindBeforeWorkingDays: z.number().int().min(0),
    basis,
  }),
  panel: z.strictObject({
    size: z
      .number()
      .int()
      .min(5)
      .refine((n) => n % 2 === 1, { message: 'odd' }),
    blind: z.boolean(),
    scoringWorkingDays: z.number().int().min(1),
    remindBeforeWorkingDays: z.number().int().min(0),
    basis,
  }),
  rubric: RubricSchema,
  selection: z.strictObject({
    winnersPerCategory: z.number().int().min(1),
    reservesPerCategory: z.number().int().min(0),
    tieBreakers: z.array(TieBreakerSchema).min(1),
    basis,
  }),
  officeTasks: z.strictObject({
    drawPanelWorkingDays: z.number().int().min(1),
    proposeWorkingDays: z.number().int().min(1),
    deliberateWorkingDays: z.number().int().min(1),
    publishWorkingDays: z.number().int().min(1),
  }),
  /** Use of the credit register; absent: records of untrustworthiness stop every desk after the first. */
  credit: CreditPolicySchema.optional(),
  notice: z.strictObject({ workingDays: z.number().int().min(1), basis }),
  /** What a result letter (结果通知书) tells beside the decision. Absent: neither rank nor score, and no term for a review. */
  resultLetter: z
    .strictObject({
      showRank: z.boolean(),
      showScore: z.boolean(),
      /** Working days in which the applicant may ask for a review (复核), from the decision. */
      reviewWorkingDays: z.number().int().min(1),
      basis,
    })
    .optional(),
  /** Verdicts on objections; rounds opened before it was named give ten working days. */
  objections: z
    .strictObject({
      verdictWorkingDays: z.number().int().min(1),
      remindBeforeWorkingDays: z.number().int().min(0),
      basis,
    })
    .optional(),
  /** Decisions of the promotion group on reversals; absent: ten working days. */
  reversals: z.strictObject({ decisionWorkingDays: z.number().int().min(1), basis }).optional(),
  form: FormSchema,
  eligibility: z.array(EligibilityRuleSchema),
  attachments: z.array(AttachmentSlotSchema),
});
export type RoundPolicy = z.infer<typeof RoundPolicySchema>;
