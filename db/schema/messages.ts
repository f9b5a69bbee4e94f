/** Messages to people, idempotency keys and rate limits. */
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

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
    /** `pending` | `sent` | `kept` (no SMTP server) | `failed`. */
    mailStatus: text('mail_status').notNull().default('pending'),
    mailAttempts: integer('mail_attempts').notNull().default(0),
    mailError: text('mail_error'),
    mailedAt: instant('mailed_at'),
  },
  (table) => [
    unique().on(table.dedupeKey),
    index('messages_inbox').on(table.userId, table.createdAt),
    index('messages_mail').on(table.mailStatus, table.createdAt),
  ],
);

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
