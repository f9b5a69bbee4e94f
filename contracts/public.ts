/** Replies of the public pages, readable without an account. No ids of applications, no data of drafts. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { AttachmentSlotSchema, CriterionSchema, DeskSchema, TieBreakerSchema } from './policy.ts';
import { CategorySchema, PackSchema } from './programme.ts';
import { Bilingual, isoDate, isoInstant, uuid } from './text.ts';
import { ENTERPRISE_KINDS, NOTICE_ITEM_STATES } from './vocabulary.ts';

export const ProgrammeParams = z.object({ key: z.string().regex(/^[a-z0-9-]{1,80}$/) });
export const PublicProgramme = PackSchema.pick({
  key: true,
  version: true,
  name: true,
  document: true,
  period: true,
  categories: true,
  stages: true,
  governance: true,
  guide: true,
  bodies: true,
});
export const PublicProgrammes = z.object({
  items: z.array(PublicProgramme.pick({ key: true, version: true, name: true, document: true, period: true })),
});

export const RoundIdParams = z.object({ roundId: uuid });
export const CallSummary = z.object({
  id: uuid,
  programmeKey: z.string(),
  title: Bilingual,
  /** `coming` before it opens, `open`, `closed` afterwards, by the database's clock; `cancelled` for good. */
  state: z.enum(['coming', 'open', 'closed', 'cancelled']),
  cancellation: z.object({ at: isoInstant, reason: z.string() }).nullable(),
  /** A rehearsal (演练): nothing in it counts. */
  rehearsal: z.boolean(),
  opensAt: isoInstant.nullable(),
  closesAt: isoInstant.nullable(),
  categories: z.array(z.object({ no: z.number().int(), name: Bilingual })),
});
export const Calls = z.object({ items: z.array(CallSummary), now: isoInstant });

export const FieldOfForm = z.object({ key: z.string(), title: Bilingual, required: z.boolean() });
export const CallDetail = CallSummary.extend({
  /** The round whose open categories this one calls again. */
  recallOf: z.object({ id: uuid, title: Bilingual }).nullable(),
  categories: z.array(CategorySchema),
  consortium: z.object({
    leadKinds: z.array(z.enum(ENTERPRISE_KINDS)),
    partnerKinds: z.array(z.enum(ENTERPRISE_KINDS)),
    minPartners: z.number().int(),
    confirmationWorkingDays: z.number().int(),
    basis: z.string(),
  }),
  /** The desks an application passes, in order. */
  desks: z.array(
    DeskSchema.pick({
      step: true,
      label: true,
      role: true,
      body: true,
      workingDays: true,
      outcomes: true,
      basis: true,
    }),
  ),
  correctionWorkingDays: z.number().int(),
  panel: z.object({
    size: z.number().int(),
    blind: z.boolean(),
    scoringWorkingDays: z.number().int(),
    basis: z.string(),
  }),
  rubric: z.object({ criteria: z.array(CriterionSchema), passMark: z.number(), dropExtremes: z.boolean() }),
  selection: z.object({
    winnersPerCategory: z.number().int(),
    reservesPerCategory: z.number().int(),
    /** In their order; `label` of a criterion tie-breaker is that of the criterion. */
    tieBreakers: z.array(z.object({ rule: TieBreakerSchema, label: Bilingual.nullable() })),
    basis: z.string(),
  }),
  notice: z.object({ workingDays: z.number().int(), basis: z.string() }),
  form: z.array(
    z.object({ key: z.string(), title: Bilingual, scope: z.enum(['shared', 'party']), fields: z.array(FieldOfForm) }),
  ),
  eligibility: z.array(z.object({ key: z.string(), message: Bilingual, basis: z.string() })),
  attachments: z.array(AttachmentSlotSchema),
  now: isoInstant,
});
export type CallDetail = z.infer<typeof CallDetail>;

export const NoticeParams = z.object({ noticeId: uuid });
export const NoticeLine = z.object({
  /** What an objection names. */
  id: uuid,
  /** What became of the line; why, in public words. */
  state: z.enum(NOTICE_ITEM_STATES),
  reason: z.string().nullable(),
  /** What an objection upheld in part has amended. */
  amendment: z.string().nullable(),
  categoryNo: z.number().int(),
  categoryName: Bilingual,
  place: z.enum(['winner', 'leftOpen']),
  projectName: z.string().nullable(),
  parties: z.array(z.string()),
  /** Points 0..100 with two decimals. */
  score: z.number().nullable(),
});
export const NoticeSummary = z.object({
  id: uuid,
  roundId: uuid,
  programmeKey: z.string(),
  title: Bilingual,
  rehearsal: z.boolean(),
  /** `first` of the round, `reserve` for one promoted, `amended` after an objection upheld in part. */
  kind: z.enum(['first', 'reserve', 'amended']),
  /** `coming` from publication to the first midnight. */
  state: z.enum(['coming', 'running', 'ended']),
  publishedAt: isoInstant,
  startsAt: isoInstant,
  endsAt: isoInstant,
  workingDays: z.number().int(),
});
export const NoticePage = pageOf(NoticeSummary).extend({ now: isoInstant });
export const NoticeDetail = NoticeSummary.extend({ items: z.array(NoticeLine), now: isoInstant });

export const ResultLine = z.object({
  categoryNo: z.number().int(),
  categoryName: Bilingual,
  outcome: z.enum(['winner', 'leftOpen']),
  /** Why a category was left open. */
  reason: z.string().nullable(),
  publishedAt: isoInstant,
  /** A result that was reversed or renounced stays, with the decision that ended it. */
  state: z.enum(['valid', 'revoked', 'renounced']),
  endedAt: isoInstant.nullable(),
  endReason: z.string().nullable(),
  endDocumentNo: z.string().nullable(),
  projectName: z.string().nullable(),
  /** As published; who left and joined afterwards by an approved change stands in `memberChanges`. */
  parties: z.array(z.string()),
  memberChanges: z.array(z.object({ leaving: z.string(), joining: z.string().nullable(), approvedAt: isoInstant })),
  score: z.number().nullable(),
  /** Number of the winner's latest certificate. */
  certificateNo: z.string().nullable(),
});
export const ResultSummary = z.object({
  id: uuid,
  programmeKey: z.string(),
  title: Bilingual,
  rehearsal: z.boolean(),
  publishedAt: isoInstant,
  winners: z.number().int(),
  leftOpen: z.number().int(),
});
export const ResultPage = pageOf(ResultSummary);
/** A round that calls open categories of another again. */
const RecallLink = z.object({ id: uuid, title: Bilingual, categoryNos: z.array(z.number().int()) });
export const ResultDetail = ResultSummary.extend({
  items: z.array(ResultLine),
  /** Categories whose notice, objection or promotion still runs. */
  pendingCategoryNos: z.array(z.number().int()),
  recalls: z.array(RecallLink),
});

export const PublicPageQuery = PageQuery;

export const ReceiptParams = z.object({ receiptNo: z.string().regex(/^[A-Z]{2,6}-\d{4}-\d{2,}-\d{4,}$/) });
/** Proof that a receipt exists: no names. */
export const PublicReceipt = z.object({
  receiptNo: z.string(),
  submittedAt: isoInstant,
  /** SHA-256 of the content that all parties signed and that was submitted. */
  sha256: z.string(),
  rehearsal: z.boolean(),
});

const calendarYear = z.coerce.number().int().min(2004).max(2100);
export const PublicCalendarQuery = z
  .object({ fromYear: calendarYear, toYear: calendarYear })
  .refine(({ fromYear, toYear }) => toYear >= fromYear && toYear - fromYear <= 5, { message: 'range' });
/** The working calendar: Monday to Friday but for the exceptions. */
export const PublicCalendar = z.object({
  fromYear: z.number().int(),
  toYear: z.number().int(),
  exceptions: z.array(z.object({ day: isoDate, working: z.boolean() })),
  /** Years whose holidays are not published yet. */
  provisionalYears: z.array(z.number().int()),
});
