import { TWO_FACTOR_ROLES } from '../../contracts/vocabulary.ts';
import { type Actor, PERMISSIONS, type Rule } from '../../domain/permissions.ts';

/** True when a role of the person works only after a second factor is set up. */
export const needsSecondFactor = (actor: Actor): boolean =>
  !actor.twoFactor && actor.grants.some(({ role }) => TWO_FACTOR_ROLES.includes(role));

/** Actions that some role of the person may do to some object. Which object is judged when it is asked for. */
export function allowedActions(actor: Actor): string[] {
  const holds = ({ role }: Rule) =>
    role === 'anyone' ||
    role === 'signedIn' ||
    (actor.grants.some((grant) => grant.role === role) && (actor.twoFactor || !TWO_FACTOR_ROLES.includes(role)));
  return Object.entries(PERMISSIONS)
    .filter(([, rules]) => (rules as Rule[]).some(holds))
    .map(([action]) => action);
}
