/** Messages to people, idempotency keys and rate limits. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  time,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from './accounts.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** One message to one person: the inbox shows it, mail carries it. */
export const messages = pgTable(
  'messages',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** Null for people without an account (invitations by mail). */
    userId: text('user_id'),
    email: text('email').notNull(),
    locale: text('locale').notNull(),
    template: text('template').notNull(),
    /** Values of the template. */
    values: jsonb('values').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    caseId: uuid('case_id'),
    /** Where the button leads, relative to the base URL. */
    link: text('link'),
    /** Same key, same message: a repeated fact sends nothing again. */
    dedupeKey: text('dedupe_key').notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
    /** `MAIL_STATUSES` of contracts. */
    mailStatus: text('mail_status').notNull().default('pending'),
    mailAttempts: integer('mail_attempts').notNull().default(0),
    mailError: text('mail_error'),
    mailedAt: instant('mailed_at'),
    /** End of the quiet hours it was written in; null: at once. */
    sendAfter: instant('send_after'),
    /** The daily digest that carries it; null: a mail of its own. */
    digestId: uuid('digest_id'),
  },
  (table) => [
    unique().on(table.dedupeKey),
    index('messages_inbox').on(table.userId, table.createdAt),
    index('messages_mail').on(table.mailStatus, table.createdAt),
    index('messages_digest').on(table.digestId).where(sql`digest_id is not null`),
    index('messages_held').on(sql`lower(${table.email})`).where(sql`mail_status = 'held'`),
  ],
);

/** How a person wants mail; no row: immediately. */
export const messagePreferences = pgTable('message_preferences', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** `immediate` | `daily` | `none`. */
  mode: text('mode').notNull(),
  /** Hour of the day in Beijing at which the digest leaves, 0..23. */
  digestHour: integer('digest_hour').notNull(),
  /** Quiet hours in Beijing; both or neither. */
  quietFrom: time('quiet_from'),
  quietTo: time('quiet_to'),
  updatedAt: instant('updated_at').notNull(),
});

/** One mail with a day's messages of a person. While `closedAt` is null it collects; a person has one such at most. */
export const digests = pgTable(
  'digests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: text('user_id').notNull(),
    dueAt: instant('due_at').notNull(),
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('digests_open').on(table.userId).where(sql`closed_at is null`)],
);

/** Addresses that refused mail for good, in lower case. Mail to them is held until the mark is cleared. */
export const bouncingAddresses = pgTable('bouncing_addresses', {
  email: text('email').primaryKey(),
  since: instant('since').notNull(),
  /** `smtp` (refused while sending) | `dsn` (a report that came back). */
  source: text('source').notNull(),
  /** What the server said. */
  diagnostic: text('diagnostic').notNull(),
  messageId: uuid('message_id'),
});

/** A mutation's key, the hash of its request and the reply that every repetition gets. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    reply: jsonb('reply'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.actorId, table.key] }), index().on(table.createdAt)],
);

/** Columns that the rate limiter expects. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
});

/** The office's own words for a message. Rows are only added; the highest version is in use. */
export const messageTemplates = pgTable(
  'message_templates',
  {
    template: text('template').notNull(),
    locale: text('locale').notNull(),
    version: integer('version').notNull(),
    /** Null with `body`: back to the built-in text. */
    subject: text('subject'),
    body: text('body'),
    editedBy: text('edited_by').notNull(),
    editedAt: instant('edited_at').notNull(),
  },
  (table) => [primaryKey({ name: 'message_templates_pk', columns: [table.template, table.locale, table.version] })],
);
