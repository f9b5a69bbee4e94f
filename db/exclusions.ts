/** 回避: why a person may not take a task, whatever the role. */
import type { Exclusion } from '../contracts/objections.ts';
import type { Tx } from './client.ts';
import { isOwnMatter, personIn, type Who } from './own-matters.ts';

/**
 * Why a person may not handle the objection `o`, as an expression: is the objector or shares the enterprise; decided or scored the
 * application before, in person or through a deputy (the first reviewer); stands in for such a person on leave; or belongs to a party
 * of any application of the category. For a place left open every application of its category counts. Null when nothing speaks
 * against it.
 */
function exclusionFrom(tx: Tx, who: Who) {
  const person = () => personIn(tx, who);
  return tx`(
    with reviewed as (
      select d.decided_by, d.decided_for, d.role, d.body_id
      from applications a join tasks d on d.case_id = a.case_id and d.status = 'done'
      where a.case_id = i.application_id or i.application_id is null and a.round_id = o.round_id and a.category_no = i.category_no)
    select case
      when o.objector_id = ${person()} then 'objector'
      when exists (
        select 1 from role_grants g where g.user_id = ${person()} and g.revoked_at is null and g.enterprise_id is not null
          and (g.enterprise_id = o.enterprise_id or g.enterprise_id in (
            select enterprise_id from role_grants w where w.user_id = o.objector_id and w.enterprise_id is not null and w.revoked_at is null)))
        then 'objectorEnterprise'
      when exists (select 1 from reviewed where ${person()} in (decided_by, decided_for)) then 'firstReviewer'
      when exists (select 1 from reviewed where deputy_of(decided_by, role, body_id) = ${person()}) then 'deputy'
      when exists (
        select 1 from applications a
        join application_parties p on p.application_id = a.case_id and p.status = 'confirmed'
        join role_grants g on g.enterprise_id = p.enterprise_id and g.user_id = ${person()}
        where a.round_id = o.round_id and a.category_no = i.category_no and a.content_version > 0)
        then 'partyMember' end)`;
}

/** Why a person may not handle an objection; null when nothing speaks against it. */
export async function exclusionOf(tx: Tx, objectionId: string, userId: string): Promise<Exclusion | null> {
  const [row] = await tx<{ exclusion: Exclusion | null }[]>`
    select ${exclusionFrom(tx, userId)} as exclusion
    from objections o join notice_items i on i.id = o.item_id where o.case_id = ${objectionId}`;
  return row?.exclusion ?? null;
}

/** Whether a person may not take the task `t`: an own matter, an objection that others must handle, a reversal of the own proposal. */
export function isExcluded(tx: Tx, who: Who) {
  const person = () => personIn(tx, who);
  return tx`(${isOwnMatter(tx, who)}
    or t.step = 'objection' and exists (
      select 1 from objections o join notice_items i on i.id = o.item_id
      where o.case_id = t.case_id and ${exclusionFrom(tx, who)} is not null)
    or t.step = 'reversal' and exists (
      select 1 from reversals v
      where v.case_id = t.case_id and (v.proposed_by = ${person()} or of_a_party(${person()}, v.application_id))))`;
}
