import type { z } from 'zod';
import type * as contracts from '../../../contracts/users.ts';
import type { BodyKind, Role } from '../../../contracts/vocabulary.ts';

export type UserView = contracts.UserView;
export type UserList = z.infer<typeof contracts.UserPage>;
export type UserGrant = UserView['grants'][number];

/** Roles that the operator grants; members of an enterprise are its owner's matter. */
export const OFFICE_ROLES = [
  'districtOfficer',
  'cityOfficer',
  'financeOfficer',
  'promotionMember',
  'bodySupervisor',
  'expert',
  'institutionOfficer',
  'auditor',
  'operator',
] as const satisfies readonly Role[];

/** Kinds of body in which a role is held; none for a role held alone. */
export const BODIES_OF: Partial<Record<Role, readonly BodyKind[]>> = {
  districtOfficer: ['district', 'zone'],
  cityOfficer: ['cityOffice'],
  financeOfficer: ['finance'],
  promotionMember: ['promotionGroup'],
  bodySupervisor: ['district', 'zone', 'cityOffice', 'finance', 'promotionGroup', 'institution'],
  institutionOfficer: ['institution'],
};
