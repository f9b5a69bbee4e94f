/** Rounds: call, panels, scores, frozen ranking, notice, results. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { cases } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const rounds = pgTable(
  'rounds',
  {
    caseId: uuid('case_id')
      .primaryKey()
      .references(() => cases.id),
    programmeKey: text('programme_key').notNull(),
    programmeVersion: integer('programme_version').notNull(),
    titleZh: text('title_zh').notNull(),
    titleEn: text('title_en').notNull(),
    status: text('status').notNull().default('draft'),
    /** RoundPolicy; frozen once the round opens. */
    policy: jsonb('policy').notNull(),
    /** Parts of the policy that each decision reads, without the rest of it: quotas and the index of the desk that they bind, desks, letter terms. */
    recommendation: jsonb('recommendation').generatedAlwaysAs(sql`policy -> 'recommendation'`),
    desks: jsonb('desks').generatedAlwaysAs(sql`policy -> 'desks'`),
    letterTerms: jsonb('letter_terms').generatedAlwaysAs(sql`policy -> 'resultLetter'`),
    recommendingDesk: integer('recommending_desk').generatedAlwaysAs(sql`recommending_desk_of(policy)`),
    /** Categories called in this round. */
    categoryNos: jsonb('category_nos').notNull(),
    opensAt: instant('opens_at'),
    closesAt: instant('closes_at'),
    closedAt: instant('closed_at'),
    scoringDueAt: instant('scoring_due_at'),
    cancelledAt: instant('cancelled_at'),
    cancelledBy: text('cancelled_by'),
    /** Read by applicants and the public. */
    cancellationReason: text('cancellation_reason'),
    /** The round whose open categories this one calls again. */
    recallOf: uuid('recall_of'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('rounds_recall').on(table.recallOf),
    check(
      'rounds_cancelled_with_reason',
      sql`(status = 'cancelled') = (cancelled_at is not null)
        and (cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancellation_reason is null)`,
    ),
  ],
);

export const experts = pgTable('experts', {
  userId: text('user_id').primaryKey(),
  name: text('name').notNull(),
  title: text('title').notNull(),
  employer: text('employer').notNull(),
  /** Identifier of the employer where it has one: conflicts of interest are found by it. */
  employerIdentifier: text('employer_identifier'),
  /** Category keys of the pack. */
  fields: jsonb('fields').notNull(),
  /** Identifiers or names of enterprises that the expert declared to be tied to. */
  declared: jsonb('declared').notNull().default([]),
  active: boolean('active').notNull().default(true),
});

/** One draw per category; anybody can repeat it from seed and candidates. */
export const panels = pgTable(
  'panels',
  {
    roundId: uuid('round_id').notNull(),
    categoryNo: integer('category_no').notNull(),
    seed: text('seed').notNull(),
    candidates: jsonb('candidates').notNull(),
    excluded: jsonb('excluded').notNull(),
    drawnBy: text('drawn_by').notNull(),
    drawnAt: instant('drawn_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.categoryNo] })],
);

export const panelMembers = pgTable(
  'panel_members',
  {
    roundId: uuid('round_id').notNull(),
    categoryNo: integer('category_no').notNull(),
    expertId: text('expert_id').notNull(),
    /** `seated` | `recused`. */
    state: text('state').notNull(),
    seatedAt: instant('seated_at').notNull(),
    recusedAt: instant('recused_at'),
    reason: text('reason'),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.categoryNo, table.expertId] }), index().on(table.expertId)],
);

/** An expert's sheet for one application; one per score task. */
export const scoreSheets = pgTable(
  'score_sheets',
  {
    taskId: uuid('task_id').primaryKey(),
    applicationId: uuid('application_id').notNull(),
    expertId: text('expert_id').notNull(),
    /** Points by criterion key. */
    points: jsonb('points').notNull().default({}),
    /** `support` | `notSupport` | `moreInformation`. */
    advice: text('advice'),
    opinion: text('opinion'),
    version: integer('version').notNull().default(1),
    savedAt: instant('saved_at').notNull(),
    signedAt: instant('signed_at'),
    sha256: text('sha256'),
  },
  (table) => [index().on(table.applicationId)],
);

/** Frozen when written: a later change of scores needs a new ranking. */
export const rankings = pgTable(
  'rankings',
  {
    roundId: uuid('round_id').notNull(),
    categoryNo: integer('category_no').notNull(),
    applicationId: uuid('application_id').notNull(),
    rank: integer('rank').notNull(),
    /** Hundredths of a point, 0..10000. */
    scoreHundredths: integer('score_hundredths').notNull(),
    reachesPassMark: boolean('reaches_pass_mark').notNull(),
    /** `winner` | `reserve` | `none`, proposed by rank. */
    place: text('place').notNull(),
    /** Averages per criterion and values of the tie-breakers used. */
    evidence: jsonb('evidence').notNull(),
    frozenAt: instant('frozen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.applicationId] })],
);
