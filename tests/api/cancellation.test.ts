/** 取消批次 over the API: who, with what reason, what everybody reads afterwards, and what late acts are told. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Checks } from '../../contracts/applications.ts';
import type { CallDetail, Calls } from '../../contracts/public.ts';
import type { DiagramView } from '../../contracts/diagrams.ts';
import type { RecommendationView } from '../../contracts/recommendations.ts';
import type { z } from 'zod';
import { checkInvariants } from '../../db/invariants.ts';
import { membersWithoutWords } from '../support/fact-words.ts';
import { onNotice } from '../support/objections.ts';
import { food, rival, scoreTasks, seats, underReview } from '../support/review.ts';
import { openScene, problemOf, type Scene, until } from '../support/scene.ts';
import { applyJointly, decide, openTask, PASSWORD } from '../support/story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ worker: true });
});
afterAll(async () => {
  await scene.close();
});

const REASON = '专项资金预算调整，本批次不再进行。';
const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);
const cancel = (roundId: string, reason = REASON, key: string = randomUUID()) =>
  scene.city.call('POST', `/rounds/${roundId}/cancellation`, { body: { reason }, key });
const callsOf = async () => (await scene.system.anonymous.get<z.infer<typeof Calls>>('/public/calls')).items;

test('a draft goes with its reason; the public never hears of it, and it cannot be opened any more', async () => {
  const { id } = await scene.city.post<{ id: string }>('/rounds', {
    programmeKey: 'zhengzhou-ecommerce',
    title: { zh: '误建批次', en: 'Made by mistake' },
    categoryNos: [2],
    closesAt: new Date(Date.now() + 3_600_000).toISOString(),
    workingDayMs: 3_600_000,
  });
  expect((await scene.round(id)).allowed).toContain('cancel');
  const { id: designId } = await scene.city.post<{ id: string }>('/designs', { roundId: id });
  const unexplained = problemOf(await cancel(id, '  '));
  expect([unexplained.code, unexplained.errors?.[0]?.pointer]).toEqual(['invalid', '/reason']);
  expect((await cancel(id)).status).toBe(200);
  const round = await scene.round(id);
  expect(round).toMatchObject({
    status: 'cancelled',
    cancellation: { reason: REASON },
    wouldEnd: null,
    designId: null,
  });
  expect(round.cancellation?.by).toEqual(expect.any(String));
  expect(round.allowed).toEqual([]);
  expect(await scene.sql`select status from designs where id = ${designId}`).toEqual([{ status: 'discarded' }]);
  expect((await scene.system.anonymous.call('GET', `/public/calls/${id}`)).status).toBe(404);
  expect((await callsOf()).some((call) => call.id === id)).toBe(false);
  await until('told', async () => (await toldOf(id, 'roundCancelled')).length > 0);
  expect(await toldOf(id, 'roundCancelled')).toEqual(['city.officer2']);
  const late = problemOf(await scene.city.call('POST', `/rounds/${id}/opening`, { body: {} }));
  expect(late).toMatchObject({ code: 'roundCancelled', reason: REASON });
});

test('an open call: applications, drafts and invitations end together, and everybody reads why', async () => {
  const roundId = await scene.openRound({ categoryNos: [2, 3] });
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const draft = await applyJointly(scene.stage, scene.ids, roundId, rival, { submit: false });
  const own = await as('songyue.owner');
  const blank = await own.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 2,
    enterpriseId: scene.ids['songyue-auto'] as string,
  });
  await own.post(`/applications/${blank.id}/mail-invitations`, { email: 'partner@elsewhere.example' });
  const officer = await as('jinshui.officer');
  const task = await openTask(officer, id, 'formCheck');
  expect((await scene.round(roundId)).wouldEnd).toEqual({ applications: 1, drafts: 2, tasks: 1 });

  const key = randomUUID();
  const first = await cancel(roundId, REASON, key);
  expect(first.status).toBe(200);
  expect((await cancel(roundId, REASON, key)).body).toEqual(first.body);
  expect(problemOf(await cancel(roundId))).toMatchObject({ code: 'roundCancelled', reason: REASON });
  expect(
    await scene.sql`select count(*)::int from facts where case_id = ${roundId} and kind = 'roundCancelled'`,
  ).toEqual([{ count: 1 }]);

  const owner = await as('yuweiyuan.owner');
  const view = await scene.view(owner, id);
  expect(view).toMatchObject({ status: 'cancelled', roundCancellation: { reason: REASON }, allowed: [] });
  expect(view.timeline.at(-1)).toMatchObject({ step: 'cancelled', state: 'stopped', reason: REASON });
  expect(view.timeline.find(({ step }) => step === 'formCheck')).toMatchObject({ state: 'stopped', reason: null });
  const { nodes } = await owner.get<DiagramView>(`/applications/${id}/diagram`);
  const stateOf = (node: string) => nodes.find((one) => one.id === node)?.position?.state;
  expect(['submit', 'desk/formCheck', 'score', 'end/awarded'].map(stateOf)).toEqual([
    'done',
    'stopped',
    'skipped',
    'skipped',
  ]);

  const unsubmitted = await scene.view(own, blank.id);
  expect(unsubmitted.timeline).toMatchObject([
    { step: 'draft', state: 'stopped', at: unsubmitted.roundCancellation?.at },
  ]);

  // Whoever still has a page open is told why, not that somebody was faster.
  const signer = await as('zaoxiang.signer');
  const refusals = await Promise.all([
    signer.call('POST', `/applications/${draft.id}/submission`, { body: { password: PASSWORD } }),
    own.call('POST', `/applications/${blank.id}/withdrawal`, { body: { reason: '不再申报' } }),
    own.call('POST', '/applications', {
      body: { roundId, categoryNo: 3, enterpriseId: scene.ids['songyue-auto'] as string },
    }),
    officer.call('POST', `/tasks/${task?.id}/decision`, { body: { outcome: 'accepted', contentVersion: 1 } }),
    officer.call('POST', `/tasks/${task?.id}/claim`, { body: {} }),
    scene.city.call('POST', `/rounds/${roundId}/closing`, {
      body: { closesAt: new Date(Date.now() + 7_200_000).toISOString(), reason: '延长' },
    }),
  ]);
  for (const refusal of refusals) {
    expect(problemOf(refusal)).toMatchObject({ code: 'roundCancelled', reason: REASON });
  }
  expect(await scene.sql`select status from party_mail_invitations where application_id = ${blank.id}`).toEqual([
    { status: 'revoked' },
  ]);

  const list = `/rounds/${roundId}/recommendations/district-410105`;
  const recommendations = await officer.get<RecommendationView>(list);
  expect(recommendations).toMatchObject({ allowed: [], lacks: [], items: [{ applicationId: id, state: 'ended' }] });
  const { version } = recommendations;
  for (const late of [
    await officer.call('PUT', list, { body: { ranked: [], opinions: [] }, ifMatch: version }),
    await officer.call('POST', `${list}/summaries`, { body: { kind: 'interim' }, ifMatch: version }),
  ]) {
    expect(problemOf(late)).toMatchObject({ code: 'roundCancelled' });
  }

  const call = await scene.system.anonymous.get<z.infer<typeof CallDetail>>(`/public/calls/${roundId}`);
  expect(call).toMatchObject({ state: 'cancelled', cancellation: { reason: REASON } });
  expect((await callsOf()).find((one) => one.id === roundId)).toMatchObject({ state: 'cancelled' });

  for (const ended of [id, draft.id, blank.id]) {
    await until('told', async () => (await toldOf(ended, 'endedWithRound')).length > 0);
  }
  expect(await toldOf(id, 'endedWithRound')).toEqual(expect.arrayContaining(['liantong.owner', 'yuweiyuan.owner']));
  expect(await toldOf(blank.id, 'roundCancelled')).toEqual(['partner']);
  await until('the officer', async () => (await toldOf(roundId, 'tasksVoid')).includes('jinshui.officer'));
  expect(await toldOf(roundId, 'tasksVoid')).not.toContain('city.officer');
  expect(await membersWithoutWords(scene.sql)).toEqual([]);
}, 120_000);

test('a lead is free again: the same project is applied for in another round, without being taken for a duplicate', async () => {
  const roundId = await scene.openRound({ categoryNos: [food.categoryNo] });
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const checks = await (await as('jinshui.officer')).get<z.infer<typeof Checks>>(`/applications/${id}/checks`);
  expect(checks.items.find(({ key }) => key === 'duplicate')).toMatchObject({ verdict: 'pass', evidence: [] });
}, 120_000);

test('a proposed reopening of a refusal lapses with the round, and its case ends', async () => {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  await decide(await as('jinshui.officer'), id, 'formCheck', { outcome: 'notAccepted', reason: '不在申报范围' });
  const { id: reversalId } = await scene.city.post<{ id: string }>(`/applications/${id}/reversals`, {
    reason: '原决定依据有误',
    documentNo: '郑电商办〔2026〕9号',
    fillPlace: false,
  });
  await cancel(roundId);
  const member = await scene.person('promotionMember');
  const late = await member.call('POST', `/reversals/${reversalId}/decision`, {
    body: { decision: 'approved', reason: '同意' },
  });
  expect(problemOf(late)).toMatchObject({ code: 'roundCancelled' });
  expect(await scene.sql`select state, decision_reason from reversals where case_id = ${reversalId}`).toEqual([
    { state: 'rejected', decisionReason: REASON },
  ]);
  expect(await scene.sql`select status from tasks where case_id = ${reversalId}`).toEqual([{ status: 'cancelled' }]);
}, 120_000);

test('experts at work: the sheets are void, saving and signing say why, and the way shows where it stopped', async () => {
  const { roundId, ids } = await underReview(scene, [food]);
  const [seat] = await seats(scene, roundId, food.categoryNo);
  const expert = await scene.as(seat as string);
  const [sheet] = await scoreTasks(scene, seat as string, roundId);
  await cancel(roundId);
  const saved = await expert.call('PUT', `/tasks/${sheet?.id}/score-sheet`, {
    body: { points: {}, advice: null, opinion: null },
    ifMatch: 0,
  });
  expect(problemOf(saved)).toMatchObject({ code: 'roundCancelled', reason: REASON });
  const recusal = await expert.call('POST', `/tasks/${sheet?.id}/recusal`, { body: { reason: '曾任职于申报单位' } });
  expect(problemOf(recusal)).toMatchObject({ code: 'roundCancelled' });
  expect(await scoreTasks(scene, seat as string, roundId)).toEqual([]);
  const { nodes } = await (await as('yuweiyuan.owner')).get<DiagramView>(`/applications/${ids[0]}/diagram`);
  const stateOf = (node: string) => nodes.find((one) => one.id === node)?.position?.state;
  expect(['drawPanel', 'score', 'propose', 'end/awarded'].map(stateOf)).toEqual([
    'done',
    'stopped',
    'skipped',
    'skipped',
  ]);
}, 120_000);

test('once its notice is published a round is not cancelled: the refusal names the other ways', async () => {
  const { roundId } = await onNotice(scene, [food], () => 0.9);
  expect((await scene.round(roundId)).allowed).not.toContain('cancel');
  const refusal = problemOf(await cancel(roundId));
  expect(refusal).toMatchObject({ code: 'wrongState', status: 409 });
  expect(refusal.errors?.[0]?.rule).toBe('noticePublished');
  expect((await scene.round(roundId)).status).toBe('notice');
}, 120_000);

test('after all of it everything holds that must always hold', async () => {
  const checked = await checkInvariants(scene.sql);
  expect(checked.filter(({ violations, error }) => violations > 0 || error !== null)).toEqual([]);
});

/** Local parts of the addresses that got a message of the template about a case. */
async function toldOf(caseId: string, template: string): Promise<string[]> {
  const rows = await scene.sql<{ email: string }[]>`
    select email from messages where case_id = ${caseId} and template = ${template} order by email`;
  return rows.map(({ email }) => email.split('@')[0] as string);
}
