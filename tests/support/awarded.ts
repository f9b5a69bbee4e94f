import { recordFact } from '../../db/cases.ts';
import { certificateData } from '../../db/certificate-views.ts';
import { issueCertificates } from '../../db/certificates.ts';
import { insertNotice } from '../../db/notices.ts';
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
    const [applied] = await tx<{ projectName: string; parties: string[] }[]>`
      select a.project_name, array(select e.name from application_parties p join enterprises e on e.id = p.enterprise_id
                                   where p.application_id = a.case_id and p.status = 'confirmed' order by p.role, e.name) as parties
      from applications a where a.case_id = ${id}`;
    const line = {
      categoryNo: food.categoryNo,
      slot: 1,
      place: 'winner',
      applicationId: id,
      scoreHundredths: 8650,
    } as const;
    const { noticeId } = await insertNotice(tx, roundId, 'first', 7, [
      { ...line, projectName: applied?.projectName ?? '', parties: applied?.parties ?? [] },
    ]);
    await tx`update notices set ended_at = clock_timestamp() where id = ${noticeId}`;
    await tx`update notice_items set state = 'published' where notice_id = ${noticeId}`;
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
