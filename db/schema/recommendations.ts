/** A district's order of its applications, and the summaries it issued. */
import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, pgView, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { bodies } from './accounts.ts';
import { applications } from './applications.ts';
import { cases } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Version of a body's order in a round: 0 before it was saved for the first time. */
export const recommendationLists = pgTable(
  'recommendation_lists',
  {
    roundId: uuid('round_id')
      .notNull()
      .references(() => cases.id),
    bodyId: text('body_id')
      .notNull()
      .references(() => bodies.id),
    version: integer('version').notNull(),
    savedBy: text('saved_by'),
    savedAt: instant('saved_at'),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.bodyId] })],
);

/** Rank (null while not ranked) and opinion of one application; officers read them, applicants never. */
export const recommendationRanks = pgTable(
  'recommendation_ranks',
  {
    applicationId: uuid('application_id')
      .primaryKey()
      .references(() => applications.caseId),
    roundId: uuid('round_id').notNull(),
    bodyId: text('body_id').notNull(),
    rank: integer('rank'),
    opinion: text('opinion'),
  },
  (table) => [unique('recommendation_ranks_unique').on(table.roundId, table.bodyId, table.rank)],
);

/** 汇总表 as issued: rows are never changed, a later state is a new number. */
export const recommendationSummaries = pgTable(
  'recommendation_summaries',
  {
    roundId: uuid('round_id')
      .notNull()
      .references(() => cases.id),
    bodyId: text('body_id')
      .notNull()
      .references(() => bodies.id),
    no: integer('no').notNull(),
    number: text('number').notNull().unique(),
    /** `interim` | `final`. */
    kind: text('kind').notNull(),
    content: jsonb('content').notNull(),
    canonical: text('canonical').notNull(),
    sha256: text('sha256').notNull(),
    issuedBy: text('issued_by').notNull(),
    issuedAt: instant('issued_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.bodyId, table.no] })],
);

/** Places of a body's quota in use. */
export const recommendedPlaces = pgView('recommended_places', {
  roundId: uuid('round_id'),
  bodyId: text('body_id'),
  categoryNo: integer('category_no'),
  applicationId: uuid('application_id'),
}).as(sql`
  select a.round_id, a.recommending_body_id as body_id, a.category_no, a.case_id as application_id
  from applications a join cases c on c.id = a.case_id join rounds r on r.case_id = a.round_id
  where c.desk > r.recommending_desk and a.status not in ('withdrawn', 'deemedWithdrawn')`);
