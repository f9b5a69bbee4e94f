/** Objections over the API with the worker: who may file, handle and know; what a verdict does to its line and no other. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ObjectionView } from '../../contracts/objections.ts';
import {
  decideObjection,
  noticesOf,
  OBJECTION,
  objectTo,
  uploadForObjection,
} from '../../scripts/play/objection-acts.ts';
import { endNotices, lines, onNotice, publish, SECOND_OFFICER } from '../support/objections.ts';
import { automotive, food, rival } from '../support/review.ts';
import { openScene, problemOf, type Scene, until } from '../support/scene.ts';
import { smallPdf } from '../support/story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ worker: true });
}, 120_000);
afterAll(() => scene?.close());

const citizen = () => scene.as('zhongyuan.officer@demo.tenfold.example');
const second = () => scene.as(SECOND_OFFICER);
const read = async (email: string, id: string) => (await scene.as(email)).get<ObjectionView>(`/objections/${id}`);

test('an objection upheld strikes its line alone; the reserve is noticed by itself and published after the others', async () => {
  const { roundId, ids, notice } = await onNotice(
    scene,
    [food, rival, automotive],
    (index) => [0.9, 0.8, 0.85][index] ?? 0,
  );
  const [winner, reserve, other] = ids as [string, string, string];
  const line = notice.items.find(({ categoryNo }) => categoryNo === 3);
  if (!line) throw new Error('category 3 is on the notice');
  const objector = await citizen();

  // Refused at once and in words, and nothing is half done.
  const fileIds = [await uploadForObjection(scene.stage, objector, 'statement')];
  const whole = { ...OBJECTION, itemId: line.id, fileIds };
  const refusal = async (body: object, person = objector) =>
    problemOf(await person.call('POST', '/objections', { body }));
  expect(await refusal(whole, scene.system.anonymous as never)).toMatchObject({ code: 'unauthenticated' });
  expect((await refusal({ ...whole, realName: ' ' })).errors).toMatchObject([{ pointer: '/realName' }]);
  expect((await refusal({ ...whole, mobile: '123' })).errors).toMatchObject([{ pointer: '/mobile', rule: 'mobile' }]);
  expect((await refusal(whole)).errors).toMatchObject([{ pointer: '/fileIds', rule: 'evidenceRequired' }]);
  expect((await refusal({ ...whole, fileIds: [] })).errors).toMatchObject([{ rule: 'statementRequired' }]);
  expect((await refusal({ ...whole, itemId: roundId })).errors).toMatchObject([
    { pointer: '/itemId', rule: 'unknown' },
  ]);
  expect((await refusal({ ...whole, enterpriseId: scene.ids['yuweiyuan-food'] })).errors).toMatchObject([
    { pointer: '/enterpriseId', rule: 'notYours' },
  ]);
  await expect(uploadForObjection(scene.stage, objector, 'evidence', Buffer.from('no pdf'))).rejects.toThrow(
    'unsupportedType',
  );
  await expect(uploadForObjection(scene.stage, objector, 'evidence', smallPdf('x'), 'text/html')).rejects.toThrow(
    'unsupportedType',
  );
  expect(await lines(scene, roundId)).toEqual(['2 first winner noticed', '3 first winner noticed']);

  const filed = await objectTo(scene.stage, objector, line.id);
  expect(filed.no).toMatch(/^YY-\d{4}-\d{6}$/);
  expect(
    await refusal({ ...whole, fileIds: [...fileIds, await uploadForObjection(scene.stage, objector, 'evidence')] }),
  ).toMatchObject({
    code: 'duplicate',
    no: filed.no,
  });
  expect(await lines(scene, roundId)).toEqual(['2 first winner noticed', '3 first winner paused']);
  const [asked] = await scene.sql<{ dueAt: string }[]>`select due_at from tasks where case_id = ${filed.id}`;
  expect((await scene.round(roundId)).lastDue).toEqual({ circulation: null, objections: asked?.dueAt });

  // Who objects is known to the objector and the auditor; the office learns it by taking the objection.
  expect((await read('zhongyuan.officer@demo.tenfold.example', filed.id)).confidential).toMatchObject({
    realName: '王建国',
  });
  expect((await read('auditor@demo.tenfold.example', filed.id)).confidential).toMatchObject({ mobile: '13800138000' });
  expect(await read(SECOND_OFFICER, filed.id)).toMatchObject({
    confidential: null,
    exclusion: null,
    allowed: ['take'],
  });
  expect(
    problemOf(await (await scene.as('erqi.officer@demo.tenfold.example')).call('GET', `/objections/${filed.id}`)).code,
  ).toBe('notFound');
  const told =
    await scene.sql`select payload from facts where payload::text like '%王建国%' or payload::text like '%13800138000%'`;
  expect(told).toEqual([]);

  // The first reviewer is kept out; the queue's own buttons do not lead around it.
  expect(problemOf(await scene.city.call('POST', `/objections/${filed.id}/handling`))).toMatchObject({
    code: 'notYours',
    exclusion: 'firstReviewer',
  });
  const { taskId } = await read(SECOND_OFFICER, filed.id);
  expect(
    problemOf(
      await scene.city.call('POST', `/tasks/${taskId}/decision`, { body: { outcome: 'upheld', contentVersion: 0 } }),
    ).code,
  ).toBe('invalid');
  const verdict = { verdict: 'upheld', reason: '合同不实。', publicReason: '申报材料与事实不符。', amendment: null };
  const handler = await second();
  expect(problemOf(await handler.call('POST', `/objections/${filed.id}/verdict`, { body: verdict }))).toMatchObject({
    code: 'wrongState',
  });

  // The other line goes its way on time.
  await endNotices(scene, roundId);
  await publish(scene, roundId);
  await until('first results', async () => (await lines(scene, roundId))[0] === '2 first winner published');
  expect((await scene.round(roundId)).status).toBe('notice');
  const view = await scene.view(await scene.person('enterpriseOwner', { enterprise: automotive.lead }), other);
  expect(view.status).toBe('awarded');
  expect(problemOf(await objector.call('POST', '/objections', { body: whole }))).toMatchObject({ code: 'noticeOver' });

  await handler.post(`/objections/${filed.id}/handling`);
  expect((await read(SECOND_OFFICER, filed.id)).confidential?.files.map(({ kind }) => kind)).toEqual([
    'statement',
    'evidence',
  ]);
  await handler.post(`/objections/${filed.id}/verdict`, verdict);
  expect(problemOf(await handler.call('POST', `/objections/${filed.id}/verdict`, { body: verdict }))).toMatchObject({
    code: 'conflict',
    outcome: 'upheld',
  });
  await until(
    'the reserve is on a notice',
    async () => (await noticesOf(scene.system.anonymous, roundId)).length === 2,
  );
  expect(await lines(scene, roundId)).toEqual([
    '2 first winner published',
    '3 first winner struck',
    '3 reserve winner noticed',
  ]);
  const checks = await scene.sql`
    select purpose from credit_checks where application_id = ${reserve} and purpose <> 'recommendation'`;
  expect(checks).toMatchObject([{ purpose: 'reservePromotion' }]);
  await endNotices(scene, roundId);
  await publish(scene, roundId);
  await until('published', async () => (await scene.round(roundId)).status === 'published');
  expect(await scene.system.anonymous.get(`/public/results/${roundId}`)).toMatchObject({
    winners: 2,
    leftOpen: 0,
    pendingCategoryNos: [],
  });
  // Whoever was struck reads why, and when each step of the round was done.
  const { timeline } = await scene.view(await scene.person('enterpriseOwner', { enterprise: food.lead }), winner);
  expect(timeline.at(-1)).toMatchObject({
    step: 'publication',
    outcome: 'notSelected',
    reason: '申报材料与事实不符。',
  });
  expect(timeline.filter(({ state, at }) => state === 'done' && at === null)).toEqual([]);

  const messages = await scene.sql<{ template: string; caseId: string }[]>`
    select distinct template, case_id from messages where template in ('itemPaused', 'itemStruck', 'reservePromoted', 'objectionReceived', 'objectionDecided')
    order by template`;
  expect(messages.map(({ template, caseId }) => [template, caseId])).toEqual([
    ['itemPaused', winner],
    ['itemStruck', winner],
    ['objectionDecided', filed.id],
    ['objectionReceived', filed.id],
    ['reservePromoted', reserve],
  ]);
}, 240_000);

test('rejected, the line is restored; upheld in part, it is amended and noticed again', async () => {
  const { roundId, notice } = await onNotice(scene, [food, automotive], () => 0.9);
  const [auto, platform] = notice.items;
  if (!auto || !platform) throw new Error('two lines');
  const objector = await citizen();
  const first = await objectTo(scene.stage, objector, auto.id);
  const other = await objectTo(scene.stage, objector, platform.id);
  const handler = await second();
  await decideObjection(handler, first.id, 'rejected');
  await decideObjection(handler, other.id, 'partlyUpheld', {
    note: '项目名称更正。',
    projectName: '中原食品平台（更正）',
  });
  await until('noticed again', async () => (await noticesOf(scene.system.anonymous, roundId)).length === 2);
  expect(await lines(scene, roundId)).toEqual([
    '2 first winner noticed',
    '3 first winner amended',
    '3 amended winner noticed',
  ]);
  const [again] = await noticesOf(scene.system.anonymous, roundId);
  expect(again).toMatchObject({
    kind: 'amended',
    items: [{ projectName: '中原食品平台（更正）', amendment: '项目名称更正。' }],
  });

  // The objector takes a third one back; the line goes on.
  const third = await objectTo(scene.stage, objector, again?.items[0]?.id ?? '');
  expect(
    problemOf(await handler.call('POST', `/objections/${third.id}/withdrawal`, { body: { reason: '不是本人' } })).code,
  ).toBe('forbidden');
  await objector.post(`/objections/${third.id}/withdrawal`, { reason: '已沟通' });
  expect((await lines(scene, roundId))[2]).toBe('3 amended winner noticed');
  await endNotices(scene, roundId);
  await publish(scene, roundId);
  await until('published', async () => (await scene.round(roundId)).status === 'published');
  const result = await scene.system.anonymous.get<{ items: { projectName: string }[] }>(`/public/results/${roundId}`);
  expect(result.items.map(({ projectName }) => projectName)).toContain('中原食品平台（更正）');
}, 240_000);
