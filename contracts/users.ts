/** What the operator does with accounts. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import { LOCALES, ROLES } from './vocabulary.ts';

const bodyId = z.string().min(1).max(60);
export const GiveRole = z.strictObject({ role: z.enum(ROLES), bodyId: bodyId.nullish() });

export const ExpertDetails = z.strictObject({
  title: personText(100),
  employer: personText(100),
  /** Identifier of the employer where it has one: conflicts of interest are found by it. */
  employerIdentifier: personText(30).nullish(),
  /** Category keys of the programme. */
  fields: z.array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)).max(50),
  /** Identifiers or names of enterprises that the expert declared to be tied to: never drawn for them. */
  declared: z.array(personText(100)).max(100).default([]),
});

export const CreateUser = z
  .strictObject({
    name: personText(100),
    email: z.email().max(200).toLowerCase(),
    locale: z.enum(LOCALES).default('zh'),
    roles: z.array(GiveRole).min(1).max(10),
    expert: ExpertDetails.optional(),
  })
  .refine(({ roles, expert }) => expert !== undefined || roles.every(({ role }) => role !== 'expert'), {
    path: ['expert'],
    message: 'expertDetailsMissing',
  });

export const UserGrant = z.object({
  id: uuid,
  role: z.enum(ROLES),
  body: z.object({ id: z.string(), name: Bilingual }).nullable(),
  enterprise: z.object({ id: uuid, name: z.string() }).nullable(),
  grantedAt: isoInstant,
});
export const UserView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  locale: z.enum(LOCALES),
  twoFactorEnabled: z.boolean(),
  grants: z.array(UserGrant),
  expert: ExpertDetails.extend({ active: z.boolean() }).nullable(),
  liveSessions: z.number().int(),
  /** Mail to this address comes back since then. */
  mailBouncesSince: isoInstant.nullable(),
  createdAt: isoInstant,
});
export type UserView = z.infer<typeof UserView>;
export const UserPage = pageOf(UserView);
export const UserListQuery = PageQuery.extend({
  /** Part of the name or of the e-mail. */
  q: personText(100).optional(),
  role: z.enum(ROLES).optional(),
  bodyId: bodyId.optional(),
});
export const UserParams = z.object({ userId: z.string().min(1).max(64) });
export const GrantParams = z.object({ userId: z.string().min(1).max(64), grantId: uuid });
export const CreatedUser = z.object({ id: z.string() });
export const RoleGiven = z.object({ id: uuid });
export const SessionsRevoked = z.object({ revoked: z.number().int() });
