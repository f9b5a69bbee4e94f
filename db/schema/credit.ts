/** The register of trustworthy (守信) and untrustworthy (失信) enterprises, and what checks against it found. */
import { sql } from 'drizzle-orm';
import { boolean, check, date, index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { applications } from './applications.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Rows are entered and revoked, never changed or deleted: what held on a day stays answerable. */
export const creditRecords = pgTable(
  'credit_records',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** `uscc` or organisation code, upper case without hyphens. */
    identifier: text('identifier').notNull(),
    organisationCode: text('organisation_code').notNull().generatedAlwaysAs(sql`organisation_code(identifier)`),
    name: text('name').notNull(),
    /** `trustworthy` | `untrustworthy`. */
    kind: text('kind').notNull(),
    source: text('source').notNull(),
    documentNo: text('document_no').notNull(),
    reason: text('reason').notNull(),
    /** First and last day in Beijing; null is open. */
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull(),
    revokedBy: text('revoked_by'),
    revokedAt: instant('revoked_at'),
    revokeReason: text('revoke_reason'),
  },
  (table) => [
    uniqueIndex('credit_records_live')
      .on(table.organisationCode, table.kind, table.documentNo)
      .where(sql`revoked_at is null`),
    index('credit_records_entered').on(table.enteredAt),
    check('credit_records_kind', sql`kind in ('trustworthy', 'untrustworthy')`),
    check('credit_records_validity', sql`valid_to is null or valid_to >= valid_from`),
  ],
);

/** Outcome of one check of all parties, kept as it was found. Rows are never changed. */
export const creditChecks = pgTable(
  'credit_checks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    /** `recommendation` | `notice` | `reservePromotion` | `payment`. */
    purpose: text('purpose').notNull(),
    checkedAt: instant('checked_at').notNull(),
    clear: boolean('clear').notNull(),
    hits: jsonb('hits').notNull(),
    /** Null where a process checked by itself. */
    checkedBy: text('checked_by'),
  },
  (table) => [index('credit_checks_application').on(table.applicationId, table.checkedAt)],
);
