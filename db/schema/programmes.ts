/** Programme packs as loaded, and the legal calendar. */
import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

export const programmes = pgTable(
  'programmes',
  {
    key: text('key').notNull(),
    version: integer('version').notNull(),
    pack: jsonb('pack').notNull(),
    loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.key, table.version] })],
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
