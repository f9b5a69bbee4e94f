/** Places given up, taken back and left open: reserves, the credit check, re-call, reversal. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { noticesOf } from '../../scripts/play/objection-acts.ts';
import { endNotices, lines, onNotice, publish } from '../support/objections.ts';
import { food, rival } from '../support/review.ts';
import { openScene, problemOf, type Scene, until } from '../support/scene.ts';
import { applyJointly, decide, personOf } from '../support/story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ worker: true });
}, 120_000);
afterAll(() => scene?.close());

test('a winner gives up on its notice, the reserve has a credit record: the place is left open and called again', async () => {
  const { roundId, ids } = await onNotice(scene, [food, rival], (index) => [0.9, 0.8][index] ?? 0);
  const [winner, reserve] = ids as [string, string];
  await scene.sql`
    insert into credit_records (identifier, name, kind, source, document_no, reason, valid_from, entered_by, entered_at)
    select e.identifier, e.name, 'untrustworthy', '法院', 'D-1', '失信', current_date - 1, 'office', now()
    from applications a join enterprises e on e.id = a.lead_enterprise_id where a.case_id = ${reserve}`;
  const owner = await scene.person('enterpriseOwner', { enterprise: food.lead });
  expect((await scene.view(owner, winner)).allowed).toContain('renounce');
  await owner.post(`/applications/${winner}/withdrawal`, { reason: '经营调整' });
  expect((await scene.view(owner, winner)).status).toBe('renounced');
  await until('left open', async () => (await lines(scene, roundId)).includes('3 - leftOpen ready') || null);
  expect((await lines(scene, roundId)).sort()).toEqual(
    ['2 first leftOpen noticed', '3 - leftOpen ready', '3 - winner passedOver', '3 first winner renounced'].sort(),
  );
  await publish(scene, roundId);
  await endNotices(scene, roundId);
  await publish(scene, roundId);
  await until('published', async () => (await scene.round(roundId)).status === 'published');
  const { openCategoryNos, allowed } = await scene.round(roundId);
  expect([openCategoryNos, allowed]).toEqual([[2, 3], ['recall']]);
  const closesAt = new Date(Date.now() + 86_400_000).toISOString();
  const body = { title: { zh: '重新征集', en: 'Called again' }, closesAt };
  const { id } = await scene.city.post<{ id: string }>(`/rounds/${roundId}/recall`, body);
  expect(await scene.round(id)).toMatchObject({ status: 'draft', categoryNos: [2, 3], recallOf: { id: roundId } });
  expect(problemOf(await scene.city.call('POST', `/rounds/${roundId}/recall`, { body }))).toMatchObject({
    code: 'wrongState',
  });
  await scene.city.post(`/rounds/${id}/opening`);
  expect(await scene.system.anonymous.get(`/public/results/${roundId}`)).toMatchObject({ recalls: [{ id }] });
}, 240_000);

test('an award is reversed by a new decision of another person: both stay, the reserve follows in a round gone on', async () => {
  const { roundId, ids } = await onNotice(scene, [food], () => 0.9);
  const [winner] = ids as [string];
  await endNotices(scene, roundId);
  await publish(scene, roundId);
  await until('published', async () => (await scene.round(roundId)).status === 'published');
  const proposal = { reason: '查实造假', documentNo: '郑政〔2026〕31号', fillPlace: true };
  const { id } = await scene.city.post<{ id: string }>(`/applications/${winner}/reversals`, proposal);
  expect(problemOf(await scene.city.call('POST', `/applications/${winner}/reversals`, { body: proposal })).code).toBe(
    'duplicate',
  );
  const member = await scene.person('promotionMember');
  const memberId = await scene.userId(personOf('promotionMember'));
  const decision = { decision: 'approved', reason: '同意撤销' };
  const [proposer] = await scene.sql<{ id: string }[]>`select proposed_by as id from reversals where case_id = ${id}`;
  await scene.sql`update reversals set proposed_by = ${memberId} where case_id = ${id}`;
  expect(problemOf(await member.call('POST', `/reversals/${id}/decision`, { body: decision }))).toMatchObject({
    code: 'notYours',
  });
  await scene.sql`update reversals set proposed_by = ${proposer?.id as string} where case_id = ${id}`;
  await member.post(`/reversals/${id}/decision`, decision);
  await until('left open again', async () => (await lines(scene, roundId)).includes('3 - leftOpen ready') || null);
  await publish(scene, roundId);
  await until('published again', async () => (await scene.round(roundId)).status === 'published');
  const result = await scene.system.anonymous.get<{
    items: { outcome: string; state: string; endDocumentNo: string | null }[];
  }>(`/public/results/${roundId}`);
  expect(result.items.slice(1)).toMatchObject([
    { outcome: 'winner', state: 'revoked', endDocumentNo: '郑政〔2026〕31号' },
    { outcome: 'leftOpen', state: 'valid' },
  ]);
  const told = await until('the parties are told', async () => {
    const rows = await scene.sql`select 1 from messages where case_id = ${winner} and template = 'awardRevoked'`;
    return rows.length > 0 ? rows : null;
  });
  expect(told.length).toBeGreaterThan(1);
  expect((await noticesOf(scene.system.anonymous, roundId)).length).toBe(1);
}, 240_000);

test('a final refusal is reopened at its desk by a new decision', async () => {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const district = await scene.as('jinshui.officer@demo.tenfold.example');
  await decide(district, id, 'formCheck', { outcome: 'notAccepted', reason: '不在范围' });
  const { id: reversalId } = await scene.city.post<{ id: string }>(`/applications/${id}/reversals`, {
    reason: '误判',
    documentNo: 'W-1',
    fillPlace: false,
  });
  const member = await scene.person('promotionMember');
  await member.post(`/reversals/${reversalId}/decision`, { decision: 'approved', reason: '撤销' });
  await decide(district, id, 'formCheck', { outcome: 'accepted' });
  const kinds = await scene.sql<{ kind: string }[]>`select kind from facts where case_id = ${id} order by version`;
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reversalProposed', 'decisionReversed']));
}, 120_000);
