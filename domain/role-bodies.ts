/** In which kind of body a role is held. Free of zod and Node: the operator's page offers only what the API accepts. */
import { type BodyKind, ENTERPRISE_ROLES, type EnterpriseRole, type Role } from '../contracts/vocabulary.ts';

/** Kinds of body for roles held in one; a role that is missing here is held without a body. */
export const BODY_KINDS_OF_ROLE: Partial<Record<Role, readonly BodyKind[]>> = {
  districtOfficer: ['district', 'zone'],
  cityOfficer: ['cityOffice'],
  financeOfficer: ['finance'],
  promotionMember: ['promotionGroup'],
  bodySupervisor: ['district', 'zone', 'cityOffice', 'finance', 'promotionGroup', 'institution'],
  institutionOfficer: ['institution'],
};

/** Roles that an operator gives; those of an enterprise are given by its owner. */
export const isEnterpriseRole = (role: Role): role is EnterpriseRole =>
  (ENTERPRISE_ROLES as readonly Role[]).includes(role);
