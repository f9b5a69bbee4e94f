/** Enterprises, their profile (spec fields `enterprise`) and their members. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { Bilingual, fen, isoDate, isoInstant, personText, uuid } from './text.ts';
import { ENTERPRISE_KINDS, ENTERPRISE_ROLES } from './vocabulary.ts';

export const IDENTIFIER_SCHEMES = ['uscc', 'orgCode2010'] as const;
export const SIZE_CLASSES = ['large', 'medium', 'small', 'micro'] as const;
/** 国经贸中小企〔2003〕143号 (before 2011-06) or 工信部联企业〔2011〕300号. */
export const SIZE_STANDARDS = ['2003-143', '2011-300'] as const;

/** A code: the API judges it by domain/identifiers.ts and keeps its normal form. */
const code = personText(64);
const divisionCode = z.string().regex(/^\d{6}$/);
const count = z.number().int().min(0).max(10_000_000);

/** Fields may come one by one: what a call demands is judged by its form, not here. */
export const EnterpriseProfile = z
  .strictObject({
    registrationNumber: code.nullish(),
    legalRepresentative: personText(50, 2).nullish(),
    establishedOn: isoDate.nullish(),
    registeredCapitalFen: fen.min(1).nullish(),
    registeredAddress: personText(200).nullish(),
    registeredDivisionCode: divisionCode.nullish(),
    taxDistrict: divisionCode.nullish(),
    industryCategory: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .nullish(),
    sizeClass: z.enum(SIZE_CLASSES).nullish(),
    sizeStandard: z.enum(SIZE_STANDARDS).nullish(),
    isInKeyCluster: z.boolean().nullish(),
    staffTotal: count.nullish(),
    staffEcommerce: count.nullish(),
    platformUrls: z
      .array(z.url({ protocol: /^https?$/ }).max(300))
      .max(20)
      .nullish(),
    icpNumber: code.nullish(),
    /** Natural persons by name only; organisations with their code where it is known. */
    shareholders: z
      .array(z.strictObject({ name: personText(100), identifier: code.nullish() }))
      .max(50)
      .nullish(),
    contact: z
      .strictObject({ name: personText(50), mobile: code, email: z.email().max(200) })
      .partial()
      .nullish(),
    bank: z
      .strictObject({
        accountName: personText(100),
        bankName: personText(100),
        cnaps: code,
        account: code,
      })
      .partial()
      .nullish(),
  })
  .refine(
    ({ staffTotal, staffEcommerce }) => staffTotal == null || staffEcommerce == null || staffEcommerce <= staffTotal,
    {
      path: ['staffEcommerce'],
      message: 'notMoreThanStaffTotal',
    },
  );
export type EnterpriseProfile = z.infer<typeof EnterpriseProfile>;

const enterpriseName = personText(100, 2);
const bodyId = z.string().min(1).max(60);

export const RegisterEnterprise = z.strictObject({
  name: enterpriseName,
  identifier: z.strictObject({ scheme: z.enum(IDENTIFIER_SCHEMES), value: personText(30, 8) }),
  /** For a code that fails nothing but its check digit: why it is right all the same, and what shows it. */
  identifierOverride: z.strictObject({ reason: personText(300, 5), evidenceNote: personText(1000, 5) }).optional(),
  kind: z.enum(ENTERPRISE_KINDS),
  recommendingBodyId: bodyId,
  profile: EnterpriseProfile.default({}),
});

/** The identifier stays as registered. */
export const UpdateEnterprise = z.strictObject({
  name: enterpriseName,
  kind: z.enum(ENTERPRISE_KINDS),
  recommendingBodyId: bodyId,
  profile: EnterpriseProfile,
});

export const IdentifierOverride = z.object({
  reason: z.string(),
  evidenceNote: z.string(),
  claimedBy: z.string(),
  claimedAt: isoInstant,
  /** A city officer looked at the evidence. */
  confirmedBy: z.string().nullable(),
  confirmedAt: isoInstant.nullable(),
  note: z.string().nullable(),
});

export const EnterpriseView = z.object({
  id: uuid,
  name: z.string(),
  identifier: z.object({
    scheme: z.enum(IDENTIFIER_SCHEMES),
    value: z.string(),
    override: IdentifierOverride.nullable(),
  }),
  kind: z.enum(ENTERPRISE_KINDS),
  recommendingBody: z.object({ id: z.string(), name: Bilingual }),
  profile: z.record(z.string(), z.unknown()),
  version: z.number().int(),
  createdAt: isoInstant,
  updatedAt: isoInstant,
});
export type EnterpriseView = z.infer<typeof EnterpriseView>;

export const EnterpriseParams = z.object({ enterpriseId: uuid });
export const EnterpriseListQuery = PageQuery.extend({
  /** Part of the name, or a whole identifier. */
  q: personText(100).optional(),
  kind: z.enum(ENTERPRISE_KINDS).optional(),
  recommendingBodyId: bodyId.optional(),
  /** Only those whose code was taken in with evidence that nobody has confirmed. */
  override: z.enum(['open']).optional(),
});
export const EnterpriseRow = EnterpriseView.omit({ profile: true });
export const EnterprisePage = pageOf(EnterpriseRow);

export const LookUpQuery = z.object({ identifier: personText(30, 8) });
export const LookedUp = z.object({ id: uuid, name: z.string(), kind: z.enum(ENTERPRISE_KINDS) });

export const ConfirmOverride = z.strictObject({ note: personText(500, 2) });

const memberRoles = z
  .array(z.enum(ENTERPRISE_ROLES))
  .min(1)
  .max(ENTERPRISE_ROLES.length)
  .refine((roles) => new Set(roles).size === roles.length, { message: 'twice' });
export const AddMember = z.strictObject({ email: z.email().max(200).toLowerCase(), roles: memberRoles });
export const MemberAdded = z.object({ state: z.enum(['granted', 'invited']) });
export const ChangeMember = z.strictObject({ roles: memberRoles });
export const MemberParams = z.object({ enterpriseId: uuid, userId: z.string().min(1).max(64) });
export const InvitationParams = z.object({ enterpriseId: uuid, invitationId: uuid });
export const Members = z.object({
  members: z.array(
    z.object({ userId: z.string(), name: z.string(), email: z.string(), roles: z.array(z.enum(ENTERPRISE_ROLES)) }),
  ),
  invitations: z.array(
    z.object({ id: uuid, email: z.string(), role: z.enum(ENTERPRISE_ROLES), invitedAt: isoInstant }),
  ),
});
