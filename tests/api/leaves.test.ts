/** Leave cover, handing on, escalation: who may decide for whom, who is told, and what is refused. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TaskView } from '../../contracts/tasks.ts';
import { readNews } from '../../db/circulation.ts';
import { markOverdue } from '../../db/reminders.ts';
import { notifyOf } from '../../activities/notify.ts';
import type { Client } from '../support/client.ts';
import { openScene, problemOf, type Scene } from '../support/scene.ts';
import { applyJointly, openTask, sampleApplication } from '../support/story.ts';

let scene: Scene;
let first: Client;
let second: Client;
let supervisor: Client;
let operator: Client;
const ids: Record<string, string> = {};
const email = (name: string) => `${name}@demo.tenfold.example`;
beforeAll(async () => {
  scene = await openScene();
  [first, second, supervisor, operator] = (await Promise.all(
    ['jinshui.officer', 'jinshui.officer2', 'jinshui.supervisor', 'operator'].map((name) => scene.as(email(name))),
  )) as [Client, Client, Client, Client];
  for (const name of [
    'jinshui.officer',
    'jinshui.officer2',
    'erqi.officer',
    'jinshui.supervisor',
    'city.officer',
    'city.officer2',
  ])
    ids[name] = await scene.userId(email(name));
});
afterAll(async () => {
  await scene.close();
});
beforeEach(async () => {
  await scene.sql`update leaves set revoked_at = now() where revoked_at is null`;
});

const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);
const leave = (given: object = {}) => ({
  userId: ids['jinshui.officer'],
  role: 'districtOfficer',
  bodyId: 'district-410105',
  deputyId: ids['jinshui.officer2'],
  startsOn: day(0),
  endsOn: day(3),
  reason: '年休假',
  ...given,
});
const enter = (client: Client, given: object = {}) => client.call('POST', '/leaves', { body: leave(given) });

async function submitted() {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, sampleApplication('food'));
  const task = await openTask(first, id, 'formCheck');
  return { id, roundId, taskId: task?.id ?? '' };
}
const decide = (client: Client, taskId: string) =>
  client.call('POST', `/tasks/${taskId}/decision`, { body: { outcome: 'accepted', contentVersion: 1 } });
const read = (client: Client, taskId: string) => client.get<TaskView>(`/tasks/${taskId}`);
const view = async (client: Client, name: string) =>
  (await client.get<{ items: TaskView[] }>(`/tasks?view=${name}&perPage=100`)).items.map(({ id }) => id);

test('while the leave lasts the deputy decides in the own name what the person claimed; the fact names both', async () => {
  const { id, taskId } = await submitted();
  await first.post(`/tasks/${taskId}/claim`);
  expect(problemOf(await decide(second, taskId)).code).toBe('conflict');
  expect((await enter(first)).status).toBe(201);
  expect(await view(second, 'covering')).toContain(taskId);
  expect(await view(first, 'covering')).not.toContain(taskId);
  expect((await second.get<{ covering: number }>('/tasks/counts')).covering).toBeGreaterThan(0);
  expect(await read(second, taskId)).toMatchObject({ cover: { deputy: { id: ids['jinshui.officer2'] } } });
  expect((await decide(second, taskId)).status).toBe(200);
  expect(await read(second, taskId)).toMatchObject({
    decidedBy: { id: ids['jinshui.officer2'] },
    decidedFor: { id: ids['jinshui.officer'] },
  });
  const [fact] = await scene.sql`select actor_id, payload from facts where case_id = ${id} and kind = 'taskDecided'`;
  expect(fact).toMatchObject({ actorId: ids['jinshui.officer2'], payload: { onBehalfOf: ids['jinshui.officer'] } });
  const told =
    await scene.sql`select template from messages where user_id = ${ids['jinshui.officer2'] as string} and template = 'coverAsked'`;
  expect(told.length).toBeGreaterThan(0);
});

test.each([
  [
    'that has not begun',
    (id: string) => scene.sql`update leaves set starts_at = clock_timestamp() + interval '1 second' where id = ${id}`,
  ],
  ['that is over', (id: string) => scene.sql`update leaves set ends_at = clock_timestamp() where id = ${id}`],
  ['that was revoked', (id: string) => first.post(`/leaves/${id}/revocation`, { reason: '提前返岗' })],
  ['in another body', (id: string) => scene.sql`update leaves set body_id = 'district-410103' where id = ${id}`],
])('a leave %s gives nobody anything', async (_, change) => {
  const { taskId } = await submitted();
  await first.post(`/tasks/${taskId}/claim`);
  const entered = await enter(first);
  await change((entered.body as { id: string }).id);
  expect(problemOf(await decide(second, taskId)).code).toBe('conflict');
  expect(await view(second, 'covering')).not.toContain(taskId);
  expect((await read(first, taskId)).cover).toBeNull();
});

test('one enters the own leave, the operator anybody’s; the deputy holds the same role in the same body', async () => {
  expect((await enter(second)).status).toBe(403);
  expect((await enter(operator)).status).toBe(201);
  await scene.sql`update leaves set revoked_at = now()`;
  expect(problemOf(await enter(first, { deputyId: ids['erqi.officer'] })).errors).toMatchObject([
    { pointer: '/deputyId', rule: 'notColleague' },
  ]);
  expect(problemOf(await enter(first, { deputyId: ids['jinshui.officer'] })).code).toBe('invalid');
  expect(problemOf(await enter(first, { role: 'cityOfficer' })).errors).toMatchObject([{ pointer: '/role' }]);
  expect(problemOf(await enter(first, { startsOn: day(-5), endsOn: day(-1) })).errors).toMatchObject([
    { rule: 'past' },
  ]);
  expect(problemOf(await enter(first, { startsOn: day(2), endsOn: day(1) })).code).toBe('invalid');
});

test.each<[string, () => object, string]>([
  ['the person is away already', () => ({ startsOn: day(3), endsOn: day(9) }), 'overlaps'],
  [
    'the person stands in for a colleague, who would be left without cover',
    () => ({ userId: ids['jinshui.officer2'], deputyId: ids['jinshui.officer'], startsOn: day(1), endsOn: day(1) }),
    'deputyAway',
  ],
])('no overlapping or circular cover: %s', async (_, given, why) => {
  expect((await enter(first)).status).toBe(201);
  const clash = problemOf(await enter(operator, given()));
  expect(clash).toMatchObject({ code: 'leaveClash', why });
  expect(clash.person).toBeTruthy();
  // The days after are free.
  expect((await enter(first, { startsOn: day(4), endsOn: day(5) })).status).toBe(201);
});

test('of two leaves that contradict each other and are entered at once, one stands', async () => {
  const replies = await Promise.all([
    enter(first),
    enter(second, { userId: ids['jinshui.officer2'], deputyId: ids['jinshui.officer'] }),
  ]);
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
});

test('who is on leave is warned before claiming, and may all the same', async () => {
  const { taskId } = await submitted();
  await enter(first);
  const warned = problemOf(await first.call('POST', `/tasks/${taskId}/claim`, { body: {} }));
  expect(warned).toMatchObject({ code: 'onLeave', deputy: expect.any(String) });
  expect((await first.call('POST', `/tasks/${taskId}/claim`, { body: { despiteLeave: true } })).status).toBe(200);
});

test('a task goes to a named colleague by its holder, its supervisor or the deputy; both are told, others are refused', async () => {
  const { id, taskId } = await submitted();
  const hand = (client: Client, from: string | null, to: string, rest: object = {}) =>
    client.call('POST', `/tasks/${taskId}/reassignment`, { body: { from, to, reason: '外出培训', ...rest } });
  const [one, two] = [ids['jinshui.officer'] as string, ids['jinshui.officer2'] as string];
  expect(problemOf(await hand(first, null, two)).code).toBe('forbidden');
  expect((await hand(supervisor, null, one)).status).toBe(200);
  expect(problemOf(await hand(second, one, two)).code).toBe('forbidden');
  expect(problemOf(await hand(first, null, two)).code).toBe('conflict');
  expect(problemOf(await hand(first, one, ids['erqi.officer'] as string)).errors).toMatchObject([
    { rule: 'notColleague' },
  ]);
  expect(problemOf(await hand(first, one, ids['jinshui.supervisor'] as string)).errors).toMatchObject([
    { rule: 'notColleague' },
  ]);
  expect((await hand(first, one, two)).status).toBe(200);
  expect((await read(second, taskId)).claimedBy?.id).toBe(two);
  const [last] = await scene.sql<{ version: number; payload: object }[]>`
    select version, payload from facts where case_id = ${id} and kind = 'taskReassigned' order by version desc limit 1`;
  expect(last?.payload).toMatchObject({ from: one, to: two, reason: '外出培训' });
  await notifyOf(scene.sql, id, 0, last?.version ?? 0);
  const told = await scene.sql`
    select user_id from messages where case_id = ${id} and template = 'taskReassigned' order by user_id`;
  // The supervisor handed it to the first, the first to the second: nobody is told of the own act.
  expect(told.map(({ userId }) => userId)).toEqual([one, two].toSorted());
  // On leave: the deputy hands it on, and giving it back to the person away is warned about.
  await enter(second, { userId: two, deputyId: one });
  expect((await hand(first, two, one)).status).toBe(200);
  expect(problemOf(await hand(first, one, two)).code).toBe('onLeave');
  expect((await hand(first, one, two, { despiteLeave: true })).status).toBe(200);
});

test('nobody decides on the own enterprise’s application: not by a membership given up just before, nor as a deputy', async () => {
  const { id, taskId } = await submitted();
  const owner = ids['jinshui.officer2'] as string;
  const [grant] = await scene.sql<{ id: string }[]>`
    insert into role_grants (user_id, role, enterprise_id)
    select ${owner}, 'enterpriseEditor', enterprise_id from application_parties where application_id = ${id} and role = 'partner' returning id`;
  const refused = async () => problemOf(await decide(second, taskId));
  expect(await refused()).toMatchObject({ code: 'notYours', exclusion: 'partyMember' });
  await scene.sql`update role_grants set revoked_at = now() where id = ${grant?.id as string}`;
  expect((await refused()).code).toBe('notYours');
  await first.post(`/tasks/${taskId}/claim`);
  await enter(first);
  expect((await refused()).code).toBe('notYours');
  await first.post(`/tasks/${taskId}/release`);
  // A bulk decision judges by the same rule, and says so for this one item.
  const plan = await second.post<{ id: string }>('/bulk-decisions', {
    filter: { view: 'open', step: 'formCheck', roundId: (await read(first, taskId)).roundId },
    outcome: 'accepted',
  });
  const { items } = await second.get<{ items: object[] }>(`/bulk-decisions/${plan.id}/items`);
  expect(items).toMatchObject([{ state: 'refused', problem: { code: 'notYours' } }]);
  expect((await decide(first, taskId)).status).toBe(200);
});

test('a late desk is escalated by its policy’s days: the supervisor is told once, sees who holds it, and hands it on', async () => {
  const { id, taskId } = await submitted();
  await first.post(`/tasks/${taskId}/claim`);
  // The policy of the slip says three working days; the rehearsal's day is one hour long.
  await scene.sql`update cases set slip = jsonb_set(slip, '{desks,0,escalateAfterWorkingDays}', '3') where id = ${id}`;
  await scene.sql`update tasks set due_at = clock_timestamp() - interval '1 minute' where id = ${taskId}`;
  expect(await markOverdue(scene.sql, id)).toBe(0);
  const waits = await markOverdue(scene.sql, id);
  expect(waits).toBeGreaterThan(2.5 * 3_600_000);
  expect(waits).toBeLessThanOrEqual(3 * 3_600_000);
  const [task] = await scene.sql<{ escalateAt: string }[]>`select escalate_at from tasks where id = ${taskId}`;
  expect((await readNews(scene.sql, id)).standing).toMatchObject({
    kind: 'atDesk',
    watch: { dueAt: task?.escalateAt },
  });
  expect(await view(first, 'escalated')).not.toContain(taskId);
  await scene.sql`update tasks set escalate_at = clock_timestamp() where id = ${taskId}`;
  expect(await markOverdue(scene.sql, id)).toBe(0);
  expect(await markOverdue(scene.sql, id)).toBe(0);
  const news = await readNews(scene.sql, id);
  expect(news.standing).toMatchObject({ watch: { dueAt: null } });
  expect(await scene.sql`select 1 from facts where case_id = ${id} and kind = 'taskEscalated'`).toHaveLength(1);
  await notifyOf(scene.sql, id, 0, news.version);
  const told = await scene.sql`select user_id, body from messages where case_id = ${id} and template = 'taskEscalated'`;
  expect(told).toMatchObject([{ userId: ids['jinshui.supervisor'], body: expect.stringContaining('领取人') }]);
  expect(await view(first, 'escalated')).toContain(taskId);
  const body = await supervisor.get<{ items: TaskView[] }>('/tasks?scope=body&view=escalated&perPage=100');
  expect(body.items.find((item) => item.id === taskId)).toMatchObject({
    escalated: true,
    claimedBy: { id: ids['jinshui.officer'] },
  });
  const counts = await supervisor.get<{ escalated: number; open: number }>('/tasks/counts?scope=body');
  expect(counts.escalated).toBeGreaterThan(0);
  expect((await supervisor.get<{ items: TaskView[] }>('/tasks')).items).toEqual([]);
  const colleagues = await supervisor.get<{ items: { id: string }[] }>(`/tasks/${taskId}/colleagues`);
  expect(new Set(colleagues.items.map((item) => item.id))).toEqual(
    new Set([ids['jinshui.officer'], ids['jinshui.officer2']]),
  );
  // A supervisor reads the case of the own body and decides nothing.
  expect((await supervisor.call('GET', `/applications/${id}`)).status).toBe(200);
  expect((await decide(supervisor, taskId)).status).toBe(403);
  const elsewhere = await scene.as(email('economic.supervisor'));
  expect((await elsewhere.call('GET', `/tasks/${taskId}`)).status).toBe(404);
  expect((await elsewhere.call('GET', `/applications/${id}`)).status).toBe(404);
});

test('leaves are seen by those whom they concern, the body’s supervisor, the operator and the auditor', async () => {
  const entered = await enter(first);
  const { id } = entered.body as { id: string };
  const sees = async (client: Client) =>
    (await client.get<{ items: { id: string }[] }>('/leaves?perPage=100')).items.some((item) => item.id === id);
  const others = await Promise.all(
    ['erqi.officer', 'economic.supervisor', 'auditor'].map((name) => scene.as(email(name))),
  );
  expect(await Promise.all([first, second, supervisor, operator, ...others].map(sees))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    true,
  ]);
  expect((await second.call('POST', `/leaves/${id}/revocation`, { body: { reason: '不愿代理' } })).status).toBe(403);
  expect((await operator.call('POST', `/leaves/${id}/revocation`, { body: { reason: '提前返岗' } })).status).toBe(200);
  expect(problemOf(await first.call('POST', `/leaves/${id}/revocation`, { body: { reason: '再次' } })).code).toBe(
    'wrongState',
  );
  const kinds = await scene.sql`select kind from facts where payload ->> 'leaveId' = ${id} order by version`;
  expect(kinds.map(({ kind }) => kind)).toEqual(['leaveEntered', 'leaveRevoked']);
});
