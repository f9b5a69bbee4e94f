/** Documents with legal weight: certificates and result letters. Their content is frozen by triggers (`db/migrations`). */
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { applications } from './applications.ts';
import { rounds } from './rounds.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const certificates = pgTable(
  'certificates',
  {
    number: text('number').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    roundId: uuid('round_id')
      .notNull()
      .references(() => rounds.caseId),
    categoryNo: integer('category_no').notNull(),
    /** `CertificateContent`. */
    content: jsonb('content').notNull(),
    canonical: text('canonical').notNull(),
    sha256: text('sha256').notNull(),
    /** Printed on the paper: tells it from one that was made up. */
    code: text('code').notNull(),
    issuedAt: instant('issued_at').notNull(),
    issuedBy: text('issued_by'),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
    revokeReason: text('revoke_reason'),
  },
  (table) => [
    index('certificates_application').on(table.applicationId),
    uniqueIndex('certificates_one_valid').on(table.applicationId).where(sql`revoked_at is null`),
    index('certificates_issued').on(table.issuedAt.desc().nullsFirst()),
    check('certificates_revoked_whole', sql`(revoked_at is null) = (revoke_reason is null)`),
  ],
);

/** Last number given in a series, e.g. the certificates of one year and category. */
export const documentSerials = pgTable('document_serials', {
  series: text('series').primaryKey(),
  last: integer('last').notNull(),
});

/** One letter for each result that an application had; written at the commit of the result. */
export const resultLetters = pgTable(
  'result_letters',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    no: integer('no').notNull(),
    number: text('number').notNull().unique(),
    caseVersion: integer('case_version').notNull(),
    decision: text('decision').notNull(),
    /** `LetterContent`. */
    content: jsonb('content').notNull(),
    sha256: text('sha256').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.no] }),
    unique().on(table.applicationId, table.caseVersion),
  ],
);
