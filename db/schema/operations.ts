/** The operator's room: steps that fail, and what the nightly check found. */
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A workflow's step that fails and is repeated; the row goes when it succeeds. */
export const stepFailures = pgTable(
  'step_failures',
  {
    workflowId: text('workflow_id').notNull(),
    /** Name of the activity. */
    step: text('step').notNull(),
    caseId: uuid('case_id'),
    attempts: integer('attempts').notNull(),
    /** SQLSTATE of a refusal by the database, else the error's name. */
    errorClass: text('error_class').notNull(),
    error: text('error').notNull(),
    since: instant('since').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [primaryKey({ name: 'step_failures_pk', columns: [table.workflowId, table.step] })],
);

export const invariantRuns = pgTable(
  'invariant_runs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** `nightly` | `manual`. */
    occasion: text('occasion').notNull(),
    actorId: text('actor_id'),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at').notNull(),
    /** Invariants that do not hold, or could not be checked. */
    broken: integer('broken').notNull(),
    /** `InvariantResult[]` of contracts. */
    results: jsonb('results').notNull(),
  },
  (table) => [index('invariant_runs_started').on(table.startedAt)],
);
