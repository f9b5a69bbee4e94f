/** Requests and replies of objections (异议) to a public notice. */
import { z } from 'zod';
import { checkMobile } from '../domain/identifiers.ts';
import { PageQuery, pageOf } from './paging.ts';
import { OBJECTION_FILE_KINDS, OBJECTION_FILES } from './objection-files.ts';
import { MovedUp } from './tasks.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import { OBJECTION_STATUSES, VERDICTS } from './vocabulary.ts';

export const ObjectionParams = z.object({ objectionId: uuid });
export const ObjectionFileParams = z.object({ objectionId: uuid, fileId: uuid });

export const ObjectionFileQuery = z.object({
  kind: z.enum(OBJECTION_FILE_KINDS),
  fileName: personText(200).refine((name) => !/[/\\]/.test(name), { message: 'noPath' }),
});
export const ObjectionFile = z.object({
  id: uuid,
  kind: z.enum(OBJECTION_FILE_KINDS),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  uploadedAt: isoInstant,
});

export const FileObjection = z.strictObject({
  /** Line of the notice that the objection is about. */
  itemId: uuid,
  /** As on the identity document: anonymous objections are not accepted. */
  realName: personText(60, 2),
  /** Mainland mobile number. */
  mobile: personText(24)
    .refine((text) => checkMobile(text).ok, { message: 'mobile' })
    .transform((text) => checkMobile(text).normalised),
  /** Enterprise for which the objector speaks. */
  enterpriseId: uuid.nullable(),
  statement: personText(5000, 20),
  /** Signed or sealed statement and evidence, uploaded before. */
  fileIds: z.array(uuid).max(OBJECTION_FILES.maxCount),
});
export type FileObjection = z.infer<typeof FileObjection>;
export const ObjectionReceipt = z.object({ id: uuid, no: z.string(), filedAt: isoInstant, dueAt: isoInstant });

export const DecideObjection = z
  .strictObject({
    verdict: z.enum(VERDICTS),
    /** To the objector. */
    reason: personText(2000),
    /** To the enterprise concerned and the public; it must not point to the objector. */
    publicReason: personText(1000),
    /** Objections upheld in part: what is amended, in public words, and the project's name where it changes. */
    amendment: z.strictObject({ note: personText(1000), projectName: personText(100).nullable() }).nullable(),
  })
  .refine(({ verdict, amendment }) => (verdict === 'partlyUpheld') === (amendment !== null), {
    path: ['amendment'],
    message: 'amendmentOfPartlyUpheld',
  });
export type DecideObjection = z.infer<typeof DecideObjection>;
export const WithdrawObjection = z.strictObject({ reason: personText(500) });
export const ReleaseObjection = z.strictObject({ reason: personText(500) });
export const ObjectionMoved = z.object({ version: z.number().int(), at: isoInstant });

export const ObjectionSummary = z.object({
  id: uuid,
  no: z.string(),
  status: z.enum(OBJECTION_STATUSES),
  roundId: uuid,
  roundTitle: Bilingual,
  rehearsal: z.boolean(),
  noticeId: uuid.nullable(),
  categoryNo: z.number().int(),
  categoryName: Bilingual,
  /** What the notice says there: the project, or null for a place left open. */
  projectName: z.string().nullable(),
  filedAt: isoInstant,
  dueAt: isoInstant.nullable(),
  overdue: z.boolean(),
  handlerName: z.string().nullable(),
  decidedAt: isoInstant.nullable(),
});
export const ObjectionPage = pageOf(ObjectionSummary);
export const ObjectionQuery = PageQuery.extend({
  status: z.enum(OBJECTION_STATUSES).optional(),
  roundId: uuid.optional(),
});

/** Why a person may not handle an objection. */
export const EXCLUSIONS = ['objector', 'firstReviewer', 'deputy', 'partyMember', 'objectorEnterprise'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

export const ObjectionView = ObjectionSummary.extend({
  taskId: uuid.nullable(),
  applicationId: uuid.nullable(),
  /** With which body it lies. */
  bodyName: Bilingual.nullable(),
  /** Nobody of that body may take it; told to its officers and its supervisor. */
  stranded: z.boolean(),
  /** Why a superior body has it; told to its officers and its supervisor. */
  movedUp: MovedUp.nullable(),
  parties: z.array(z.string()),
  verdicts: z.array(z.enum(VERDICTS)),
  /** Null for those who may not know who objects: everybody but the objector, the handler and the auditor. */
  confidential: z
    .object({
      realName: z.string(),
      mobile: z.string(),
      enterpriseName: z.string().nullable(),
      statement: z.string(),
      files: z.array(ObjectionFile),
      reason: z.string().nullable(),
    })
    .nullable(),
  publicReason: z.string().nullable(),
  amendment: z.object({ note: z.string(), projectName: z.string().nullable() }).nullable(),
  /** Why this actor may not handle it; null when nothing speaks against it. */
  exclusion: z.enum(EXCLUSIONS).nullable(),
  /** `take`, `release`, `decide`, `withdraw`. */
  allowed: z.array(z.string()),
  now: isoInstant,
});
export type ObjectionView = z.infer<typeof ObjectionView>;
