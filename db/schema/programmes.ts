/** Versions of programmes, drafts of the next ones, and the legal calendar. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
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
import { rounds } from './rounds.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Rows are only added: rounds refer to what they were called under. */
export const programmes = pgTable(
  'programmes',
  {
    key: text('key').notNull(),
    version: integer('version').notNull(),
    pack: jsonb('pack').notNull(),
    /** When it was loaded from a file or published by the office. */
    loadedAt: instant('loaded_at').notNull().defaultNow(),
    /** `file` | `office`. */
    origin: text('origin').notNull().default('file'),
    /** Version that the pack's file gives itself; the office counts on from what is there. */
    fileVersion: integer('file_version'),
    /** False: a file that came after the office had published its own. It can be compared and started from. */
    inForce: boolean('in_force').notNull().default(true),
    note: text('note'),
    draftedBy: text('drafted_by').array().notNull().default(sql`'{}'`),
    publishedBy: text('published_by'),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.version] }),
    uniqueIndex('programmes_file_version').on(table.key, table.fileVersion),
    check('programmes_origin_check', sql`origin in ('file', 'office')`),
  ],
);

/** A draft of a programme's next version, or of a draft round's policy; content is a whole pack that may still have faults. */
export const designs = pgTable(
  'designs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    programmeKey: text('programme_key').notNull(),
    /** The draft round whose policy this is; null for the programme itself. */
    roundId: uuid('round_id').references(() => rounds.caseId),
    baseVersion: integer('base_version').notNull(),
    content: jsonb('content').notNull(),
    /** `editing` | `proposed` | `published` | `discarded`. */
    status: text('status').notNull().default('editing'),
    version: integer('version').notNull().default(1),
    note: text('note'),
    /** The version in force that the proposal replaces. */
    supersedes: integer('supersedes'),
    returnedReason: text('returned_reason'),
    /** Everyone who saved: none of them may publish a programme's version. */
    editors: text('editors').array().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
    proposedBy: text('proposed_by'),
    proposedAt: instant('proposed_at'),
    closedBy: text('closed_by'),
    closedAt: instant('closed_at'),
    publishedVersion: integer('published_version'),
  },
  (table) => [
    foreignKey({
      columns: [table.programmeKey, table.baseVersion],
      foreignColumns: [programmes.key, programmes.version],
    }),
    uniqueIndex('designs_open_programme')
      .on(table.programmeKey)
      .where(sql`round_id is null and status in ('editing', 'proposed')`),
    uniqueIndex('designs_open_round')
      .on(table.roundId)
      .where(sql`round_id is not null and status in ('editing', 'proposed')`),
    check('designs_status_check', sql`status in ('editing', 'proposed', 'published', 'discarded')`),
  ],
);

/** One row a day. `ordinal` counts the working days up to and including the day, so that adding days is one look-up. */
export const calendarDays = pgTable(
  'calendar_days',
  {
    day: date('day').primaryKey(),
    isWorking: boolean('is_working').notNull(),
    ordinal: integer('ordinal').notNull().default(0),
    /** True while the State Council has not published the year: Monday to Friday is assumed. */
    provisional: boolean('provisional').notNull(),
    note: text('note'),
  },
  (table) => [index('calendar_days_ordinal').on(table.ordinal).where(sql`is_working`)],
);
