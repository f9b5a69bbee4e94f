/** 回避: nobody acts on what an enterprise of the own applies for. A membership given up before counts too. */
import { Problem } from '../contracts/problem-error.ts';
import type { Tx } from './client.ts';

/** A person by id, or the column of a query that holds one, e.g. `{ column: 'h.user_id' }`. */
export type Who = string | { column: string };
export const personIn = (tx: Tx, who: Who) => (typeof who === 'string' ? tx`${who}` : tx`${tx(who.column)}`);

/**
 * 回避: nobody acts on an application of an enterprise of the own, a membership given up before included.
 * @throws Problem notYours when the person is, or was, a member of a party of one of the applications
 */
export async function demandOutsider(tx: Tx, userId: string, applicationIds: readonly string[]): Promise<void> {
  const [tie] = await tx`
    select 1 from unnest(${[...applicationIds]}::uuid[]) id where of_a_party(${userId}, id) limit 1`;
  if (tie) throw ownMatter();
}

export const ownMatter = () =>
  new Problem('notYours', {
    exclusion: 'partyMember',
    detail: 'you are, or were, a member of an enterprise that applies: a colleague must decide',
  });

/** Whether a task `t` is the person's own matter: its application's, its change of member's, or that of the ranking it settles. */
export function isOwnMatter(tx: Tx, who: Who) {
  const person = () => personIn(tx, who);
  return tx`(
  of_a_party(${person()}, t.case_id)
  or t.step = 'memberChange' and exists (
    select 1 from member_changes m where m.case_id = t.case_id and (of_a_party(${person()}, m.application_id) or exists (
      select 1 from role_grants g where g.user_id = ${person()} and g.enterprise_id = m.joining_enterprise_id)))
  or t.step in ('propose', 'deliberate') and exists (
    select 1 from rankings k where k.round_id = t.case_id and of_a_party(${person()}, k.application_id)))`;
}
