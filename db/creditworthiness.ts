/** The credit check before a public notice and before a reserve is promoted (processes §6). */
import { recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { recordCreditCheck } from './credit.ts';

type Named = {
  applicationId: string;
  categoryNo: number;
  projectName: string | null;
  parties: string[];
  scoreHundredths: number;
};

/** Statuses from which an application comes onto a notice; as a reserve also after the others were told. */
const STANDING = { notice: ['ranked'], reservePromotion: ['ranked', 'notSelected'] };

/**
 * Checks the credit of every party anew and keeps the outcome. One with a record is passed over: its line says so and the
 * facts of application and round give the reason. One that was withdrawn while the list was made is passed by in silence.
 */
export async function isCreditworthy(
  tx: Tx,
  roundId: string,
  { applicationId, categoryNo, projectName, parties, scoreHundredths }: Named,
  purpose: 'notice' | 'reservePromotion',
): Promise<boolean> {
  await tx`select 1 from cases where id = ${applicationId} for update`;
  const [standing] = await tx`
    select 1 from applications where case_id = ${applicationId} and status = any(${STANDING[purpose]})`;
  if (!standing) return false;
  const { clear, hits } = await recordCreditCheck(tx, applicationId, purpose, null);
  if (clear) return true;
  await tx`
    insert into notice_items (round_id, no, category_no, slot, kind, application_id, project_name, parties, score_hundredths, state, reason, changed_at)
    values (${roundId}, 0, ${categoryNo}, 0, 'winner', ${applicationId}, ${projectName}, ${tx.json(parties)}, ${scoreHundredths}, 'passedOver',
      'creditRecord', clock_timestamp())`;
  const named = hits
    .filter(({ kind }) => kind === 'untrustworthy')
    .map(({ name, source, documentNo }) => ({ name, source, documentNo }));
  await recordFact(tx, applicationId, 'passedOver', null, { purpose, hits: named });
  await recordFact(tx, roundId, 'passedOver', null, { purpose, categoryNo, applicationId }, false);
  return false;
}
