/** The whole walk of one round over the API, with the worker: from the call to the winner and the category left open. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyWithSigningKey } from '../../db/audit-verification.ts';
import { sealAudit } from '../../db/audit.ts';
import { applyJointly, cast, decide, personOf, sampleApplication, scoreEverything } from '../support/story.ts';
import { openScene, type Scene, until } from '../support/scene.ts';
import path from 'node:path';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ worker: true });
});
afterAll(async () => {
  await scene.close();
});

const food = sampleApplication('food');
const automotive = sampleApplication('automotive');
const email = (name: string) => `${name}@demo.tenfold.example`;
const membersOf = (...enterprises: string[]) =>
  cast.users
    .filter(({ grants }) => grants.some(({ enterprise }) => enterprise && enterprises.includes(enterprise)))
    .map((user) => user.email);
const office = [email('city.officer'), email('city.officer2')];
const group = [email('promotion.member'), email('promotion.member2')];

/** People told of a case by a template (and step, in the pack's Chinese words for a desk), one entry for each message. */
async function told(caseId: string, template: string, step: string | null = null): Promise<string[]> {
  const rows = await scene.sql<{ email: string }[]>`
    select email from messages where case_id = ${caseId} and template = ${template}
      and (${step}::text is null or coalesce("values" -> 'step' ->> 'zh', "values" ->> 'step') = ${step}) order by email`;
  return rows.map((row) => row.email);
}
const everyoneTold = async (caseId: string, template: string, people: string[], step: string | null = null) => {
  await until(
    `${template} ${step ?? ''} to ${people.length}`,
    async () => (await told(caseId, template, step)).length >= people.length,
  );
  expect(await told(caseId, template, step)).toEqual([...people].sort());
};
const steps = async (id: string) => {
  const owner = await scene.as(personOf('enterpriseOwner', { enterprise: food.lead }));
  const { timeline } = await scene.view(owner, id);
  return timeline.map(({ step, state, holder }) => `${step} ${state}${holder ? ` ${holder.zh}` : ''}`);
};
const FROM_REVIEW = (first: 'next' | 'current') => [
  `review ${first} 评审专家组`,
  'ranking next 郑州市电子商务工作推进小组办公室',
  'deliberation next 推进小组',
  'notice next 郑州市电子商务工作推进小组办公室',
  'publication next 郑州市电子商务工作推进小组办公室',
];

test('a consortium wins one category, the other is left open, and everybody concerned is told once', async () => {
  const { stage, ids, city, sql } = scene;
  const [officeBody] = await sql<{ nameZh: string }[]>`select name_zh from bodies where kind = 'cityOffice'`;
  const [district] = await sql<{ nameZh: string }[]>`select name_zh from bodies where id = 'district-410105'`;
  const words = (line: string) => line.replace('郑州市电子商务工作推进小组办公室', officeBody?.nameZh ?? '');

  // 申报: the call is public, both consortia apply, a third draft is left lying.
  const roundId = await scene.openRound({ workingDayMs: 700 });
  const { items: calls } = await scene.system.anonymous.get<{ items: { id: string; state: string }[] }>(
    '/public/calls',
  );
  expect(calls.find((call) => call.id === roundId)?.state).toBe('open');
  const a = await applyJointly(stage, ids, roundId, food);
  const b = await applyJointly(stage, ids, roundId, automotive);
  const forgotten = await scene.person('enterpriseOwner', { enterprise: 'xinghui-trade' });
  const draft = await forgotten.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 3,
    enterpriseId: ids['xinghui-trade'],
  });
  const parties = membersOf('yuweiyuan-food', 'liantong-network');
  await everyoneTold(a.id, 'partyInvited', membersOf('liantong-network'));
  await everyoneTold(a.id, 'partyConfirmed', membersOf('yuweiyuan-food'));
  await everyoneTold(a.id, 'submitted', parties);
  await everyoneTold(a.id, 'taskWaiting', [email('jinshui.officer'), email('jinshui.officer2')], '形式审查');
  const receipt = await scene.system.anonymous.get(`/public/receipts/${a.receiptNo}`);
  expect(receipt).toMatchObject({ receiptNo: a.receiptNo, sha256: a.sha256, rehearsal: true });
  expect(await steps(a.id)).toEqual(
    [
      'submitted done 申报单位',
      `formCheck current ${district?.nameZh}`,
      `recommendation next ${district?.nameZh}`,
      'qualification next 郑州市电子商务工作推进小组办公室',
      ...FROM_REVIEW('next'),
    ].map(words),
  );

  // 形式审查 → 推荐 → 资格审查
  const jinshui = await scene.as(email('jinshui.officer'));
  const economic = await scene.as(email('economic.officer'));
  await decide(jinshui, a.id, 'formCheck', { outcome: 'accepted' });
  await everyoneTold(a.id, 'stepPassed', parties, '形式审查');
  await everyoneTold(a.id, 'taskWaiting', [email('jinshui.officer2')], '县(市、区)推荐'); // who decided knows
  await decide(jinshui, a.id, 'recommendation', { outcome: 'recommended' });
  await everyoneTold(a.id, 'taskWaiting', office, '资格审查');
  await decide(city, a.id, 'qualification', { outcome: 'qualified' });
  await decide(economic, b.id, 'formCheck', { outcome: 'accepted' });
  await decide(economic, b.id, 'recommendation', { outcome: 'recommended' });
  await decide(city, b.id, 'qualification', { outcome: 'qualified' });
  const decided = ['formCheck done', 'recommendation done', 'qualification done'];
  const shorter = (lines: string[]) => lines.map((line) => line.split(' ').slice(0, 2).join(' '));
  expect(shorter(await steps(a.id)).slice(0, 5)).toEqual(['submitted done', ...decided, 'review next']);

  // The call closes by the database's clock: drafts expire, the office draws.
  await scene.closeNow(roundId);
  await until('panel', async () => (await scene.round(roundId)).status === 'panel');
  await everyoneTold(draft.id, 'draftExpired', membersOf('xinghui-trade'));
  await everyoneTold(roundId, 'roundClosed', office);
  await everyoneTold(roundId, 'roundTaskWaiting', office, 'drawPanel');
  await city.post(`/rounds/${roundId}/panels`);
  await everyoneTold(a.id, 'reviewStarted', parties);
  expect(shorter(await steps(a.id)).slice(4, 6)).toEqual(['review current', 'ranking next']);
  const seated = await sql<{ email: string }[]>`
    select distinct u.email from panel_members m join users u on u.id = m.expert_id where round_id = ${roundId}`;
  await everyoneTold(
    roundId,
    'scoresWaiting',
    seated.map((row) => row.email),
  );

  // 专家评审 → 拟定 → 审议 → 公示 → 公布
  expect(await scoreEverything(stage, roundId, (id) => (id === a.id ? 0.85 : 0.4))).toBe(10);
  await everyoneTold(roundId, 'roundTaskWaiting', office, 'propose');
  expect(shorter(await steps(a.id)).slice(4, 6)).toEqual(['review done', 'ranking current']);
  await decide(city, roundId, 'propose', { outcome: 'forward' });
  await everyoneTold(roundId, 'roundTaskWaiting', group, 'deliberate');
  const member = await scene.person('promotionMember');
  await decide(member, roundId, 'deliberate', { outcome: 'approved', minutes: '会议同意。' });
  await everyoneTold(roundId, 'noticePublished', [...office, ...group]);
  await everyoneTold(a.id, 'onNotice', parties);
  expect(shorter(await steps(a.id)).slice(6, 9)).toEqual(['deliberation done', 'notice current', 'publication next']);
  const { items: notices } = await scene.system.anonymous.get<{
    items: { id: string; roundId: string; state: string }[];
  }>('/public/notices');
  const notice = notices.find((one) => one.roundId === roundId);
  expect(await scene.system.anonymous.get(`/public/notices/${notice?.id}`)).toMatchObject({
    items: [
      { categoryNo: 2, place: 'leftOpen', projectName: null, parties: [] },
      {
        categoryNo: 3,
        place: 'winner',
        projectName: '中原食品产业链电子商务服务平台',
        parties: ['郑州豫味源食品股份有限公司', '河南链桐网络科技有限公司'],
      },
    ],
  });
  await everyoneTold(roundId, 'roundTaskWaiting', office, 'publish');
  await decide(city, roundId, 'publish', { outcome: 'published' });
  await everyoneTold(a.id, 'resultWon', parties);
  await everyoneTold(b.id, 'resultNotSelected', membersOf('songyue-auto', 'yunqiao-service'));
  await everyoneTold(roundId, 'resultsPublished', [...office, ...group]);

  expect(await scene.system.anonymous.get(`/public/results/${roundId}`)).toMatchObject({
    winners: 1,
    leftOpen: 1,
    items: [
      { categoryNo: 2, outcome: 'leftOpen', reason: 'nobodyReachedPassMark', projectName: null },
      { categoryNo: 3, outcome: 'winner', projectName: '中原食品产业链电子商务服务平台' },
    ],
  });
  expect(shorter(await steps(a.id)).slice(-1)).toEqual(['publication done']);
  const owner = await scene.person('enterpriseOwner', { enterprise: food.lead });
  expect((await scene.view(owner, a.id)).result).toMatchObject({ outcome: 'awarded', rank: 1 });

  // Nothing was told twice, whatever the template; every mail left the queue once.
  const twice = await sql`
    select case_id, template, email, "values", count(*) from messages where case_id is not null
    group by case_id, template, email, "values" having count(*) > 1`;
  expect(twice).toEqual([]);
  await until('mail kept', async () => (await sql`select 1 from messages where mail_status = 'pending'`).length === 0);
  expect(await sql`select 1 from outbox`).toEqual([]);

  // The audit chain holds, sealed to the end.
  await scene.system.stopWorker();
  const log = path.join(scene.system.dataDir, 'audit-seals.log');
  await sealAudit(sql, scene.system.signingKey, log);
  const verdict = await verifyWithSigningKey(sql, log, scene.system.signingKey);
  expect(verdict).toMatchObject({ sound: true, chainFaults: [], sealFaults: [], unsealedFacts: 0 });
}, 180_000);
