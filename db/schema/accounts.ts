/** People, the bodies and enterprises they act for, and what they may do there. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Columns that the account library reads and writes; it names the properties. */
export const users = pgTable('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  locale: text('locale').notNull().default('zh'),
  twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    expiresAt: instant('expires_at').notNull(),
    token: text('token').notNull().unique(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [index().on(table.userId)],
);

export const accounts = pgTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [index().on(table.userId)],
);

export const verifications = pgTable(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [index().on(table.identifier)],
);

export const twoFactors = pgTable(
  'two_factors',
  {
    id: text('id').primaryKey(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: instant('locked_until'),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [index().on(table.userId)],
);

/** One-time codes already used: the same TOTP code is never accepted twice (RFC 6238 §5.2). */
export const usedCodes = pgTable(
  'used_codes',
  {
    userId: text('user_id').notNull(),
    code: text('code').notNull(),
    usedAt: instant('used_at').notNull().defaultNow(),
  },
  (table) => [unique().on(table.userId, table.code)],
);

export const bodies = pgTable('bodies', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  divisionCode: text('division_code'),
});

export const enterprises = pgTable(
  'enterprises',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    name: text('name').notNull(),
    /** `uscc` (GB 32100) or `orgCode2010` (GB 11714 with registration number), upper case without hyphens. */
    identifierScheme: text('identifier_scheme').notNull(),
    identifier: text('identifier').notNull().unique(),
    /** Evidence for a code that fails its check digit: `{ reason, evidence, grantedAt }`. */
    identifierOverride: jsonb('identifier_override'),
    kind: text('kind').notNull(),
    recommendingBodyId: text('recommending_body_id')
      .notNull()
      .references(() => bodies.id),
    /** Remaining profile fields of spec `enterprise`. */
    profile: jsonb('profile').notNull().default({}),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  () => [index('enterprises_name_pairs').using('gin', sql`text_pairs(name)`)],
);

/** Who may act as what: a role in a body, in an enterprise, or alone. Revoked rows stay. */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role').notNull(),
    bodyId: text('body_id').references(() => bodies.id),
    enterpriseId: uuid('enterprise_id').references(() => enterprises.id),
    grantedBy: text('granted_by'),
    grantedAt: instant('granted_at').notNull().defaultNow(),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (table) => [
    index().on(table.userId).where(sql`revoked_at is null`),
    index().on(table.enterpriseId).where(sql`revoked_at is null`),
    index('role_grants_memberships').on(table.userId, table.enterpriseId).where(sql`enterprise_id is not null`),
    uniqueIndex('role_grants_live')
      .on(table.userId, table.role, sql`coalesce(body_id, '')`, sql`coalesce(enterprise_id::text, '')`)
      .where(sql`revoked_at is null`),
  ],
);

/** Leave of an officer, by a role in a body, and who decides meanwhile what the officer has claimed. Rows are never deleted. */
export const leaves = pgTable(
  'leaves',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role').notNull(),
    bodyId: text('body_id')
      .notNull()
      .references(() => bodies.id),
    deputyId: text('deputy_id')
      .notNull()
      .references(() => users.id),
    /** First and last day in Beijing; the instants are 00:00 of the first and 24:00 of the last. */
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    reason: text('reason').notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
    revokeReason: text('revoke_reason'),
  },
  (table) => [
    index('leaves_user').on(table.userId, table.endsAt).where(sql`revoked_at is null`),
    index('leaves_deputy').on(table.deputyId, table.endsAt).where(sql`revoked_at is null`),
    check('leaves_order', sql`ends_on >= starts_on`),
    check('leaves_two_people', sql`deputy_id <> user_id`),
  ],
);

/** A member invited by mail who has no account yet; becomes a grant at sign-up. */
export const memberInvitations = pgTable(
  'member_invitations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enterpriseId: uuid('enterprise_id')
      .notNull()
      .references(() => enterprises.id),
    email: text('email').notNull(),
    role: text('role').notNull(),
    invitedBy: text('invited_by').notNull(),
    invitedAt: instant('invited_at').notNull().defaultNow(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index().on(table.email)],
);
