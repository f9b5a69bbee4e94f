/** The person who is signed in, and the inbox. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import { BODY_KINDS, LOCALES, ROLES } from './vocabulary.ts';

export const BodyView = z.object({
  id: z.string(),
  kind: z.enum(BODY_KINDS),
  name: Bilingual,
  divisionCode: z.string().nullable(),
});
export const Bodies = z.object({ items: z.array(BodyView) });

export const MeGrant = z.object({
  role: z.enum(ROLES),
  body: z.object({ id: z.string(), name: Bilingual }).nullable(),
  enterprise: z.object({ id: uuid, name: z.string() }).nullable(),
});
export const Me = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    locale: z.enum(LOCALES),
    twoFactorEnabled: z.boolean(),
  }),
  grants: z.array(MeGrant),
  /** Actions of the permission table that some role of the person may do to some object: what menus show. */
  allowed: z.array(z.string()),
  /** A role of the person works only after a second factor is set up. */
  needsSecondFactor: z.boolean(),
  unreadMessages: z.number().int(),
  /** Mail to this person comes back since then; null where it arrives. */
  mailBounces: z.object({ since: isoInstant, diagnostic: z.string() }).nullable(),
});
export type Me = z.infer<typeof Me>;

export const UpdateMe = z
  .strictObject({ name: personText(100).optional(), locale: z.enum(LOCALES).optional() })
  .refine((change) => change.name !== undefined || change.locale !== undefined, { message: 'nothingToChange' });

export const InboxQuery = PageQuery.extend({ unread: z.enum(['true', 'false']).optional() });
export const InboxMessage = z.object({
  id: uuid,
  template: z.string(),
  subject: z.string(),
  body: z.string(),
  caseId: uuid.nullable(),
  /** Where it leads, relative to the base URL. */
  link: z.string().nullable(),
  createdAt: isoInstant,
  readAt: isoInstant.nullable(),
});
export const InboxPage = pageOf(InboxMessage).extend({ unread: z.number().int() });
export const InboxParams = z.object({ messageId: uuid });
export const InboxRead = z.object({ id: uuid, readAt: isoInstant });
export const Nothing = z.strictObject({});
export const Done = z.object({ ok: z.literal(true) });
