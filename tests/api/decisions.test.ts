/** Decisions at the desks: who may, who was first, what a decision needs, and what follows from it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Decided, TaskView } from '../../contracts/tasks.ts';
import { decideTaskOnce } from '../../db/decisions.ts';
import type { Actor } from '../../domain/permissions.ts';
import type { Client } from '../support/client.ts';
import { applyJointly, openTask, sampleApplication } from '../support/story.ts';
import { openScene, problemOf, type Scene } from '../support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
});

const food = sampleApplication('food');
const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);
const nameOf = async (client: Client) => (await client.get<{ user: { name: string } }>('/me')).user.name;

/** A submitted application at the form check of Jinshui, whose desk two officers share. */
async function submitted() {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const [first, second] = [await as('jinshui.officer'), await as('jinshui.officer2')];
  const task = await openTask(first, id, 'formCheck');
  if (!task) throw new Error('a submission opens the first desk');
  return { roundId, id, taskId: task.id, first, second };
}
const decide = (client: Client, taskId: string, body: Record<string, unknown>, key?: string) =>
  client.call('POST', `/tasks/${taskId}/decision`, { body: { contentVersion: 1, ...body }, ...(key ? { key } : {}) });
const readTask = (client: Client, taskId: string) => client.get<TaskView>(`/tasks/${taskId}`);

/** What the database holds of the decisions on a case: facts of decisions, open tasks, versions without gap. */
async function effects(caseId: string) {
  const facts = await scene.sql<
    { version: number; kind: string }[]
  >`select version, kind from facts where case_id = ${caseId} order by version`;
  const open = await scene.sql<
    { step: string }[]
  >`select step from tasks where case_id = ${caseId} and status = 'open'`;
  expect(facts.map(({ version }) => version)).toEqual(facts.map((_, index) => index + 1));
  return { decisions: facts.filter(({ kind }) => kind === 'taskDecided').length, open: open.map(({ step }) => step) };
}

test('two officers decide one task at once: one wins, the other is told who and when', async () => {
  const { id, taskId, first, second } = await submitted();
  const [a, b] = await Promise.all([
    decide(first, taskId, { outcome: 'accepted' }),
    decide(second, taskId, { outcome: 'notAccepted', reason: '不属于本类别' }),
  ]);
  const [won, lost, winner] = a.status === 200 ? [a, b, first] : [b, a, second];
  expect(won.status).toBe(200);
  const task = await readTask(first, taskId);
  expect(problemOf(lost)).toMatchObject({
    code: 'conflict',
    status: 409,
    why: 'decided',
    decidedBy: await nameOf(winner),
    decidedAt: task.decidedAt,
    outcome: task.outcome,
  });
  expect(await effects(id)).toEqual({ decisions: 1, open: task.outcome === 'accepted' ? ['recommendation'] : [] });
});

test('the same click fifty times in parallel: one effect, fifty equal replies', async () => {
  const { id, taskId, first } = await submitted();
  const key = randomUUID();
  const clicks = await Promise.all(
    Array.from({ length: 50 }, () => decide(first, taskId, { outcome: 'accepted' }, key)),
  );
  expect(new Set(clicks.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(clicks.map(({ text }) => text)).size).toBe(1);
  expect(clicks.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(49);
  expect((await decide(first, taskId, { outcome: 'accepted' }, key)).text).toBe(clicks[0]?.text);
  expect(problemOf(await decide(first, taskId, { outcome: 'notAccepted', reason: '改' }, key))).toMatchObject({
    code: 'keyReused',
    status: 422,
  });
  expect(await effects(id)).toEqual({ decisions: 1, open: ['recommendation'] });
});

test('the reply says who has the case now and until when; nothing where a workflow arranges it', async () => {
  const { id, taskId, first } = await submitted();
  const reply = await decide(first, taskId, { outcome: 'accepted' });
  const { next } = JSON.parse(reply.text) as Decided;
  const task = await openTask(first, id, 'recommendation');
  const read = await readTask(first, task?.id ?? '');
  expect(next).toEqual({
    taskId: read.id,
    step: 'recommendation',
    stepLabel: read.stepLabel,
    bodyName: read.bodyName,
    dueAt: read.dueAt,
    dueProvisional: read.dueProvisional,
  });
  expect(read.stepLabel).not.toBeNull();
  expect(read.bodyName).not.toBeNull();
  const refusal = await decide(first, read.id, { outcome: 'notRecommended', reason: '名额已满' });
  expect(refusal.status).toBe(200);
  expect((JSON.parse(refusal.text) as Decided).next).toBeNull();
});

test('fifty clicks under keys of their own: one wins, forty-nine learn who and when', async () => {
  const { id, taskId, first, second } = await submitted();
  const clicks = await Promise.all(
    Array.from({ length: 50 }, (_, index) => decide(index % 2 === 0 ? first : second, taskId, { outcome: 'accepted' })),
  );
  const { decidedAt, decidedBy } = await readTask(first, taskId);
  const lost = clicks.filter(({ status }) => status !== 200).map(problemOf);
  expect(lost).toHaveLength(49);
  for (const problem of lost)
    expect(problem).toMatchObject({ code: 'conflict', decidedAt, decidedBy: decidedBy?.name });
  expect(await effects(id)).toEqual({ decisions: 1, open: ['recommendation'] });
});

test('a decision needs the content on record, an outcome on offer, and the reason or marks that the outcome asks for', async () => {
  const { id, taskId, first } = await submitted();
  const refused = async (body: Record<string, unknown>) => problemOf(await decide(first, taskId, body));
  expect(await refused({ outcome: 'accepted', contentVersion: 2 })).toMatchObject({
    code: 'staleVersion',
    status: 412,
    contentVersion: 1,
  });
  const fault = async (body: Record<string, unknown>) => {
    const { code, errors } = await refused(body);
    return `${code} ${errors?.[0]?.pointer} ${errors?.[0]?.rule}`;
  };
  expect(await fault({ outcome: 'notAccepted' })).toBe('invalid /reason required');
  expect(await fault({ outcome: 'notAccepted', reason: '  ' })).toMatch(/^invalid \/reason /);
  expect(await fault({ outcome: 'correction', reason: '请补充' })).toBe('invalid /marks required');
  expect(await fault({ outcome: 'correction', marks: [] })).toBe('invalid /marks required');
  const mark = { section: 'project', enterpriseId: null, pointer: '/summary', note: '请写明目标' };
  expect(await fault({ outcome: 'accepted', marks: [mark] })).toBe('invalid /marks notAllowed');
  expect(await fault({ outcome: 'qualified' })).toBe('invalid /outcome enum');
  expect(await effects(id)).toEqual({ decisions: 0, open: ['formCheck'] });
});

test('a task taken by a colleague is hers until she gives it back', async () => {
  const { taskId, first, second, id } = await submitted();
  const claimed = await second.post<TaskView>(`/tasks/${taskId}/claim`);
  expect(claimed.claimedBy?.name).toBe(await nameOf(second));
  const told = { code: 'conflict', why: 'claimed', decidedBy: await nameOf(second), decidedAt: claimed.claimedAt };
  expect(problemOf(await decide(first, taskId, { outcome: 'accepted' }))).toMatchObject(told);
  expect(problemOf(await first.call('POST', `/tasks/${taskId}/claim`))).toMatchObject(told);
  expect(problemOf(await first.call('POST', `/tasks/${taskId}/release`))).toMatchObject({ code: 'wrongState' });
  await second.post(`/tasks/${taskId}/claim`); // again changes nothing
  await second.post(`/tasks/${taskId}/release`);
  expect((await decide(first, taskId, { outcome: 'accepted' })).status).toBe(200);
  expect(problemOf(await second.call('POST', `/tasks/${taskId}/claim`))).toMatchObject({
    why: 'decided',
    decidedBy: await nameOf(first),
  });
  expect(await effects(id)).toEqual({ decisions: 1, open: ['recommendation'] });
});

test('the task and the case of another district do not exist; the applicant decides nothing', async () => {
  const { id, taskId, first } = await submitted();
  for (const outsider of [
    await as('erqi.officer'),
    scene.city,
    await as('expert1'),
    await as('yuweiyuan.owner'),
    await as('operator'),
  ]) {
    expect((await outsider.call('GET', `/tasks/${taskId}`)).status).toBeGreaterThanOrEqual(403);
    expect((await decide(outsider, taskId, { outcome: 'accepted' })).status).toBeGreaterThanOrEqual(403);
    expect((await outsider.call('POST', `/tasks/${taskId}/claim`)).status).toBeGreaterThanOrEqual(403);
  }
  const erqi = await as('erqi.officer');
  expect((await erqi.call('GET', `/tasks/${taskId}`)).status).toBe(404);
  expect((await decide(erqi, taskId, { outcome: 'accepted' })).status).toBe(404);
  for (const part of ['', '/history', '/checks', '/differences', '/comments', '/receipt'])
    expect((await erqi.call('GET', `/applications/${id}${part}`)).status).toBe(404);
  expect(await openTask(erqi, id, 'formCheck')).toBeUndefined();
  expect((await first.call('GET', `/applications/${id}/checks`)).status).toBe(200);
  expect(await effects(id)).toEqual({ decisions: 0, open: ['formCheck'] });
});

test('a refusal ends the case with its reason on the timeline, and frees the category for a new start', async () => {
  const { roundId, id, taskId, first } = await submitted();
  expect((await decide(first, taskId, { outcome: 'notAccepted', reason: '申报类别不符' })).status).toBe(200);
  const owner = await as('yuweiyuan.owner');
  const { status, timeline, allowed } = await scene.view(owner, id);
  expect(status).toBe('refused');
  expect(timeline.find(({ step }) => step === 'formCheck')).toMatchObject({
    state: 'done',
    outcome: 'notAccepted',
    reason: '申报类别不符',
  });
  expect(timeline.at(-1)).toMatchObject({ step: 'refused', state: 'stopped' });
  expect(allowed).toEqual([]);
  expect(await effects(id)).toEqual({ decisions: 1, open: [] });
  const body = { roundId, categoryNo: 3, enterpriseId: scene.ids['yuweiyuan-food'] };
  expect((await owner.call('POST', '/applications', { body })).status).toBe(201);
});

test('a withdrawal takes the task from the desk and frees the category; only the lead’s owner may', async () => {
  const { roundId, id, taskId, first } = await submitted();
  const withdraw = (client: Client) =>
    client.call('POST', `/applications/${id}/withdrawal`, { body: { reason: '项目调整' } });
  for (const other of [await as('liantong.owner'), await as('yuweiyuan.editor'), first])
    expect((await withdraw(other)).status).toBeGreaterThanOrEqual(403);
  const owner = await as('yuweiyuan.owner');
  const body = { roundId, categoryNo: 3, enterpriseId: scene.ids['yuweiyuan-food'] };
  expect(problemOf(await owner.call('POST', '/applications', { body }))).toMatchObject({
    code: 'duplicate',
    applicationId: id,
  });
  expect((await withdraw(owner)).status).toBe(200);
  expect(problemOf(await decide(first, taskId, { outcome: 'accepted' }))).toMatchObject({
    code: 'conflict',
    decidedBy: await nameOf(owner),
  });
  expect((await scene.view(owner, id)).status).toBe('withdrawn');
  expect((await withdraw(owner)).status).toBe(409);
  expect((await owner.call('POST', '/applications', { body })).status).toBe(201);
  expect(await effects(id)).toEqual({ decisions: 0, open: [] });
});

test('twins of one click in two processes: one decision, equal replies; a refused one leaves the key free', async () => {
  const { id, taskId, first } = await submitted();
  const actor = { userId: (await first.get<{ user: { id: string } }>('/me')).user.id } as Actor;
  const claim = { owner: actor.userId, key: randomUUID(), requestHash: 'the click' };
  const asked = { taskId, decision: { outcome: 'accepted', contentVersion: 1 }, actor };
  const stale = { ...asked, decision: { ...asked.decision, contentVersion: 7 } };
  await expect(decideTaskOnce(scene.sql, claim, stale)).rejects.toMatchObject({ code: 'staleVersion' });
  const answers = await Promise.all(Array.from({ length: 4 }, () => decideTaskOnce(scene.sql, claim, asked)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ earlierHash }) => earlierHash === null)).toHaveLength(1);
  expect(await effects(id)).toEqual({ decisions: 1, open: ['recommendation'] });
});
