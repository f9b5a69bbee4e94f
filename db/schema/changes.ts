/** Changes of member (变更) after the award. */
import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { enterprises } from './accounts.ts';
import { applications } from './applications.ts';
import { cases, tasks } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const memberChanges = pgTable(
  'member_changes',
  {
    caseId: uuid('case_id')
      .primaryKey()
      .references(() => cases.id),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    leavingEnterpriseId: uuid('leaving_enterprise_id')
      .notNull()
      .references(() => enterprises.id),
    joiningEnterpriseId: uuid('joining_enterprise_id').references(() => enterprises.id),
    reason: text('reason').notNull(),
    shares: jsonb('shares').notNull(),
    status: text('status').notNull(),
    confirmBy: instant('confirm_by'),
    filedBy: text('filed_by').notNull(),
    filedAt: instant('filed_at').notNull(),
    answeredBy: text('answered_by'),
    answeredAt: instant('answered_at'),
    taskId: uuid('task_id').references(() => tasks.id),
    settledAt: instant('settled_at'),
    decisionReason: text('decision_reason'),
  },
  (table) => [
    uniqueIndex('member_changes_one_open').on(table.applicationId).where(sql`status in ('confirming', 'deciding')`),
    check(
      'member_changes_status_check',
      sql`status in ('confirming', 'deciding', 'approved', 'refused', 'declined', 'lapsed', 'withdrawn', 'overtaken')`,
    ),
  ],
);
