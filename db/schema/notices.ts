/** Public notices with their lines, objections, results and what reverses them. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import { cases } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const notices = pgTable(
  'notices',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    roundId: uuid('round_id').notNull(),
    /** `first` of the round, `reserve` for one promoted, `amended` after an objection upheld in part. */
    kind: text('kind').notNull().default('first'),
    /** The lines as they were published: `{ categoryNo, applicationId | null, place, projectName, parties[], scoreHundredths }[]`. */
    items: jsonb('items').notNull(),
    publishedAt: instant('published_at').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    workingDays: integer('working_days').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [index().on(table.roundId)],
);

/** One line of a notice and what became of it (`domain/notice-items.ts`). */
export const noticeItems = pgTable(
  'notice_items',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    roundId: uuid('round_id').notNull(),
    /** Null for a reserve that was passed over and for a place left open without a further notice. */
    noticeId: uuid('notice_id'),
    no: integer('no').notNull(),
    categoryNo: integer('category_no').notNull(),
    /** Place within the category, from 1; whoever follows in it keeps the number. */
    slot: integer('slot').notNull(),
    /** `winner` | `leftOpen`. */
    kind: text('kind').notNull(),
    applicationId: uuid('application_id'),
    projectName: text('project_name'),
    parties: jsonb('parties').notNull().default([]),
    scoreHundredths: integer('score_hundredths'),
    state: text('state').notNull(),
    /** False: the place stays empty (a reversal may say so). */
    fill: boolean('fill').notNull().default(true),
    /** The line whose place this one takes. */
    replaces: uuid('replaces'),
    reason: text('reason'),
    /** `{ note, projectName | null }` of an objection upheld in part. */
    amendment: jsonb('amendment'),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [
    index('notice_items_round').on(table.roundId, table.state),
    index('notice_items_notice').on(table.noticeId),
    index('notice_items_application').on(table.applicationId),
    uniqueIndex('notice_items_one_successor').on(table.replaces),
  ],
);

export const results = pgTable(
  'results',
  {
    roundId: uuid('round_id').notNull(),
    categoryNo: integer('category_no').notNull(),
    /** 1 for the first winner of the category; a policy may name several. */
    place: integer('place').notNull().default(1),
    /** 1, and one more for each result that follows one reversed or renounced. */
    issue: integer('issue').notNull().default(1),
    /** `winner` | `leftOpen`. */
    outcome: text('outcome').notNull(),
    applicationId: uuid('application_id'),
    reason: text('reason'),
    publishedAt: instant('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
    /** `valid` | `revoked` | `renounced`. */
    state: text('state').notNull().default('valid'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
    endDocumentNo: text('end_document_no'),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.categoryNo, table.place, table.issue] })],
);

/** Who objects is known to the handler, the objector and the auditor only. */
export const objections = pgTable(
  'objections',
  {
    caseId: uuid('case_id')
      .primaryKey()
      .references(() => cases.id),
    no: text('no').notNull().unique(),
    roundId: uuid('round_id').notNull(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => noticeItems.id),
    status: text('status').notNull().default('open'),
    objectorId: text('objector_id').notNull(),
    realName: text('real_name').notNull(),
    mobile: text('mobile').notNull(),
    enterpriseId: uuid('enterprise_id'),
    statement: text('statement').notNull(),
    filedAt: instant('filed_at').notNull(),
    handlerId: text('handler_id'),
    takenAt: instant('taken_at'),
    /** To the objector. */
    reason: text('reason'),
    /** To the enterprise concerned and the public. */
    publicReason: text('public_reason'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (table) => [
    index('objections_item').on(table.itemId, table.status),
    index('objections_objector').on(table.objectorId),
    index('objections_round').on(table.roundId, table.status),
  ],
);

/** Files of objections; without one while their uploader has not filed it yet. */
export const objectionFiles = pgTable(
  'objection_files',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    objectionId: uuid('objection_id'),
    /** `statement`: the signed or sealed objection · `evidence`. */
    kind: text('kind').notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    scan: text('scan').notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
  },
  (table) => [
    index('objection_files_objection').on(table.objectionId),
    index('objection_files_uploader').on(table.uploadedBy).where(sql`objection_id is null`),
  ],
);

export const reversals = pgTable(
  'reversals',
  {
    caseId: uuid('case_id')
      .primaryKey()
      .references(() => cases.id),
    applicationId: uuid('application_id').notNull(),
    roundId: uuid('round_id').notNull(),
    /** `revokeAward` | `reopenRefusal`. */
    kind: text('kind').notNull(),
    /** The old decision: `{ step, outcome, taskId, decidedAt }`. */
    reverses: jsonb('reverses').notNull(),
    reason: text('reason').notNull(),
    documentNo: text('document_no').notNull(),
    fillPlace: boolean('fill_place').notNull(),
    /** `proposed` | `approved` | `rejected`. */
    state: text('state').notNull().default('proposed'),
    proposedBy: text('proposed_by').notNull(),
    proposedAt: instant('proposed_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
  },
  (table) => [
    index('reversals_application').on(table.applicationId),
    uniqueIndex('reversals_one_proposed').on(table.applicationId).where(sql`state = 'proposed'`),
  ],
);
