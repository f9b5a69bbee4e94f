/** Requests and replies of joint applications. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { AttachmentSlotSchema, FormSectionSchema } from './policy.ts';
import { RequiredServiceSchema } from './programme.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import {
  APPLICATION_STATUSES,
  MAIL_INVITATION_STATUSES,
  PARTY_STATUSES,
  REOPENING_CAUSES,
  WHOLE_BP,
} from './vocabulary.ts';

export const ApplicationParams = z.object({ applicationId: uuid });
export const SectionParams = z.object({
  applicationId: uuid,
  section: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  /** Enterprise whose private section it is; `shared` for shared sections. */
  owner: z.union([z.literal('shared'), uuid]),
});
export const PartyParams = z.object({ applicationId: uuid, enterpriseId: uuid });

export const CreateApplication = z.strictObject({
  roundId: uuid,
  categoryNo: z.number().int().min(1),
  enterpriseId: uuid,
});
export const Created = z.object({ id: uuid });

export const SaveSection = z.strictObject({ data: z.record(z.string(), z.unknown()) });
export const SavedSection = z.object({ version: z.number().int(), savedAt: isoInstant });

export const InviteParty = z.strictObject({ identifier: personText(24, 8) });
export const InviteByMail = z.strictObject({ email: z.email().max(200).toLowerCase() });
export const MailInvitationParams = z.object({ applicationId: uuid, invitationId: uuid });
const invitationToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const MailInvitationToken = z.object({ token: invitationToken });
export const MailInvitation = z.object({
  status: z.enum(MAIL_INVITATION_STATUSES),
  leadName: z.string(),
  roundTitle: Bilingual,
  categoryName: Bilingual,
  confirmBy: isoInstant,
  now: isoInstant,
  /** The reader's own enterprises that could answer. */
  enterprises: z.array(z.object({ id: uuid, name: z.string() })),
});
export type MailInvitation = z.infer<typeof MailInvitation>;
export const AnswerMailInvitation = z.strictObject({
  token: invitationToken,
  enterpriseId: uuid,
  answer: z.enum(['confirmed', 'declined']),
});
export const MailInvitationAnswered = z.object({ applicationId: uuid, version: z.number().int() });
export const AnswerInvitation = z.strictObject({ answer: z.enum(['confirmed', 'declined']) });
export const DepartParty = z.strictObject({ reason: personText(500) });
export const SetShares = z.strictObject({
  shares: z
    .array(z.strictObject({ enterpriseId: uuid, shareBp: z.number().int().min(0).max(WHOLE_BP) }))
    .min(1)
    .refine((shares) => shares.reduce((sum, { shareBp }) => sum + shareBp, 0) === WHOLE_BP, {
      message: 'sharesMustAddTo10000',
    }),
});
export const Frozen = z.object({ no: z.number().int(), sha256: z.string(), frozenAt: isoInstant });
export const Sign = z.strictObject({
  enterpriseId: uuid,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  password: z.string().min(1).max(200),
});
export const Signed = z.object({ signedAt: isoInstant, sha256: z.string() });
export const Submit = z.strictObject({ password: z.string().min(1).max(200) });
export const Receipt = z.object({ receiptNo: z.string(), sha256: z.string(), submittedAt: isoInstant });
export const SubmitCorrection = z.strictObject({ taskId: uuid, password: z.string().min(1).max(200) });
export const Corrected = z.object({ contentVersion: z.number().int(), at: isoInstant });
export const Withdraw = z.strictObject({ reason: personText(500) });
export const Moved = z.object({ version: z.number().int() });

export const FieldMarkSchema = z.strictObject({
  section: z.string().min(1).max(60),
  enterpriseId: uuid.nullable(),
  pointer: z.string().max(300),
  note: personText(500),
});

export const TimelineItem = z.object({
  step: z.string(),
  /** Words of the pack for a desk of the slip; null for the engine's own steps. */
  label: Bilingual.nullable(),
  state: z.enum(['done', 'current', 'next', 'stopped']),
  /** Who has it: a body, the applicant, the experts. */
  holder: Bilingual.nullable(),
  at: isoInstant.nullable(),
  dueAt: isoInstant.nullable(),
  /** Expected date of a step to come, from the policy's working days. */
  expectedAt: isoInstant.nullable(),
  provisional: z.boolean(),
  outcome: z.string().nullable(),
  /** Words of the pack for the outcome of a desk. */
  outcomeLabel: Bilingual.nullable(),
  reason: z.string().nullable(),
});
export type TimelineItem = z.infer<typeof TimelineItem>;

export const MissingItem = z.object({
  section: z.string(),
  enterpriseId: uuid.nullable(),
  pointer: z.string(),
  rule: z.string(),
});
export const EligibilityVerdict = z.object({
  key: z.string(),
  verdict: z.enum(['pass', 'fail', 'missing', 'error']),
  message: Bilingual,
});

export const PartyView = z.object({
  enterpriseId: uuid,
  name: z.string(),
  identifier: z.string(),
  kind: z.string(),
  role: z.enum(['lead', 'partner']),
  status: z.enum(PARTY_STATUSES),
  shareBp: z.number().int(),
  confirmBy: isoInstant.nullable(),
  answeredAt: isoInstant.nullable(),
  /** It was removed by the lead or withdrew. */
  departedAt: isoInstant.nullable(),
  departureReason: z.string().nullable(),
  signedAt: isoInstant.nullable(),
  signerName: z.string().nullable(),
  /** The actor acts for this enterprise. */
  mine: z.boolean(),
});
/** A signature under a content that was opened again: on record, counting no longer. */
export const VoidedSignature = z.object({
  frozenNo: z.number().int(),
  name: z.string(),
  signerName: z.string(),
  signedAt: isoInstant,
  voidedAt: isoInstant,
  /** Why the content was opened: the lead wished so, or a party left. */
  cause: z.enum(REOPENING_CAUSES).nullable(),
});
export const SectionView = z.object({
  section: z.string(),
  enterpriseId: uuid.nullable(),
  data: z.record(z.string(), z.unknown()),
  version: z.number().int(),
  savedAt: isoInstant.nullable(),
  savedBy: z.string().nullable(),
  editable: z.boolean(),
});
export const AttachmentView = z.object({
  id: uuid,
  slot: z.string(),
  enterpriseId: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  uploadedAt: isoInstant,
});

export const ApplicationSummary = z.object({
  id: uuid,
  projectName: z.string().nullable(),
  status: z.enum(APPLICATION_STATUSES),
  receiptNo: z.string().nullable(),
  submittedAt: isoInstant.nullable(),
  createdAt: isoInstant,
  roundId: uuid,
  roundTitle: Bilingual,
  rehearsal: z.boolean(),
  categoryNo: z.number().int(),
  categoryName: Bilingual,
  leadName: z.string(),
  bodyName: Bilingual,
  /** Who has it now, what by when. */
  currentStep: z.string().nullable(),
  currentDueAt: isoInstant.nullable(),
  closesAt: isoInstant.nullable(),
});
export const ApplicationQuery = PageQuery.extend({
  q: z.string().trim().max(100).optional(),
  roundId: uuid.optional(),
  categoryNo: z.coerce.number().int().optional(),
  status: z.enum(APPLICATION_STATUSES).optional(),
  bodyId: z.string().max(60).optional(),
  sort: z.enum(['createdAt', 'submittedAt', 'projectName', 'status', 'categoryNo']).default('createdAt'),
  order: z.enum(['ASC', 'DESC']).default('DESC'),
});
export const ApplicationPage = pageOf(ApplicationSummary);

export const ApplicationView = ApplicationSummary.extend({
  version: z.number().int(),
  contentVersion: z.number().int(),
  requiredServices: z.array(RequiredServiceSchema),
  parties: z.array(PartyView),
  sections: z.array(SectionView),
  /** Form resolved for the category: `services` lists the category's required services. */
  form: z.array(FormSectionSchema),
  attachmentSlots: z.array(AttachmentSlotSchema),
  attachments: z.array(AttachmentView),
  minPartners: z.number().int(),
  /** Invitations by mail that nobody has taken; the address for the lead only. */
  mailInvitations: z.array(
    z.object({
      id: uuid,
      email: z.string().nullable(),
      status: z.enum(MAIL_INVITATION_STATUSES),
      confirmBy: isoInstant,
    }),
  ),
  frozen: Frozen.nullable(),
  /** The consortium's agreement, where the round asks for one; `sha256` once it is frozen. */
  agreement: z.object({ section: z.string(), sha256: z.string().nullable() }).nullable(),
  voidedSignatures: z.array(VoidedSignature),
  /** Of another party's private section only that it is not complete. */
  missing: z.array(MissingItem),
  eligibility: z.array(EligibilityVerdict),
  correction: z
    .object({
      taskId: uuid,
      dueAt: isoInstant,
      askedBy: z.string(),
      reason: z.string().nullable(),
      marks: z.array(FieldMarkSchema),
    })
    .nullable(),
  /** When and why the round was cancelled, where the application ended with it. */
  roundCancellation: z.object({ at: isoInstant, reason: z.string() }).nullable(),
  result: z.object({ outcome: z.string(), rank: z.number().int().nullable(), score: z.number().nullable() }).nullable(),
  timeline: z.array(TimelineItem),
  /** What this actor may do now: `edit`, `invite`, `removeParty`, `leave`, `share`, `answerInvitation`, `freeze`, `reopen`, `sign`, `submit`, `submitCorrection`, `withdraw`, `renounce`. */
  allowed: z.array(z.string()),
  /** The actor's enterprise among the parties. */
  myEnterpriseId: uuid.nullable(),
  now: isoInstant,
});
export type ApplicationView = z.infer<typeof ApplicationView>;

export const HistoryItem = z.object({
  version: z.number().int(),
  kind: z.string(),
  at: isoInstant,
  actor: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  /** Names of people whom the payload gives by id: for whom a deputy decided, who gave and who took a task. */
  people: z.object({ onBehalfOf: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable() }),
  /** The body a task was moved from and the one it was moved to; null for every other fact. */
  bodies: z.object({ from: Bilingual, to: Bilingual }).nullable(),
});
export const History = z.object({ items: z.array(HistoryItem) });

export const Difference = z.object({
  section: z.string(),
  enterpriseId: uuid.nullable(),
  pointer: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  /** The officer had marked it. */
  marked: z.boolean(),
});
export const Differences = z.object({ from: z.number().int(), to: z.number().int(), items: z.array(Difference) });

/** Evidence beside the decision: each check with what it found. */
export const Check = z.object({
  key: z.enum(['credit', 'eligibility', 'duplicate', 'related', 'coverage', 'period', 'signatures', 'shares']),
  /** `attention`: an officer should look; `blocked`: the open desk cannot pass the case; `fail`: a rule is not met. */
  verdict: z.enum(['pass', 'attention', 'fail', 'blocked']),
  checkedAt: isoInstant,
  evidence: z.array(z.object({ text: Bilingual, link: z.string().nullable() })),
});
export const Checks = z.object({ items: z.array(Check) });

export const CommentView = z.object({ id: uuid, author: z.string(), text: z.string(), writtenAt: isoInstant });
export const Comments = z.object({ items: z.array(CommentView) });
export const WriteComment = z.strictObject({ text: personText(2000) });
