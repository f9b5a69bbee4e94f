/** Decisions over a whole filter: what the dry run says, what the batches do, what has changed in between, and who may. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BulkItem, BulkView } from '../../contracts/bulk-decisions.ts';
import type { TaskView } from '../../contracts/tasks.ts';
import { openTown, type Town } from '../support/desks.ts';
import { problemOf } from '../support/scene.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown({ recommendation: { quotaPerCategory: 2, basis: 'test' } });
  await town.world.person('colleague', 'districtOfficer', { bodyId: 'district-a' });
});
afterAll(() => town.close());

const submitted = async (count: number, categoryNo = 1) => {
  const ids: string[] = [];
  for (let no = 0; no < count; no++) ids.push((await town.world.application({ categoryNo })).id);
  return ids;
};
const plan = async (body: Record<string, unknown>, who = 'district') =>
  (await town.as(who)).call('POST', '/bulk-decisions', { body });
const planned = async (body: Record<string, unknown>) => {
  const answer = await plan(body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as BulkView;
};
const batch = async (id: string, body: object = {}, who = 'district', key?: string) =>
  (await town.as(who)).call('POST', `/bulk-decisions/${id}/batches`, { body, ...(key ? { key } : {}) });
async function finish(id: string, leaveOut: string[] = []): Promise<BulkView> {
  for (let no = 0; no < 100; no++) {
    const view = (await batch(id, { leaveOut })).body as BulkView;
    if (view.finishedAt !== null) return view;
  }
  throw new Error('never finished');
}
const itemsOf = async (id: string, state = '') => {
  const district = await town.as('district');
  const items: BulkItem[] = [];
  for (let page = 1; ; page++) {
    const reply = await district.get<{ items: BulkItem[]; hasNextPage: boolean }>(
      `/bulk-decisions/${id}/items?perPage=100&page=${page}${state ? `&state=${state}` : ''}`,
    );
    items.push(...reply.items);
    if (!reply.hasNextPage) return items;
  }
};
const decisions = async () => {
  const [row] = await town.sql<{ n: number }[]>`select count(*)::int as n from facts where kind = 'taskDecided'`;
  return row?.n as number;
};
const openAt = async (step: string) => {
  const [row] = await town.sql<
    { n: number }[]
  >`select count(*)::int as n from tasks where step = ${step} and status = 'open'`;
  return row?.n as number;
};

test('three hundred over a whole filter: judged without a trace, decided once each, repeated without effect', async () => {
  await submitted(300);
  const before = await decisions();
  const view = await planned({ filter: { view: 'open', step: 'formCheck' }, outcome: 'accepted' });
  expect(view).toMatchObject({ startedAt: null, counts: { ready: 300, refused: 0, recorded: 0 } });
  expect(await decisions()).toBe(before);
  expect(await openAt('formCheck')).toBe(300);

  const key = randomUUID();
  const [once, again] = [await batch(view.id, {}, 'district', key), await batch(view.id, {}, 'district', key)];
  expect((once.body as BulkView).counts).toMatchObject({ recorded: 25, ready: 275 });
  expect(again.text).toBe(once.text);
  await Promise.all([batch(view.id), batch(view.id), batch(view.id)]);
  const end = await finish(view.id);
  expect(end.counts).toEqual({ ready: 0, refused: 0, recorded: 300, skipped: 0, leftOut: 0 });
  expect(await decisions()).toBe(before + 300);
  expect([await openAt('formCheck'), await openAt('recommendation')]).toEqual([0, 300]);
  expect((await finish(view.id)).counts).toEqual(end.counts);
  expect(await decisions()).toBe(before + 300);
  const results = await itemsOf(view.id);
  expect(new Set(results.map(({ state }) => state))).toEqual(new Set(['recorded']));
  expect(results.every(({ decidedAt }) => decidedAt !== null)).toBe(true);
}, 120_000);

test('a dry run at the recommending desk gives the places to the ranked ones and names the quota to the rest', async () => {
  const waiting = await town.sql<{ caseId: string }[]>`
    select case_id from tasks where step = 'recommendation' and status = 'open' order by due_at, id limit 3`;
  const preferred = waiting.at(-1)?.caseId as string;
  await (await town.as('district')).put(
    `/rounds/${town.world.roundId}/recommendations/district-a`,
    { ranked: [preferred], opinions: [] },
    { ifMatch: 0 },
  );
  const view = await planned({ filter: { view: 'open', step: 'recommendation' }, outcome: 'accepted' });
  expect(view.counts).toMatchObject({ ready: 2, refused: 298 });
  const [first] = await itemsOf(view.id, 'ready');
  expect(first?.caseId).toBe(preferred);
  const [refused] = await itemsOf(view.id, 'refused');
  expect(refused?.problem).toMatchObject({ code: 'quotaFull', quota: 2, used: 2 });
  const rival = waiting[0]?.caseId as string;
  await town.world.decide(rival, 'colleague', 'accepted');
  const end = await finish(view.id);
  expect(end.counts.recorded + end.counts.skipped).toBe(2);
  const [places] = await town.sql<{ n: number }[]>`select count(*)::int as n from recommended_places`;
  expect(places?.n).toBe(2);
}, 120_000);

test('what changed since the dry run is skipped with the reason; what the person took out is left alone', async () => {
  const [decided, claimed, changed, out, fine] = (await submitted(5, 2)) as [string, string, string, string, string];
  const view = await planned({ filter: { view: 'open', step: 'formCheck', categoryNo: 2 }, outcome: 'accepted' });
  expect(view.counts.ready).toBe(5);
  const taskOf = async (caseId: string) => (await town.taskOf(caseId)).id;
  await town.world.decide(decided, 'colleague', 'refused', {}, '不属于本类别');
  await (await town.as('colleague')).post(`/tasks/${await taskOf(claimed)}/claim`);
  await town.sql`update tasks set content_version = 2 where case_id = ${changed} and status = 'open'`;
  const outTask = await taskOf(out);
  const end = await finish(view.id, [outTask]);
  expect(end.counts).toEqual({ ready: 0, refused: 0, recorded: 1, skipped: 3, leftOut: 1 });
  const by = new Map((await itemsOf(view.id)).map((item) => [item.caseId, item]));
  expect(by.get(decided)?.problem).toMatchObject({ code: 'conflict', why: 'decided', decidedBy: 'colleague' });
  expect(by.get(claimed)?.problem).toMatchObject({ code: 'conflict', why: 'claimed', decidedBy: 'colleague' });
  expect(by.get(changed)?.problem).toMatchObject({ code: 'staleVersion', contentVersion: 2 });
  expect(by.get(fine)?.state).toBe('recorded');
  expect((await town.taskOf(out)).id).toBe(outTask);
});

test('outcomes that need marks or a reason say so for each item; nothing is ready', async () => {
  const before = await openAt('formCheck');
  const filter = { view: 'open', step: 'formCheck', categoryNo: 2 };
  const marks = await planned({ filter, outcome: 'correction', reason: '请补正' });
  expect(marks.counts).toMatchObject({ ready: 0 });
  expect((await itemsOf(marks.id, 'refused'))[0]?.problem).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/marks' }],
  });
  const reason = await planned({ filter, outcome: 'refused' });
  expect((await itemsOf(reason.id, 'refused'))[0]?.problem).toMatchObject({ errors: [{ pointer: '/reason' }] });
  expect(problemOf(await plan({ filter: { view: 'open', q: '没有这个' }, outcome: 'accepted' }))).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/filter', rule: 'nothingFound' }],
  });
  expect(problemOf(await plan({ filter: { view: 'done' }, outcome: 'accepted' })).code).toBe('invalid');
  expect(await openAt('formCheck')).toBe(before);
});

test('only who made the dry run may see and run it, and a role taken away in between decides nothing', async () => {
  const [id] = await submitted(1, 2);
  const view = await planned({ filter: { view: 'open', step: 'formCheck', categoryNo: 2 }, outcome: 'accepted' });
  for (const path of [
    `/bulk-decisions/${view.id}`,
    `/bulk-decisions/${view.id}/items`,
    `/bulk-decisions/${view.id}/results.csv`,
  ])
    expect((await (await town.as('colleague')).call('GET', path)).status).toBe(404);
  expect(problemOf(await batch(view.id, {}, 'colleague')).code).toBe('notFound');
  expect(problemOf(await plan({ filter: { view: 'open' }, outcome: 'accepted' }, 'signer-partner')).code).toBe(
    'forbidden',
  );
  await town.sql`update role_grants set revoked_at = now(), revoked_by = 'test' where user_id = 'district'`;
  expect((await (await town.as('district')).call('GET', `/bulk-decisions/${view.id}`)).status).toBe(404);
  expect(problemOf(await batch(view.id)).code).toBe('notFound');
  // An officer still, but of another district.
  await town.sql`insert into bodies (id, kind, name_zh, name_en) values ('district-z', 'district', '他区', 'Another district')`;
  await town.sql`update role_grants set revoked_at = null, revoked_by = null, body_id = 'district-z' where user_id = 'district'`;
  const end = await finish(view.id);
  expect(end.counts.recorded).toBe(0);
  expect((await itemsOf(view.id, 'skipped'))[0]?.problem).toMatchObject({ code: 'forbidden' });
  await town.sql`update role_grants set body_id = 'district-a' where user_id = 'district'`;
  expect((await town.taskOf(id as string)).id).toBeDefined();
});

test('the results as CSV name each item, and what looks like a formula is a text', async () => {
  const [id] = await submitted(1, 2);
  await town.sql`update applications set project_name = '=1+1' where case_id = ${id as string}`;
  const view = await planned({ filter: { view: 'open', step: 'formCheck', categoryNo: 2 }, outcome: 'accepted' });
  await finish(view.id);
  const csv = await (await town.as('district')).call('GET', `/bulk-decisions/${view.id}/results.csv`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.text).toContain("'=1+1");
  expect(csv.text).not.toMatch(/(^|,)=1/m);
  expect(csv.text).toContain('已登记');
});

test('neighbours follow the order of the filter, also from a task that has left it', async () => {
  const ids = await submitted(3, 2);
  const district = await town.as('district');
  const query = 'view=open&step=formCheck&categoryNo=2&sort=openedAt&order=DESC';
  const { items } = await district.get<{ items: TaskView[] }>(`/tasks?${query}&perPage=100`);
  const order = items.map((item) => item.id);
  const around = (id: string) =>
    district.get<{ previousId: string | null; nextId: string | null }>(`/tasks/${id}/neighbours?${query}`);
  for (const [index, id] of order.entries())
    expect(await around(id)).toEqual({ previousId: order[index - 1] ?? null, nextId: order[index + 1] ?? null });
  const middle = items.find(({ caseId }) => caseId === ids[1]) as TaskView;
  const at = order.indexOf(middle.id);
  await town.world.decide(middle.caseId, 'district', 'accepted');
  expect(await around(middle.id)).toEqual({ previousId: order[at - 1] ?? null, nextId: order[at + 1] ?? null });
});
