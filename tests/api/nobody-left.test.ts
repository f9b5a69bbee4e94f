/** 无人可办: when nobody of a body may take a task, it is seen and told at once, and there is a lawful way out. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { z } from 'zod';
import type { ObjectionView } from '../../contracts/objections.ts';
import type { Stuck } from '../../contracts/operations.ts';
import type { TaskCircle, TaskCounts, TaskPage, TaskView } from '../../contracts/tasks.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { settleCircles } from '../../db/nobody-left.ts';
import { closeRound, drawPanels, settleCirculation } from '../../db/round-process.ts';
import { rankRound } from '../../db/ranking.ts';
import { openDeliberation, publishNotice } from '../../db/verdict.ts';
import { objectAs } from '../support/objection-filing.ts';
import { openTown, type Town } from '../support/desks.ts';
import { membersWithoutWords } from '../support/fact-words.ts';
import { problemOf, until } from '../support/scene.ts';
import { startSweeps } from '../../worker/sweeps.ts';

let town: Town;
const place = { role: 'cityOfficer', bodyId: 'city-office' };
beforeEach(async () => {
  town = await openTown();
  const { person } = town.world;
  await person('city-2', 'cityOfficer', { bodyId: 'city-office' });
  await person('city-boss', 'bodySupervisor', { bodyId: 'city-office' });
  await person('district-boss', 'bodySupervisor', { bodyId: 'district-a' });
  await person('operator', 'operator');
  await town.sql`update users set two_factor_enabled = true where id in ('group', 'operator')`;
}, 60_000);
afterEach(() => town.close());

const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);
const leave = async (userId: string, deputyId: string, given: object = {}) => {
  const body = { userId, deputyId, ...place, startsOn: day(0), endsOn: day(3), reason: '年休假', ...given };
  return (await (await town.as('operator')).call('POST', '/leaves', { body })).body as { id: string };
};
const circle = async (taskId: string, who = 'city-boss') =>
  (await town.as(who)).get<z.infer<typeof TaskCircle>>(`/tasks/${taskId}/circle`);
const up = async (taskId: string, bodyId: string, who = 'city-boss', reason = '本单位经办人均须回避') =>
  (await town.as(who)).call('POST', `/tasks/${taskId}/superior`, { body: { bodyId, reason } });
const told = (template: string, caseId: string) => town.sql<{ userId: string; body: string; link: string }[]>`
  select user_id, body, link from messages where template = ${template} and case_id = ${caseId} order by user_id`;
const factsOf = (caseId: string) => town.world.factsOf(caseId);
const markOf = async (taskId: string) =>
  (await town.sql<{ strandedAt: string | null }[]>`select stranded_at from tasks where id = ${taskId}`)[0]?.strandedAt;
const tie = (userId: string, applicationId: string) => town.sql`
  insert into role_grants (user_id, role, enterprise_id)
  select ${userId}, 'enterpriseEditor', lead_enterprise_id from applications where case_id = ${applicationId}`;

/** A winner on its notice, whose qualification the first officer of the city has decided. */
async function noticed() {
  const { world, sql } = town;
  const { id } = await world.application();
  await world.qualify(id);
  await world.moveClosing(-1);
  await closeRound(sql, world.roundId);
  await settleCirculation(sql, world.roundId);
  await sql.begin((tx) => drawPanels(tx, world.roundId, world.officers.city));
  await world.scoreAll(() => ({ coverage: 40, effect: 60 }));
  await rankRound(sql, world.roundId);
  const proposal = (await world.openTask(world.roundId))?.id as string;
  await world.decide(world.roundId, world.officers.city, 'forward');
  await openDeliberation(sql, world.roundId, proposal);
  const deliberation = (await world.openTask(world.roundId))?.id as string;
  await world.decide(world.roundId, world.officers.group, 'approved', { minutes: '同意' });
  await publishNotice(sql, world.roundId, deliberation);
  const [line] = await sql<{ id: string }[]>`
    select id from notice_items where round_id = ${world.roundId} and application_id = ${id}`;
  return { id, itemId: line?.id as string };
}
async function objected(itemId: string) {
  const { signer } = await town.world.enterprise('neighbour', 'backbone');
  const { id } = await objectAs(town.sql, signer, itemId);
  const task = await town.world.openTask(id);
  return { id, taskId: task?.id as string, dueAt: task?.dueAt as string };
}

test('an objection that the first reviewer may not handle while the colleague is on leave is told of as it comes in, and the group decides it', async () => {
  const { itemId } = await noticed();
  await leave('city-2', 'city');
  const { id, taskId, dueAt } = await objected(itemId);
  expect(await markOf(taskId)).toEqual(expect.any(String));
  expect(await factsOf(id)).toEqual(['objectionFiled', 'taskStranded']);
  expect(await told('taskStranded', id)).toMatchObject([
    { userId: 'city-boss', body: expect.stringContaining('1 项异议处理目前无人可办'), link: `/desk/tasks/${taskId}` },
    { userId: 'operator', link: '/desk/operations' },
  ]);
  // Who must stand aside is told, why is not: it would tell who objects.
  expect(await circle(taskId)).toEqual({
    bodyId: 'city-office',
    bodyName: { zh: '市办', en: 'City office' },
    stranded: true,
    since: await markOf(taskId),
    people: [
      { id: 'city', name: 'city', onLeaveUntil: null, excluded: true },
      { id: 'city-2', name: 'city-2', onLeaveUntil: expect.any(String), excluded: false },
    ],
    supervisors: [{ id: 'city-boss', name: 'city-boss' }],
    superior: { bodyId: 'promotion-group', name: { zh: '推进小组', en: 'Promotion group' } },
    waysOut: ['callBack', 'moveUp', 'appoint'],
  });
  const boss = await town.as('city-boss');
  expect((await boss.get<z.infer<typeof TaskCounts>>('/tasks/counts?scope=body')).stranded).toBe(1);
  const queue = await boss.get<z.infer<typeof TaskPage>>('/tasks?scope=body&view=stranded');
  expect(queue.items).toMatchObject([{ id: taskId, strandedAt: expect.any(String) }]);
  expect(await boss.get<ObjectionView>(`/objections/${id}`)).toMatchObject({
    stranded: true,
    taskId,
    confidential: null,
    allowed: [],
  });
  const stuck = await (await town.as('operator')).get<z.infer<typeof Stuck>>('/operations/stuck');
  expect(stuck.items).toEqual([
    expect.objectContaining({ cause: 'nobodyMayTake', taskId, detail: 'objection', retriable: false }),
  ]);
  const broken = (await checkInvariants(town.sql)).filter(({ violations }) => violations > 0);
  expect(broken).toMatchObject([{ name: 'openTaskHasDecider', examples: [{ caseId: id }] }]);

  // Not the officers themselves, not another body's supervisor, and not without a reason.
  expect((await up(taskId, 'city-office', 'city')).status).toBe(403);
  expect((await up(taskId, 'city-office', 'district-boss')).status).toBe(404);
  expect(problemOf(await up(taskId, 'city-office', 'city-boss', ' ')).errors).toMatchObject([{ pointer: '/reason' }]);
  expect(await up(taskId, 'city-office')).toMatchObject({ status: 200, body: { bodyId: 'promotion-group' } });
  // Once: the second finds it moved.
  expect(problemOf(await up(taskId, 'city-office', 'operator'))).toMatchObject({ code: 'conflict', why: 'movedUp' });
  const [task] =
    await town.sql`select role, body_id, claimed_by, stranded_at, due_at, status from tasks where id = ${taskId}`;
  expect(task).toEqual({
    role: 'promotionMember',
    bodyId: 'promotion-group',
    claimedBy: null,
    strandedAt: null,
    dueAt,
    status: 'open',
  });
  const [fact] = await town.sql`select actor_id, payload from facts where case_id = ${id} and kind = 'taskMovedUp'`;
  expect(fact).toMatchObject({
    actorId: 'city-boss',
    payload: { fromBodyId: 'city-office', bodyId: 'promotion-group', reason: '本单位经办人均须回避' },
  });
  expect(await told('taskMovedUp', id)).toMatchObject([
    { userId: 'group', body: expect.stringContaining('市办无人可办') },
  ]);

  // The colleague comes back and the group has it all the same.
  await town.sql`update leaves set revoked_at = now()`;
  const back = await (await town.as('city-2')).call('POST', `/objections/${id}/handling`, { body: {} });
  expect(back.status).toBe(403);
  const group = await town.as('group');
  expect(await group.get<TaskView>(`/tasks/${taskId}`)).toMatchObject({
    bodyId: 'promotion-group',
    payload: { movedUp: { from: { zh: '市办' }, by: 'city-boss', reason: '本单位经办人均须回避' } },
  });
  expect(await group.get<ObjectionView>(`/objections/${id}`)).toMatchObject({
    movedUp: { by: 'city-boss' },
    allowed: ['take'],
  });
  expect((await group.call('POST', `/objections/${id}/handling`, { body: {} })).status).toBe(200);
  const verdict = { verdict: 'rejected', reason: '经核查不属实', publicReason: '经核查不属实', amendment: null };
  expect((await group.call('POST', `/objections/${id}/verdict`, { body: verdict })).status).toBe(200);
  expect((await town.sql`select status, decided_by from objections where case_id = ${id}`)[0]).toEqual({
    status: 'rejected',
    decidedBy: 'group',
  });
  expect((await checkInvariants(town.sql)).filter(({ violations }) => violations > 0)).toEqual([]);
}, 60_000);

test('a leave strands what is open at the moment it is entered; calling the person back ends it, and both are told', async () => {
  const { itemId } = await noticed();
  const { id, taskId } = await objected(itemId);
  expect(await markOf(taskId)).toBeNull();
  expect((await circle(taskId)).waysOut).toEqual([]);
  // The colleague has taken it, and stands in for nobody who could: the deputy is the first reviewer.
  await (await town.as('city-2')).post(`/objections/${id}/handling`);
  const entered = await leave('city-2', 'city');
  expect(await markOf(taskId)).toEqual(expect.any(String));
  expect(await told('taskStranded', id)).toHaveLength(2);
  const elsewhere = await (await town.as('district-boss')).call('POST', `/leaves/${entered.id}/revocation`, {
    body: { reason: '不相干' },
  });
  expect(elsewhere.status).toBe(403);
  await (await town.as('city-boss')).post(`/leaves/${entered.id}/revocation`, { reason: '异议须限期处理' });
  expect(await markOf(taskId)).toBeNull();
  expect((await factsOf(id)).slice(-2)).toEqual(['taskStranded', 'taskRelieved']);
  const back = await town.sql`select user_id, body from messages where template = 'calledBack'`;
  expect(back).toMatchObject([{ userId: 'city-2', body: expect.stringContaining('city-boss') }]);
  // Somebody may take it now: it is no longer the group's.
  expect(problemOf(await up(taskId, 'city-office')).code).toBe('wrongState');
}, 60_000);

test('who takes it on leave all the same ends it; being handed it does not', async () => {
  const { itemId } = await noticed();
  await leave('city-2', 'city');
  const { id, taskId } = await objected(itemId);
  const boss = await town.as('city-boss');
  const handed = { from: null, to: 'city-2', reason: '请返岗办理', despiteLeave: true };
  expect((await boss.call('POST', `/tasks/${taskId}/reassignment`, { body: handed })).status).toBe(200);
  expect(await settleCircles(town.sql)).toEqual([]);
  expect(await markOf(taskId)).toEqual(expect.any(String));
  const second = await town.as('city-2');
  await second.call('DELETE', `/objections/${id}/handling`, { body: { reason: '尚在休假' } });
  expect((await second.call('POST', `/tasks/${taskId}/claim`, { body: { despiteLeave: true } })).status).toBe(200);
  expect(await markOf(taskId)).toBeNull();
  expect(await circle(taskId)).toMatchObject({ stranded: false, waysOut: [] });
  expect(problemOf(await up(taskId, 'city-office')).code).toBe('wrongState');
  // Given back, it is as before.
  await second.call('DELETE', `/objections/${id}/handling`, { body: { reason: '尚在休假' } });
  expect(await settleCircles(town.sql)).toEqual([id]);
}, 60_000);

test('a role taken away gives the claims back, and strands what nobody is left for', async () => {
  const { id } = await town.world.application();
  await town.world.person('district-2', 'districtOfficer', { bodyId: 'district-a' });
  const taskId = (await town.world.openTask(id))?.id as string;
  await (await town.as('district')).post(`/tasks/${taskId}/claim`);
  const operator = await town.as('operator');
  const dismiss = async (userId: string) => {
    const [grant] = await town.sql`select id from role_grants where user_id = ${userId} and revoked_at is null`;
    expect((await operator.call('DELETE', `/users/${userId}/roles/${grant?.id}`)).status).toBe(200);
  };
  await dismiss('district');
  const [given] = await town.sql`select claimed_by, stranded_at from tasks where id = ${taskId}`;
  expect(given).toEqual({ claimedBy: null, strandedAt: null });
  expect((await factsOf(id)).at(-1)).toBe('taskReleased');
  await dismiss('district-2');
  expect(await markOf(taskId)).toEqual(expect.any(String));
  expect(await told('taskStranded', id)).toMatchObject([{ userId: 'district-boss' }, { userId: 'operator' }]);
  // The city office decides in the district's stead, and the case goes on along its slip: back to the district.
  expect((await up(taskId, 'district-a', 'operator')).status).toBe(200);
  const decided = await (await town.as('city-2')).call('POST', `/tasks/${taskId}/decision`, {
    body: { outcome: 'accepted', contentVersion: 1 },
  });
  expect(decided.status).toBe(200);
  const { items } = await (await town.as('city')).get<{ items: { kind: string; bodies: unknown }[] }>(
    `/applications/${id}/history`,
  );
  expect(items.filter(({ bodies }) => bodies !== null)).toMatchObject([
    { kind: 'taskMovedUp', bodies: { from: { zh: '甲区' }, to: { zh: '市办' } } },
  ]);
  expect(await membersWithoutWords(town.sql)).toEqual([]);
  const next = await town.world.openTask(id);
  expect(next?.step).toBe('recommendation');
  // A desk that opens with nobody is found by the sweep, once.
  expect(await markOf(next?.id as string)).toBeNull();
  expect(await settleCircles(town.sql)).toEqual([id]);
  expect(await settleCircles(town.sql)).toEqual([]);
  expect(await markOf(next?.id as string)).toEqual(expect.any(String));
  // Somebody is appointed.
  await operator.post('/users/district-2/roles', { role: 'districtOfficer', bodyId: 'district-a' });
  expect(await settleCircles(town.sql)).toEqual([id]);
  expect(await markOf(next?.id as string)).toBeNull();
}, 60_000);

test('a deputy who loses the role leaves nothing behind that only the person on leave could hand on', async () => {
  const { id } = await town.world.application();
  await town.world.person('district-2', 'districtOfficer', { bodyId: 'district-a' });
  await town.world.person('district-3', 'districtOfficer', { bodyId: 'district-a' });
  const taskId = (await town.world.openTask(id))?.id as string;
  await (await town.as('district')).post(`/tasks/${taskId}/claim`);
  await leave('district', 'district-2', { role: 'districtOfficer', bodyId: 'district-a' });
  await town.sql`update role_grants set revoked_at = now() where user_id = 'district-2'`;
  expect(await settleCircles(town.sql)).toEqual([id]);
  const third = await town.as('district-3');
  expect((await third.call('POST', `/tasks/${taskId}/claim`, { body: {} })).status).toBe(200);
}, 60_000);

test('an own matter strands the desk of a single officer; nobody takes or is handed what is the own', async () => {
  const { id } = await town.world.application();
  const taskId = (await town.world.openTask(id))?.id as string;
  await tie('district', id);
  expect(await settleCircles(town.sql)).toEqual([id]);
  const district = await town.as('district');
  expect(problemOf(await district.call('POST', `/tasks/${taskId}/claim`, { body: {} })).code).toBe('notYours');
  const boss = await town.as('district-boss');
  expect((await boss.get<{ items: object[] }>(`/tasks/${taskId}/colleagues`)).items).toMatchObject([
    { excluded: true },
  ]);
  const handed = await boss.call('POST', `/tasks/${taskId}/reassignment`, {
    body: { from: null, to: 'district', reason: '请办理' },
  });
  expect(problemOf(handed).code).toBe('notYours');
  expect((await circle(taskId, 'district-boss')).waysOut).toEqual(['moveUp', 'appoint']);
  // The office has nobody either: the group, above it, does.
  await tie('city', id);
  await leave('city-2', 'city');
  expect((await circle(taskId, 'district-boss')).superior?.bodyId).toBe('promotion-group');
  await tie('group', id);
  expect(await circle(taskId, 'district-boss')).toMatchObject({ superior: null, waysOut: ['appoint'] });
  expect(problemOf(await up(taskId, 'district-a', 'district-boss')).code).toBe('wrongState');
}, 60_000);

test('what the superior recommends uses up the quota of the district', async () => {
  await town.sql`
    update rounds set policy = jsonb_set(policy, '{recommendation}',
      ${town.sql.json({ step: 'recommendation', quotas: { 'district-a': 1 }, basis: 'test' })})`;
  const [first, second] = (await town.atRecommendation(2)) as [string, string];
  await town.world.decide(first, 'district', 'accepted');
  await tie('district', second);
  const { id: taskId } = await town.taskOf(second);
  await settleCircles(town.sql);
  expect((await up(taskId, 'district-a', 'district-boss')).status).toBe(200);
  const refused = await (await town.as('city')).call('POST', `/tasks/${taskId}/decision`, {
    body: { outcome: 'accepted', contentVersion: 1 },
  });
  expect(problemOf(refused)).toMatchObject({ code: 'quotaFull', scope: 'body', quota: 1 });
}, 60_000);

test('of two who move a task at once, one does; the panel is drawn by the office alone', async () => {
  const { id } = await town.world.application();
  const taskId = (await town.world.openTask(id))?.id as string;
  await tie('district', id);
  const replies = await Promise.all([up(taskId, 'district-a', 'district-boss'), up(taskId, 'district-a', 'operator')]);
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect((await factsOf(id)).filter((kind) => kind === 'taskMovedUp')).toHaveLength(1);
  const { world, sql } = town;
  await world.decide(id, 'city', 'accepted');
  await world.decide(id, 'city', 'accepted');
  await world.decide(id, 'city', 'accepted');
  await world.moveClosing(-1);
  await closeRound(sql, world.roundId);
  await settleCirculation(sql, world.roundId);
  const draw = (await world.openTask(world.roundId))?.id as string;
  await sql`update role_grants set revoked_at = now() where role = 'cityOfficer'`;
  expect(await circle(draw)).toMatchObject({ stranded: true, superior: null, waysOut: ['appoint'] });
}, 60_000);

test('before a leave is entered, what it would leave without a decider is shown, and nothing is changed by looking', async () => {
  const { itemId } = await noticed();
  const { id, taskId } = await objected(itemId);
  await town.world.person('city-3', 'cityOfficer', { bodyId: 'city-office' });
  const second = await town.as('city-2');
  const uncovered = (deputyId: string) =>
    second.get<{ count: number; items: object[] }>(
      `/leaves/uncovered?userId=city-2&role=cityOfficer&bodyId=city-office&deputyId=${deputyId}`,
    );
  expect(await uncovered('city-3')).toEqual({ count: 0, items: [] });
  // What the person has taken goes to the deputy, who is the first reviewer; a third could still take it.
  await second.post(`/objections/${id}/handling`);
  expect(await uncovered('city-3')).toEqual({ count: 0, items: [] });
  expect(await uncovered('city')).toMatchObject({ count: 1, items: [{ taskId, step: 'objection', why: 'handOn' }] });
  await town.sql`update role_grants set revoked_at = now() where user_id = 'city-3'`;
  expect(await uncovered('city')).toMatchObject({ count: 1, items: [{ taskId, why: 'nobody' }] });
  expect(await town.sql`select 1 from leaves`).toEqual([]);
  expect(await markOf(taskId)).toBeNull();
  const other = await second.call(
    'GET',
    '/leaves/uncovered?userId=city&role=cityOfficer&bodyId=city-office&deputyId=city-2',
  );
  expect(other.status).toBe(403);
  const stranger = '/leaves/uncovered?userId=city-2&role=cityOfficer&bodyId=city-office&deputyId=district';
  expect(problemOf(await second.call('GET', stranger)).errors).toMatchObject([{ rule: 'notColleague' }]);
}, 60_000);

test('many tasks of a desk that lose their officer at once are one message to each who can end it; the worker finds them', async () => {
  const ids = await town.atRecommendation(3);
  await town.sql`update role_grants set revoked_at = now() where user_id = 'district'`;
  const stop = startSweeps(town.sql, { signingKey: undefined, logPath: '' }, pino({ level: 'silent' }));
  try {
    await until('the mark', async () => {
      const marked = await town.sql`select 1 from tasks where stranded_at is not null`;
      return marked.length === 3;
    });
  } finally {
    await stop();
  }
  const messages = await town.sql<{ userId: string; body: string; link: string }[]>`
    select user_id, body, link from messages where template = 'taskStranded' order by user_id`;
  expect(messages).toMatchObject([
    {
      userId: 'district-boss',
      body: expect.stringContaining('“第一批”有 3 项recommendation'),
      link: '/desk/supervision',
    },
    { userId: 'operator', link: '/desk/operations' },
  ]);
  for (const id of ids) expect((await factsOf(id)).at(-1)).toBe('taskStranded');
}, 60_000);

test('an expert whose role is taken away leaves the panel for the next in the draw who is an expert still', async () => {
  const { world, sql } = town;
  const { id } = await world.application();
  await world.qualify(id);
  await world.moveClosing(-1);
  await closeRound(sql, world.roundId);
  await settleCirculation(sql, world.roundId);
  // Active in the register, and no expert by role: never drawn.
  await sql`update role_grants set revoked_at = now() where user_id = 'expert-8'`;
  const drawn = await sql.begin((tx) => drawPanels(tx, world.roundId, world.officers.city));
  if (!drawn.ok) throw new Error('the panel is drawn');
  const { seated, candidates } = drawn.panels[0] as { seated: string[]; candidates: string[] };
  expect(candidates).not.toContain('expert-8');
  const waiting = candidates.filter((expert) => !seated.includes(expert));
  expect(waiting).toHaveLength(2);
  const [gone] = seated as [string];
  // One of the two who wait is no expert any more: the other takes the seat.
  const [passed, next] = waiting as [string, string];
  await sql`update role_grants set revoked_at = now() where user_id = ${passed}`;
  const [grant] = await sql`select id from role_grants where user_id = ${gone} and revoked_at is null`;
  const operator = await town.as('operator');
  expect((await operator.call('DELETE', `/users/${gone}/roles/${grant?.id}`)).status).toBe(200);
  const sheets = await sql<{ assigneeId: string }[]>`
    select assignee_id from tasks where case_id = ${id} and step = 'score' and status = 'open'`;
  expect(new Set(sheets.map(({ assigneeId }) => assigneeId))).toEqual(new Set([...seated.slice(1), next]));
  const [fact] = await sql`select payload from facts where case_id = ${world.roundId} and kind = 'expertReplaced'`;
  expect(fact?.payload).toMatchObject({ recused: gone, reason: 'roleEnded', replacedBy: next });
  expect((await checkInvariants(sql)).filter(({ violations }) => violations > 0)).toEqual([]);
}, 60_000);
