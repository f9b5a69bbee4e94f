/** 补正: only what was marked opens, the desk that asked sees the difference, silence counts as withdrawal. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { applyJointly, decide, openTask, PASSWORD, sampleApplication } from '../support/story.ts';
import { openScene, problemOf, type Scene, until } from '../support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ worker: true });
});
afterAll(async () => {
  await scene.close();
});

const food = sampleApplication('food');
const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);
const partnerId = () => scene.ids['liantong-network'] as string;

/** An application that Jinshui gave back with two marks: the shared summary and the partner's tasks. */
async function givenBack(workingDayMs?: number) {
  const roundId = await scene.openRound(workingDayMs ? { workingDayMs } : {});
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const officer = await as('jinshui.officer');
  const owner = await as('yuweiyuan.owner');
  await decide(officer, id, 'formCheck', {
    outcome: 'correction',
    reason: '请完善以下内容',
    marks: [
      { section: 'project', enterpriseId: null, pointer: '/summary', note: '请写明服务企业数量' },
      { section: 'partyRole', enterpriseId: partnerId(), pointer: '/tasks', note: '请写明分工' },
    ],
  });
  const correction = await until('correction', async () => (await scene.view(owner, id)).correction);
  return { roundId, id, officer, owner, correction };
}
async function sectionOf(client: Client, id: string, key: string, enterpriseId: string | null) {
  const { sections } = await scene.view(client, id);
  return sections.find(
    ({ section, enterpriseId: whose }) => section === key && whose === enterpriseId,
  ) as (typeof sections)[number];
}
/** Saves a section with some members changed, on top of the version on record. */
async function change(
  client: Client,
  id: string,
  key: string,
  enterpriseId: string | null,
  changes: Record<string, unknown>,
) {
  const { data, version } = await sectionOf(client, id, key, enterpriseId);
  return client.call('PUT', `/applications/${id}/sections/${key}/${enterpriseId ?? 'shared'}`, {
    body: { data: { ...data, ...changes } },
    ifMatch: version,
  });
}
const handIn = (client: Client, id: string, taskId: string, password = PASSWORD) =>
  client.call('POST', `/applications/${id}/corrections`, { body: { taskId, password } });
const told = async (id: string, template: string) =>
  (
    await scene.sql<
      { email: string }[]
    >`select email from messages where case_id = ${id} and template = ${template} order by email`
  ).map(({ email }) => email.split('@')[0]);

test('a correction opens the marked fields only, and comes back to the desk that asked with its differences', async () => {
  const { roundId, id, officer, owner, correction } = await givenBack();
  expect((await scene.round(roundId)).lastDue).toEqual({ circulation: correction.dueAt, objections: null });
  const partner = await as('liantong.owner');
  expect(correction).toMatchObject({
    askedBy: 'formCheck',
    reason: '请完善以下内容',
    marks: [{ pointer: '/summary' }, { pointer: '/tasks' }],
  });
  const editable = (await scene.view(owner, id)).sections
    .filter((section) => section.editable)
    .map(({ section }) => section);
  expect(editable).toEqual(['project']);

  const outside = problemOf(
    await change(owner, id, 'project', null, { summary: '新的简介', projectName: '新名称', marketModel: '新模式' }),
  );
  expect(outside.errors?.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
    '/marketModel notMarked',
    '/projectName notMarked',
  ]);
  expect(problemOf(await change(owner, id, 'services', null, { otherServices: '其他' })).errors).toMatchObject([
    { pointer: '/otherServices', rule: 'notMarked' },
  ]);
  expect(problemOf(await change(partner, id, 'partyRole', partnerId(), { resources: '其他' })).errors).toMatchObject([
    { pointer: '/resources' },
  ]);
  const summary = '面向全市食品企业的行业平台，三年内服务企业1200家以上，带动上下游企业网上采购比率达到30%。';
  expect((await change(owner, id, 'project', null, { summary })).status).toBe(200);
  expect(
    (await change(partner, id, 'partyRole', partnerId(), { tasks: '负责平台研发、上线和运维，提供订单与结算模块。' }))
      .status,
  ).toBe(200);

  expect(problemOf(await handIn(owner, id, correction.taskId, 'wrong password 1'))).toMatchObject({
    code: 'passwordWrong',
  });
  expect(problemOf(await handIn(partner, id, correction.taskId)).status).toBeGreaterThanOrEqual(403);
  expect((await handIn(owner, id, correction.taskId)).body).toMatchObject({ contentVersion: 2 });
  expect(problemOf(await handIn(owner, id, correction.taskId)).status).toBe(409);

  const again = await until('the same desk', () => openTask(officer, id, 'formCheck'));
  expect(again.contentVersion).toBe(2);
  const differences = await officer.get<{
    from: number;
    to: number;
    items: { pointer: string; marked: boolean; after: unknown }[];
  }>(`/applications/${id}/differences`);
  expect(differences).toMatchObject({ from: 1, to: 2 });
  expect(differences.items.map(({ pointer, marked }) => `${pointer} ${marked}`).sort()).toEqual([
    '/summary true',
    '/tasks true',
  ]);
  expect(differences.items.find(({ pointer }) => pointer === '/summary')?.after).toBe(summary);
  const late = await officer.call('POST', `/tasks/${again.id}/decision`, {
    body: { outcome: 'accepted', contentVersion: 1 },
  });
  expect(problemOf(late)).toMatchObject({ code: 'staleVersion', contentVersion: 2 });
  expect(await decide(officer, id, 'formCheck', { outcome: 'accepted' })).toMatchObject({
    next: { step: 'recommendation' },
  });
  const parties = ['liantong.owner', 'liantong.signer', 'yuweiyuan.editor', 'yuweiyuan.owner', 'yuweiyuan.signer'];
  expect(await told(id, 'correctionAsked')).toEqual(parties);
  await until('received', async () => (await told(id, 'correctionReceived')).length > 0);
  expect(await told(id, 'correctionReceived')).toEqual(parties);
});

test('a correction that nobody hands in: one reminder, then deemed withdrawn', async () => {
  const { id, owner, officer, correction } = await givenBack(2_500);
  await until('deemed withdrawn', async () => (await scene.view(owner, id)).status === 'deemedWithdrawn');
  await until('told', async () => (await told(id, 'correctionLapsed')).length > 0);
  expect(await told(id, 'correctionLapsed')).toEqual([
    'liantong.owner',
    'liantong.signer',
    'yuweiyuan.editor',
    'yuweiyuan.owner',
    'yuweiyuan.signer',
  ]);
  const reminders = await scene.sql<{ email: string }[]>`
    select email from messages where case_id = ${id} and template = 'taskReminder' and email like 'yuweiyuan%' order by email`;
  expect(reminders.map(({ email }) => email.split('@')[0])).toEqual([
    'yuweiyuan.editor',
    'yuweiyuan.owner',
    'yuweiyuan.signer',
  ]);
  expect(problemOf(await handIn(owner, id, correction.taskId))).toMatchObject({ code: 'wrongState' });
  expect(problemOf(await change(owner, id, 'project', null, { summary: '迟到的修改' }))).toMatchObject({
    code: 'wrongState',
  });
  const { timeline } = await scene.view(owner, id);
  expect(timeline.slice(-2).map(({ step, state }) => `${step} ${state}`)).toEqual([
    'correction stopped',
    'deemedWithdrawn stopped',
  ]);
  const open = await scene.sql`select 1 from tasks where case_id = ${id} and status = 'open'`;
  expect(open).toEqual([]);
  expect(await openTask(officer, id, 'formCheck')).toBeUndefined();
});
