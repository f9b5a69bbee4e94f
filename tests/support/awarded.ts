import { recordFact } from '../../db/cases.ts';
import { certificateData } from '../../db/certificate-views.ts';
import { issueCertificates } from '../../db/certificates.ts';
import type { Scene } from './scene.ts';
import { applyJointly, personOf, sampleApplication } from './story.ts';

/** An application that its round's publication awards, as the publication does it, with its certificate. */
export async function awardedApplication(scene: Scene) {
  const food = sampleApplication('food');
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const office = await scene.userId(personOf('cityOfficer'));
  const numbers = await scene.sql.begin(async (tx) => {
    await tx`update rounds set status = 'published' where case_id = ${roundId}`;
    await tx`
      insert into results (round_id, category_no, outcome, application_id, published_at, published_by)
      values (${roundId}, ${food.categoryNo}, 'winner', ${id}, clock_timestamp(), ${office})`;
    await tx`
      with line as (
        select a.project_name, (select jsonb_agg(e.name order by p.role, e.name) from application_parties p join enterprises e on e.id = p.enterprise_id
                                where p.application_id = a.case_id and p.status = 'confirmed') as parties
        from applications a where a.case_id = ${id}),
      notice as (
        insert into notices (round_id, items, published_at, starts_at, ends_at, working_days, ended_at)
        select ${roundId}, jsonb_build_array(to_jsonb(line)), now(), now(), now(), 7, now() from line returning id)
      insert into notice_items (round_id, notice_id, no, category_no, slot, kind, application_id, project_name, parties, state, changed_at)
      select ${roundId}, notice.id, 1, ${food.categoryNo}, 1, 'winner', ${id}, project_name, parties, 'published', clock_timestamp() from line, notice`;
    await tx`
      insert into rankings (round_id, category_no, application_id, rank, score_hundredths, reaches_pass_mark, place, evidence, frozen_at)
      values (${roundId}, ${food.categoryNo}, ${id}, 1, 8650, true, 'winner', '{}', clock_timestamp())`;
    await tx`update tasks set status = 'done', outcome = 'accepted', decided_at = clock_timestamp() where case_id = ${id}`;
    await tx`update applications set status = 'awarded', settled_at = clock_timestamp() where case_id = ${id}`;
    const fact = { outcome: 'awarded', categoryNo: food.categoryNo, rank: 1, reason: null };
    await recordFact(tx, id, 'resultRecorded', null, fact);
    return issueCertificates(tx, roundId);
  });
  const number = numbers[0] as string;
  const code = (await certificateData(scene.sql, id, number))?.code as string;
  return { roundId, id, number, code, issue: () => scene.sql.begin((tx) => issueCertificates(tx, roundId)) };
}
