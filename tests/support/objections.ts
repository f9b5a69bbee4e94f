/** Rounds brought onto their notice, and time on it. */
import type { DemoApplication } from '../../programmes/demo.ts';
import { noticesOf } from '../../scripts/play/objection-acts.ts';
import { underReview } from './review.ts';
import { type Scene, until } from './scene.ts';
import { decide, openTask, scoreEverything } from './story.ts';

/** The second officer of the city office, who decided no desk of the samples. */
export const SECOND_OFFICER = 'city.officer2@demo.tenfold.example';

/** Applications reviewed, deliberated and on the first notice; `share` of the points by application. Needs the worker. */
export async function onNotice(scene: Scene, samples: readonly DemoApplication[], share: (index: number) => number) {
  const { roundId, ids } = await underReview(scene, samples);
  await scoreEverything(scene.stage, roundId, (id) => share(ids.indexOf(id)));
  await until('proposal', () => openTask(scene.city, roundId, 'propose'));
  await decide(scene.city, roundId, 'propose', { outcome: 'forward' });
  const member = await scene.person('promotionMember');
  await until('deliberation', () => openTask(member, roundId, 'deliberate'));
  await decide(member, roundId, 'deliberate', { outcome: 'approved', minutes: '会议同意。' });
  const notice = await until('notice', async () => (await noticesOf(scene.system.anonymous, roundId))[0]);
  return { roundId, ids, notice };
}

/** The last day of every notice of the round that runs is over at this moment. */
export async function endNotices(scene: Scene, roundId: string): Promise<void> {
  await scene.sql`update notices set ends_at = clock_timestamp() where round_id = ${roundId} and ended_at is null`;
  await scene.sql`insert into outbox (kind, subject_id, version, created_at) values ('round', ${roundId}, 0, clock_timestamp())`;
}

/** What became of the lines of a round: `category place state project`. */
export async function lines(scene: Scene, roundId: string): Promise<string[]> {
  const { noticeItems } = await scene.round(roundId);
  return noticeItems.map(
    ({ categoryNo, kind, state, noticeKind }) => `${categoryNo} ${noticeKind ?? '-'} ${kind} ${state}`,
  );
}

/** The office publishes what is ready. */
export async function publish(scene: Scene, roundId: string): Promise<void> {
  await until('publication', () => openTask(scene.city, roundId, 'publish'));
  await decide(scene.city, roundId, 'publish', { outcome: 'published' });
}
