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
      insert into notice_items (round_id, no, category_no, slot, kind, application_id, state, changed_at)
      values (${roundId}, 1, ${food.categoryNo}, 1, 'winner', ${id}, 'published', clock_timestamp())`;
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
