/** Other applications, in any round, that may be the same project again. */
import type { Bilingual } from '../contracts/text.ts';
import type { ApplicationStatus } from '../contracts/vocabulary.ts';
import type { Tx } from './client.ts';

export type Duplicate = {
  id: string;
  bodyId: string;
  projectName: string | null;
  receiptNo: string | null;
  categoryNo: number;
  status: ApplicationStatus;
  round: Bilingual;
  sameRound: boolean;
  sameName: boolean;
  /** Long texts of the common part that are the same, of all that this application has. */
  sameTexts: number;
  allTexts: number;
  sameLead: boolean;
  /** Names of the parties that take part in both. */
  parties: string[];
};

const MOST = 50;

/**
 * Applications that were submitted and are alive (in other rounds: under way or awarded) with the same project name, a copied
 * text, or the same parties. One look-up by index for each ground.
 */
export const duplicatesOf = (tx: Tx, applicationId: string): Promise<Duplicate[]> => tx<Duplicate[]>`
  with me as (
    select a.round_id, a.lead_enterprise_id, comparable_text(a.project_name) as name,
      coalesce((select f.core_texts from submissions s join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no
                where s.application_id = a.case_id order by s.content_version desc limit 1), '{}') as texts
    from applications a where a.case_id = ${applicationId}),
  mine as (select enterprise_id from application_parties where application_id = ${applicationId} and status = 'confirmed'),
  candidates as (
    select application_id as id from application_parties where status = 'confirmed' and enterprise_id in (select enterprise_id from mine)
    union select case_id from applications where comparable_text(project_name) = (select name from me where name <> '')
    union select application_id from frozen_contents where core_texts && (select texts from me)),
  compared as (
    select a.case_id as id, a.recommending_body_id as body_id, a.project_name, a.receipt_no, a.category_no, a.status,
      jsonb_build_object('zh', r.title_zh, 'en', r.title_en) as round, a.round_id = me.round_id as same_round,
      coalesce(comparable_text(a.project_name) = me.name and me.name <> '', false) as same_name,
      (select count(*)::int from unnest(me.texts) t where t = any(
        coalesce((select f.core_texts from submissions s join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no
                  where s.application_id = a.case_id order by s.content_version desc limit 1), '{}'))) as same_texts,
      cardinality(me.texts) as all_texts, a.lead_enterprise_id = me.lead_enterprise_id as same_lead,
      array(select e.name from application_parties p join enterprises e on e.id = p.enterprise_id
            where p.application_id = a.case_id and p.status = 'confirmed' and p.enterprise_id in (select enterprise_id from mine)
            order by p.role, e.name) as parties
    from candidates c join applications a on a.case_id = c.id join rounds r on r.case_id = a.round_id cross join me
    where a.case_id <> ${applicationId} and a.content_version > 0
      and a.status not in ('withdrawn', 'expired', 'deemedWithdrawn', 'refused', 'cancelled')
      and (a.round_id = me.round_id or a.status <> 'notSelected'))
  select * from compared where same_name or same_texts > 0 or cardinality(parties) > 0
  order by same_name desc, same_texts desc, same_lead desc, cardinality(parties) desc, id limit ${MOST}`;
