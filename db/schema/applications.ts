/** Joint applications: parties, sections, frozen content, signatures, submissions, attachments. */
import { sql } from 'drizzle-orm';
import {
  bigint,
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
import { bodies, enterprises } from './accounts.ts';
import { cases } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const applications = pgTable(
  'applications',
  {
    caseId: uuid('case_id')
      .primaryKey()
      .references(() => cases.id),
    roundId: uuid('round_id').notNull(),
    categoryNo: integer('category_no').notNull(),
    leadEnterpriseId: uuid('lead_enterprise_id')
      .notNull()
      .references(() => enterprises.id),
    recommendingBodyId: text('recommending_body_id')
      .notNull()
      .references(() => bodies.id),
    projectName: text('project_name'),
    status: text('status').notNull().default('draft'),
    /** Number of submissions so far; 0 while a draft. */
    contentVersion: integer('content_version').notNull().default(0),
    /** Latest frozen content, null while open for editing. */
    frozenNo: integer('frozen_no'),
    receiptNo: text('receipt_no').unique(),
    submittedAt: instant('submitted_at'),
    settledAt: instant('settled_at'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    // A lead leads at most one live consortium per category of a round.
    uniqueIndex('applications_one_lead_per_category')
      .on(table.roundId, table.categoryNo, table.leadEnterpriseId)
      .where(sql`status not in ('withdrawn', 'expired', 'refused', 'deemedWithdrawn')`),
    index().on(table.leadEnterpriseId),
    index('applications_round').on(table.roundId, table.status, table.categoryNo),
    index('applications_category_of_round').on(table.roundId, table.categoryNo),
    index('applications_project_name').on(sql`comparable_text(project_name)`),
    index('applications_body').on(table.recommendingBodyId, table.status),
    index('applications_project_name_pairs').using('gin', sql`text_pairs(project_name)`),
    index('applications_receipt_no_pairs').using('gin', sql`text_pairs(receipt_no)`),
    ...[
      index('applications_by_submission').on(table.submittedAt, table.caseId),
      index('applications_by_creation').on(table.createdAt, table.caseId),
      index('applications_by_project_name').on(table.projectName, table.caseId),
      index('applications_by_status').on(table.status, table.submittedAt, table.caseId),
      index('applications_by_category').on(table.categoryNo, table.submittedAt, table.caseId),
      index('applications_of_body_by_submission').on(table.recommendingBodyId, table.submittedAt, table.caseId),
      index('applications_of_body_by_creation').on(table.recommendingBodyId, table.createdAt, table.caseId),
    ].map((ordered) => ordered.where(sql`content_version > 0`)),
  ],
);

export const applicationParties = pgTable(
  'application_parties',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    enterpriseId: uuid('enterprise_id')
      .notNull()
      .references(() => enterprises.id),
    /** `lead` | `partner`. */
    role: text('role').notNull(),
    status: text('status').notNull(),
    shareBp: integer('share_bp').notNull().default(0),
    invitedAt: instant('invited_at').notNull(),
    confirmBy: instant('confirm_by'),
    answeredAt: instant('answered_at'),
    answeredBy: text('answered_by'),
    /** When and why it left before the submission: removed by the lead or withdrawn by itself. */
    departedAt: instant('departed_at'),
    departureReason: text('departure_reason'),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.enterpriseId] }), index().on(table.enterpriseId)],
);

/** One row a section and party; `enterpriseId` is the nil UUID for shared sections. Each has its own version to merge by. */
export const formSections = pgTable(
  'form_sections',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    section: text('section').notNull(),
    enterpriseId: uuid('enterprise_id').notNull(),
    data: jsonb('data').notNull(),
    version: integer('version').notNull().default(1),
    savedBy: text('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.section, table.enterpriseId] })],
);

/** The text all parties sign: canonical JSON and its SHA-256. Rows are never changed. */
export const frozenContents = pgTable(
  'frozen_contents',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    no: integer('no').notNull(),
    content: jsonb('content').notNull(),
    canonical: text('canonical').notNull(),
    sha256: text('sha256').notNull(),
    frozenBy: text('frozen_by').notNull(),
    frozenAt: instant('frozen_at').notNull(),
    /** One hash for each long text of the common part: copies are found by them. */
    coreTexts: text('core_texts').array().notNull().generatedAlwaysAs(sql`core_texts(content)`),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.no] }),
    index('frozen_contents_core_texts').using('gin', table.coreTexts),
  ],
);

export const signatures = pgTable(
  'signatures',
  {
    applicationId: uuid('application_id').notNull(),
    frozenNo: integer('frozen_no').notNull(),
    enterpriseId: uuid('enterprise_id')
      .notNull()
      .references(() => enterprises.id),
    signerId: text('signer_id').notNull(),
    sha256: text('sha256').notNull(),
    signedAt: instant('signed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.frozenNo, table.enterpriseId] })],
);

export const submissions = pgTable(
  'submissions',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    /** 1 for the first submission, +1 for each correction. */
    contentVersion: integer('content_version').notNull(),
    frozenNo: integer('frozen_no').notNull(),
    submittedBy: text('submitted_by').notNull(),
    submittedAt: instant('submitted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.contentVersion] })],
);

export const attachments = pgTable(
  'attachments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.caseId),
    enterpriseId: uuid('enterprise_id').notNull(),
    slot: text('slot').notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    scan: text('scan').notNull(),
    /** tus upload that brought it: a repeated finish adds nothing. */
    uploadId: text('upload_id').notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
    removedAt: instant('removed_at'),
  },
  (table) => [index().on(table.applicationId), unique().on(table.uploadId)],
);

/** Officers' notes on a case; applicants never see them. */
export const comments = pgTable(
  'comments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    authorId: text('author_id').notNull(),
    bodyId: text('body_id'),
    text: text('text').notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  (table) => [index().on(table.caseId)],
);
