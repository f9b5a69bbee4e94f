/** What holds a consortium together: invitations by mail and the agreement that all sign. */
import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { enterprises } from './accounts.ts';
import { applications } from './applications.ts';
import { bytea } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** 联合体协议 as it was printed; its SHA-256 stands in the frozen content. Rows are never changed. */
export const frozenAgreements = pgTable(
  'frozen_agreements',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    sha256: text('sha256').notNull(),
    data: jsonb('data').notNull(),
    pdf: bytea('pdf').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.sha256] }),
    check('frozen_agreements_sha256_check', sql`sha256 ~ '^[0-9a-f]{64}$'`),
  ],
);

/** To whoever has not registered an enterprise yet. Only the hash of the one-time token is kept. */
export const partyMailInvitations = pgTable(
  'party_mail_invitations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    email: text('email').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    status: text('status').notNull().default('open'),
    invitedBy: text('invited_by').notNull(),
    invitedAt: instant('invited_at').notNull(),
    confirmBy: instant('confirm_by').notNull(),
    settledAt: instant('settled_at'),
    settledBy: text('settled_by'),
    /** The enterprise that took it. */
    enterpriseId: uuid('enterprise_id').references(() => enterprises.id),
  },
  (table) => [
    uniqueIndex('party_mail_invitations_one_open').on(table.applicationId, table.email).where(sql`status = 'open'`),
    index('party_mail_invitations_lapse').on(table.confirmBy).where(sql`status = 'open'`),
    check('party_mail_invitations_status_check', sql`status in ('open', 'confirmed', 'declined', 'revoked', 'lapsed')`),
  ],
);
