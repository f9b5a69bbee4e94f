/** Requests and replies of rounds: call, control room, panel, ranking. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { RoundPolicySchema } from './policy.ts';
import { TaskView } from './tasks.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import { APPLICATION_STATUSES, NOTICE_ITEM_STATES, ROUND_STATUSES } from './vocabulary.ts';

export const RoundParams = z.object({ roundId: uuid });
export const RoundQuery = PageQuery.extend({ status: z.enum(ROUND_STATUSES).optional() });

export const CreateRound = z.strictObject({
  programmeKey: z.string().min(1).max(80),
  title: z.strictObject({ zh: personText(100), en: personText(200) }),
  categoryNos: z.array(z.number().int().min(1)).min(1).max(100),
  closesAt: isoInstant,
  /** Rehearsal (演练): milliseconds of one working day; null runs on the legal calendar. */
  workingDayMs: z.number().int().min(100).max(3_600_000).nullable(),
});
export const OpenRound = z.strictObject({});
/** 取消: the reason is read by applicants and the public. */
export const CancelRound = z.strictObject({ reason: personText(500) });
export const ChangeClosing = z.strictObject({ closesAt: isoInstant, reason: personText(500) });

/** 重新征集: the categories follow from the result of the old round. */
export const RecallRound = z.strictObject({
  title: z.strictObject({ zh: personText(100), en: personText(200) }),
  closesAt: isoInstant,
});
export type RecallRound = z.infer<typeof RecallRound>;

/** A round that calls categories of another again. */
export const LinkedRound = z.object({
  id: uuid,
  title: Bilingual,
  status: z.enum(ROUND_STATUSES),
  categoryNos: z.array(z.number().int()),
});
/** A line of the round's notices and what became of it. */
export const NoticeItemView = z.object({
  id: uuid,
  noticeId: uuid.nullable(),
  noticeKind: z.enum(['first', 'reserve', 'amended']).nullable(),
  endsAt: isoInstant.nullable(),
  categoryNo: z.number().int(),
  slot: z.number().int(),
  kind: z.enum(['winner', 'leftOpen']),
  applicationId: uuid.nullable(),
  projectName: z.string().nullable(),
  state: z.enum(NOTICE_ITEM_STATES),
  reason: z.string().nullable(),
  /** Objections to the line: those open, and all. */
  objectionsOpen: z.number().int(),
  objections: z.number().int(),
});

/** What a cancellation ends: applications submitted, drafts, open tasks of any kind. */
export const WhatEnds = z.object({
  applications: z.number().int(),
  drafts: z.number().int(),
  tasks: z.number().int(),
});
export type WhatEnds = z.infer<typeof WhatEnds>;
export const RoundCancellation = z.object({ at: isoInstant, reason: z.string(), by: z.string().nullable() });
export type RoundCancellation = z.infer<typeof RoundCancellation>;

export const RoundSummary = z.object({
  id: uuid,
  title: Bilingual,
  status: z.enum(ROUND_STATUSES),
  programmeKey: z.string(),
  rehearsal: z.boolean(),
  categoryNos: z.array(z.number().int()),
  opensAt: isoInstant.nullable(),
  closesAt: isoInstant.nullable(),
  applications: z.number().int(),
  createdAt: isoInstant,
});
export const RoundPage = pageOf(RoundSummary);

export const CategoryProgress = z.object({
  no: z.number().int(),
  name: Bilingual,
  applications: z.number().int(),
  qualified: z.number().int(),
  result: z
    .object({
      outcome: z.enum(['winner', 'leftOpen']),
      applicationId: uuid.nullable(),
      projectName: z.string().nullable(),
    })
    .nullable(),
});
export const RoundView = RoundSummary.extend({
  version: z.number().int(),
  workingDayMs: z.number().int().nullable(),
  closedAt: isoInstant.nullable(),
  policy: RoundPolicySchema,
  /** Version of the programme that the policy was taken from. */
  programmeVersion: z.number().int(),
  /** Draft of changes to the policy that are not taken over yet. */
  designId: uuid.nullable(),
  /** Applications by status. */
  funnel: z.array(z.object({ status: z.enum(APPLICATION_STATUSES), count: z.number().int() })),
  districts: z.array(
    z.object({
      bodyId: z.string(),
      name: Bilingual,
      waiting: z.number().int(),
      overdue: z.number().int(),
      settled: z.number().int(),
    }),
  ),
  categories: z.array(CategoryProgress),
  /** Open tasks of the round itself (draw, propose, deliberate, publish). */
  tasks: z.array(TaskView),
  scoring: z.object({ signed: z.number().int(), all: z.number().int(), dueAt: isoInstant.nullable() }).nullable(),
  notice: z.object({ id: uuid, startsAt: isoInstant, endsAt: isoInstant, endedAt: isoInstant.nullable() }).nullable(),
  /** The latest deadline of what is open: with the applications under examination, with the objections. */
  lastDue: z.object({ circulation: isoInstant.nullable(), objections: isoInstant.nullable() }),
  /** Lines of all notices, the latest state of each. */
  noticeItems: z.array(NoticeItemView),
  /** When, why and by whom it was cancelled. */
  cancellation: RoundCancellation.nullable(),
  /** What a cancellation by this actor would end now; null where there is none to be had. */
  wouldEnd: WhatEnds.nullable(),
  recallOf: LinkedRound.nullable(),
  recalls: z.array(LinkedRound),
  /** Categories that nobody won and that may be called again. */
  openCategoryNos: z.array(z.number().int()),
  /** `open`, `changeClosing`, `drawPanel`, `cancel` … that this actor may do now. */
  allowed: z.array(z.string()),
  now: isoInstant,
});
export type RoundView = z.infer<typeof RoundView>;

const RelatedSide = z.object({
  applicationId: uuid,
  projectName: z.string().nullable(),
  categoryNo: z.number().int(),
  bodyId: z.string(),
  enterpriseId: uuid,
  name: z.string(),
});
export const RELATED_GROUNDS = [
  'legalRepresentative',
  'shareholder',
  'bankAccount',
  'contactMobile',
  'provider',
] as const;
/** Two parties of a round that are tied to each other, with the evidence; private values are masked. */
export const RelatedPair = z.object({
  first: RelatedSide,
  second: RelatedSide,
  /** Within one consortium, between rivals of one category, or across categories. */
  relation: z.enum(['sameApplication', 'rivals', 'otherCategory']),
  grounds: z.array(z.object({ ground: z.enum(RELATED_GROUNDS), value: z.string() })).min(1),
});
export type RelatedPair = z.infer<typeof RelatedPair>;
export const RelatedParties = z.object({ items: z.array(RelatedPair), more: z.boolean() });

export const PanelView = z.object({
  categoryNo: z.number().int(),
  categoryName: Bilingual,
  seed: z.string(),
  /** In the order of the draw. */
  candidates: z.array(z.object({ expertId: z.string(), name: z.string(), employer: z.string() })),
  excluded: z.array(z.object({ expertId: z.string(), name: z.string(), reason: z.string() })),
  members: z.array(
    z.object({
      expertId: z.string(),
      name: z.string(),
      employer: z.string(),
      state: z.enum(['seated', 'recused']),
      reason: z.string().nullable(),
      signed: z.number().int(),
      all: z.number().int(),
    }),
  ),
  drawnAt: isoInstant,
});
export const Panels = z.object({ items: z.array(PanelView) });

export const RankingRow = z.object({
  applicationId: uuid,
  rank: z.number().int(),
  projectName: z.string().nullable(),
  leadName: z.string(),
  partners: z.array(z.string()),
  /** Points 0..100 with two decimals. */
  score: z.number(),
  reachesPassMark: z.boolean(),
  place: z.enum(['winner', 'reserve', 'none']),
  evidence: z.record(z.string(), z.unknown()),
});
export const Ranking = z.object({
  frozenAt: isoInstant.nullable(),
  passMark: z.number(),
  categories: z.array(
    z.object({ no: z.number().int(), name: Bilingual, leftOpen: z.boolean(), rows: z.array(RankingRow) }),
  ),
});
