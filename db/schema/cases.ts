/** The case, its slip, tasks, facts (the audit chain) and the outbox. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const cases = pgTable('cases', {
  id: uuid('id').primaryKey().defaultRandom(),
  kind: text('kind').notNull(),
  /** Count of facts; raised by each. */
  version: integer('version').notNull().default(0),
  /** Hash of the latest fact: the next one is chained to it. */
  headHash: bytea('head_hash').notNull().default(sql`'\\x'::bytea`),
  /** Routing slip: `{ desks: Desk[] }`, null where no slip runs. */
  slip: jsonb('slip'),
  /** Index of the desk that holds the case; equals the number of desks once passed. */
  desk: integer('desk'),
  /** `running` | `halted` | `passed` | null. */
  slipState: text('slip_state'),
  /** What halted the slip: `{ effect, outcome, taskId, desk }`. */
  halt: jsonb('halt'),
  /** Rehearsal clock: milliseconds of one working day; null is the legal clock. */
  workingDayMs: integer('working_day_ms'),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** Facts are only added. Each carries the hash of its predecessor (`db/migrations`, function `record_fact`). */
export const facts = pgTable(
  'facts',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    version: integer('version').notNull(),
    kind: text('kind').notNull(),
    actorId: text('actor_id'),
    at: instant('at').notNull(),
    payload: jsonb('payload').notNull(),
    prevHash: bytea('prev_hash').notNull(),
    hash: bytea('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.version] })],
);

/** Every interval the heads of all chains are put under one Merkle root, signed with a key kept outside the database. */
export const auditSeals = pgTable('audit_seals', {
  no: integer('no').primaryKey(),
  sealedAt: instant('sealed_at').notNull(),
  chains: integer('chains').notNull(),
  factsTotal: bigint('facts_total', { mode: 'number' }).notNull(),
  root: bytea('root').notNull(),
  prevRoot: bytea('prev_root').notNull(),
  signature: bytea('signature').notNull(),
  /** Heads under the root: `[[caseId, version, hashHex], …]` of the chains that moved since the previous seal. */
  heads: jsonb('heads').notNull(),
});

/** Latest sealed head of each chain: tells the next seal what moved. Verification does not trust it, it reads the seals. */
export const auditSealedHeads = pgTable('audit_sealed_heads', {
  caseId: uuid('case_id').primaryKey(),
  version: integer('version').notNull(),
});

export const tasks = pgTable(
  'tasks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    roundId: uuid('round_id').notNull(),
    step: text('step').notNull(),
    /** Role that may act; `enterpriseSigner` for a correction. */
    role: text('role').notNull(),
    bodyId: text('body_id'),
    enterpriseId: uuid('enterprise_id'),
    /** The only person who may act, where a task is personal (an expert's score). */
    assigneeId: text('assignee_id'),
    claimedBy: text('claimed_by'),
    claimedAt: instant('claimed_at'),
    status: text('status').notNull().default('open'),
    /** Desk index on the slip, null off the slip. */
    desk: integer('desk'),
    /** Outcomes on offer: `DeskOutcome[]`. */
    outcomes: jsonb('outcomes').notNull(),
    outcome: text('outcome'),
    reason: text('reason'),
    /** Marks of a correction, minutes of a deliberation … */
    payload: jsonb('payload').notNull().default({}),
    /** Version of the application's content that the task is about. */
    contentVersion: integer('content_version').notNull().default(0),
    openedAt: instant('opened_at').notNull(),
    /** Working days given: the deadline is computed again from them when a provisional year is published. */
    workingDays: integer('working_days').notNull(),
    remindBeforeWorkingDays: integer('remind_before_working_days').notNull(),
    dueAt: instant('due_at').notNull(),
    dueProvisional: text('due_provisional'),
    remindAt: instant('remind_at'),
    remindedAt: instant('reminded_at'),
    overdueAt: instant('overdue_at'),
    /** Set when it is marked late: the instant at which the body's supervisor is told. */
    escalateAt: instant('escalate_at'),
    escalatedAt: instant('escalated_at'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    /** Who had claimed it, where a deputy decided. */
    decidedFor: text('decided_for'),
    /** Since when nobody of the body may take it; null while somebody may. */
    strandedAt: instant('stranded_at'),
  },
  (table) => [
    index().on(table.caseId),
    index('tasks_queue').on(table.role, table.bodyId, table.status, table.dueAt),
    index('tasks_assignee').on(table.assigneeId, table.status, table.dueAt),
    index('tasks_round').on(table.roundId, table.step, table.status),
    index('tasks_enterprise').on(table.enterpriseId, table.status),
    index('tasks_done').on(table.role, table.bodyId, table.decidedAt).where(sql`status = 'done'`),
    index('tasks_stranded').on(table.strandedAt).where(sql`stranded_at is not null`),
  ],
);

/** What Temporal must still hear. Rows are removed once signalled; a crash in between signals twice, which is harmless. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    kind: text('kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Refusals of this row by the workflow engine; its being away does not count. */
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    retryAfter: instant('retry_after'),
    /** Refused again and again: waits for the operator. */
    parkedAt: instant('parked_at'),
  },
  (table) => [index('outbox_parked').on(table.parkedAt).where(sql`parked_at is not null`)],
);
