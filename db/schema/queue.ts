/** Of the work queue: decisions over a whole filter, and saved views. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from './accounts.ts';
import { tasks } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A dry run and its execution; the id is the token. */
export const bulkDecisions = pgTable(
  'bulk_decisions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    actorId: text('actor_id').notNull(),
    filter: jsonb('filter').notNull(),
    outcome: text('outcome').notNull(),
    reason: text('reason'),
    plannedAt: instant('planned_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [index('bulk_decisions_actor').on(table.actorId, table.plannedAt)],
);

/** One task of the frozen set with the content that was seen. */
export const bulkDecisionItems = pgTable(
  'bulk_decision_items',
  {
    bulkId: uuid('bulk_id')
      .notNull()
      .references(() => bulkDecisions.id, { onDelete: 'cascade' }),
    no: integer('no').notNull(),
    taskId: uuid('task_id')
      .notNull()
      .references(() => tasks.id),
    caseId: uuid('case_id').notNull(),
    contentVersion: integer('content_version').notNull(),
    /** `ready` | `refused` | `recorded` | `skipped` | `leftOut`. */
    state: text('state').notNull(),
    problem: jsonb('problem'),
    decidedAt: instant('decided_at'),
  },
  (table) => [
    primaryKey({ columns: [table.bulkId, table.no] }),
    index('bulk_decision_items_state').on(table.bulkId, table.state, table.no),
  ],
);

export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    filter: jsonb('filter').notNull(),
    isDefault: boolean('is_default').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('saved_views_name').on(table.userId, sql`lower(${table.name})`),
    uniqueIndex('saved_views_default').on(table.userId).where(sql`is_default`),
  ],
);
