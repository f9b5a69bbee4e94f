/** Enterprises of a round that are tied to each other, found from what they registered and wrote, in one statement. */
import type { RelatedPair } from '../contracts/rounds.ts';
import type { Tx } from './client.ts';

/** Pairs shown at most: beyond them the office has a different problem. */
const MOST_PAIRS = 500;

/**
 * Pairs of confirmed parties of submitted, live applications, and of whoever is to join one by an open change of member, with the same
 * legal representative, shareholder, bank account or contact mobile, or where one holds shares in the other; and enterprises that take part in rival consortia of one category.
 * Values that are private (accounts, mobiles) are masked.
 * @param applicationId only pairs that touch this application
 */
export async function relatedParties(
  tx: Tx,
  roundId: string,
  applicationId: string | null = null,
): Promise<{ items: RelatedPair[]; more: boolean }> {
  const rows = await tx<RelatedPair[]>`
    with parties as (
      select a.case_id, a.category_no, a.project_name, a.recommending_body_id, p.enterprise_id, e.name, e.identifier, e.profile
      from applications a join application_parties p on p.application_id = a.case_id and p.status = 'confirmed'
      join enterprises e on e.id = p.enterprise_id
      where a.round_id = ${roundId} and a.content_version > 0
        and a.status not in ('withdrawn', 'expired', 'deemedWithdrawn', 'refused')
      union all
      select a.case_id, a.category_no, a.project_name, a.recommending_body_id, e.id, e.name, e.identifier, e.profile
      from member_changes m join applications a on a.case_id = m.application_id join enterprises e on e.id = m.joining_enterprise_id
      where a.round_id = ${roundId} and m.status in ('confirming', 'deciding')),
    written as (
      select case_id, enterprise_id, profile as data from parties
      union all
      select p.case_id, p.enterprise_id, s.data from parties p
      join form_sections s on s.application_id = p.case_id and s.enterprise_id = p.enterprise_id),
    holders as (
      select w.case_id, w.enterprise_id, h ->> 'name' as name, h ->> 'identifier' as identifier
      from written w cross join lateral jsonb_array_elements(
        case when jsonb_typeof(w.data -> 'shareholders') = 'array' then w.data -> 'shareholders' else '[]' end) h),
    keys as (
      select case_id, enterprise_id, 'legalRepresentative' as ground, comparable_text(data ->> 'legalRepresentative') as key,
        data ->> 'legalRepresentative' as shown, false as own from written
      union select case_id, enterprise_id, 'bankAccount', comparable_text(data #>> '{bank,account}'),
        '…' || right(data #>> '{bank,account}', 4), false from written
      union select case_id, enterprise_id, 'contactMobile', right(comparable_text(data #>> '{contact,mobile}'), 11),
        left(data #>> '{contact,mobile}', 3) || '****' || right(data #>> '{contact,mobile}', 4), false from written
      union select case_id, enterprise_id, 'shareholder', comparable_text(name), name, false from holders
      union select case_id, enterprise_id, 'shareholder', organisation_code(identifier), name, false from holders
      union select case_id, enterprise_id, 'shareholder', comparable_text(name), name, true from parties
      union select case_id, enterprise_id, 'shareholder', organisation_code(identifier), name, true from parties
      union select case_id, enterprise_id, 'provider', enterprise_id::text, name, false from parties),
    pairs as (
      select x.case_id as case_a, x.enterprise_id as enterprise_a, y.case_id as case_b, y.enterprise_id as enterprise_b,
        x.ground, min(case when x.own then y.shown else x.shown end) as shown
      from keys x join keys y on y.ground = x.ground and y.key = x.key and (x.case_id, x.enterprise_id) < (y.case_id, y.enterprise_id)
      where x.key <> '' and not (x.own and y.own)
        and case when x.ground = 'provider' then x.case_id <> y.case_id else x.enterprise_id <> y.enterprise_id end
        ${applicationId === null ? tx`` : tx`and ${applicationId}::uuid in (x.case_id, y.case_id)`}
      group by 1, 2, 3, 4, 5)
    select
      jsonb_build_object('applicationId', a.case_id, 'projectName', a.project_name, 'categoryNo', a.category_no,
        'bodyId', a.recommending_body_id, 'enterpriseId', a.enterprise_id, 'name', a.name) as first,
      jsonb_build_object('applicationId', b.case_id, 'projectName', b.project_name, 'categoryNo', b.category_no,
        'bodyId', b.recommending_body_id, 'enterpriseId', b.enterprise_id, 'name', b.name) as second,
      case when a.case_id = b.case_id then 'sameApplication' when a.category_no = b.category_no then 'rivals' else 'otherCategory' end as relation,
      jsonb_agg(jsonb_build_object('ground', p.ground, 'value', p.shown) order by p.ground) as grounds
    from pairs p
    join parties a on a.case_id = p.case_a and a.enterprise_id = p.enterprise_a
    join parties b on b.case_id = p.case_b and b.enterprise_id = p.enterprise_b
    where p.ground <> 'provider' or a.category_no = b.category_no
    group by a.case_id, a.project_name, a.category_no, a.recommending_body_id, a.enterprise_id, a.name,
      b.case_id, b.project_name, b.category_no, b.recommending_body_id, b.enterprise_id, b.name
    order by case when a.category_no = b.category_no and a.case_id <> b.case_id then 0 when a.case_id = b.case_id then 1 else 2 end,
      a.category_no, a.name, b.name, a.case_id, b.case_id
    limit ${MOST_PAIRS + 1}`;
  return { items: rows.slice(0, MOST_PAIRS), more: rows.length > MOST_PAIRS };
}
