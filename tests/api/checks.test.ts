/** Evidence on the case page: credit, duplicates, related parties; and what a record of untrustworthiness stops. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { Checks } from '../../contracts/applications.ts';
import type { RelatedParties } from '../../contracts/rounds.ts';
import type { Client } from '../support/client.ts';
import { openScene, problemOf, type Scene } from '../support/scene.ts';
import { applyJointly, cast, decide, openTask, sampleApplication } from '../support/story.ts';
import { rival } from '../support/review.ts';

let scene: Scene;
let district: Client;
beforeAll(async () => {
  scene = await openScene();
  district = await scene.as('jinshui.officer@demo.tenfold.example');
});
afterAll(async () => {
  await scene.close();
});

const food = sampleApplication('food');
const automotive = sampleApplication('automotive');
type Items = z.infer<typeof Checks>['items'];
const checks = async (client: Client, id: string): Promise<Items> =>
  (await client.get<z.infer<typeof Checks>>(`/applications/${id}/checks`)).items;
const check = async (client: Client, id: string, key: Items[number]['key']) => {
  const found = (await checks(client, id)).find((item) => item.key === key);
  if (!found) throw new Error(`no check ${key}`);
  return found;
};
const words = ({ evidence }: Items[number]) => evidence.map(({ text }) => text.zh).join('\n');
const enterprise = (key: string) =>
  cast.enterprises.find((one) => one.key === key) as { uscc: string; name: { zh: string } };
const profile = (key: string, members: object) =>
  scene.sql`update enterprises set profile = profile || ${scene.sql.json(members as never)} where id = ${scene.ids[key] as string}`;

async function untrustworthy(key: string) {
  const { id } = await scene.city.post<{ id: string }>('/credit-records', {
    identifier: enterprise(key).uscc,
    name: enterprise(key).name.zh,
    kind: 'untrustworthy',
    source: '市统计局',
    documentNo: `郑统〔2026〕${Math.random()}号`,
    reason: '提供不真实统计资料',
    validFrom: '2026-01-01',
    validTo: null,
  });
  return () => scene.city.post(`/credit-records/${id}/revocation`, { reason: '整改完成' });
}
const decisionOn = (client: Client, taskId: string, outcome: string, reason?: string) =>
  client.call('POST', `/tasks/${taskId}/decision`, {
    body: { outcome, contentVersion: 1, ...(reason ? { reason } : {}) },
  });

test('a record in force stops the recommendation, says why and what can be done; nothing is half done; it ends with the record', async () => {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const revoke = await untrustworthy(food.parties[1]?.enterprise ?? '');
  // The form check looks at the form only.
  await decide(district, id, 'formCheck', { outcome: 'accepted' });
  const credit = await check(district, id, 'credit');
  expect(credit).toMatchObject({ verdict: 'blocked', checkedAt: expect.any(String) });
  expect(words(credit)).toMatch(/失信.*不真实统计资料/);
  const task = await openTask(district, id, 'recommendation');
  const refused = problemOf(await decisionOn(district, task?.id ?? '', 'recommended'));
  expect(refused).toMatchObject({
    code: 'creditBlocked',
    hits: [{ kind: 'untrustworthy', reason: '提供不真实统计资料' }],
  });
  expect(await openTask(district, id, 'recommendation')).toMatchObject({ id: task?.id });
  expect(await scene.sql`select 1 from credit_checks where application_id = ${id}`).toHaveLength(0);
  await revoke();
  expect((await decisionOn(district, task?.id ?? '', 'recommended')).status).toBe(200);
  expect(await scene.sql`select purpose, clear, hits from credit_checks where application_id = ${id}`).toEqual([
    { purpose: 'recommendation', clear: true, hits: [] },
  ]);
  expect(await check(district, id, 'credit')).toMatchObject({ verdict: 'pass', evidence: [] });
});

test('it does not stop a refusal, and a policy may leave the decision to the officer', async () => {
  const roundId = await scene.openRound();
  const { id: refusedId } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const mildRound = await scene.openRound();
  await scene.sql`update rounds set policy = jsonb_set(policy, '{credit,blocks}', 'false') where case_id = ${mildRound}`;
  const { id: mildId } = await applyJointly(scene.stage, scene.ids, mildRound, food);
  for (const id of [refusedId, mildId]) await decide(district, id, 'formCheck', { outcome: 'accepted' });
  const revoke = await untrustworthy(food.lead);
  const refusal = await openTask(district, refusedId, 'recommendation');
  expect((await decisionOn(district, refusal?.id ?? '', 'notRecommended', '失信')).status).toBe(200);
  expect(await check(district, mildId, 'credit')).toMatchObject({ verdict: 'attention' });
  await decide(district, mildId, 'recommendation', { outcome: 'recommended' });
  const kept =
    await scene.sql`select clear, hits -> 0 ->> 'kind' as kind from credit_checks where application_id = ${mildId}`;
  expect(kept).toEqual([{ clear: false, kind: 'untrustworthy' }]);
  await revoke();
});

test('without a word in its policy a round stops every desk after the first', async () => {
  const roundId = await scene.openRound();
  await scene.sql`update rounds set policy = policy - 'credit' where case_id = ${roundId}`;
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const revoke = await untrustworthy(food.lead);
  await decide(district, id, 'formCheck', { outcome: 'accepted' });
  const task = await openTask(district, id, 'recommendation');
  expect(problemOf(await decisionOn(district, task?.id ?? '', 'recommended')).code).toBe('creditBlocked');
  await revoke();
});

test('the same project under another name is found by its copied texts, in another round too; links follow permission', async () => {
  const first = await scene.openRound();
  const { id: earlier } = await applyJointly(scene.stage, scene.ids, first, food);
  const second = await scene.openRound();
  const shared = { ...rival.shared, project: { ...(rival.shared.project as object), projectName: '全新名称平台' } };
  const copied = { ...rival, shared };
  const { id } = await applyJointly(scene.stage, scene.ids, second, copied);
  const body = cast.enterprises.find(({ key }) => key === rival.lead)?.recommendingBodyId ?? '';
  const other = await scene.person('districtOfficer', { bodyId: body });
  const forCity = await check(scene.city, id, 'duplicate');
  const found = forCity.evidence.find(({ link }) => link === `/desk/applications/${earlier}`);
  expect(found?.text.zh).toMatch(/段正文中 \d+ 段相同/);
  expect(found?.text.zh).not.toMatch(/项目名称相同/);
  const forDistrict = await check(other, id, 'duplicate');
  expect(forDistrict.evidence).toHaveLength(forCity.evidence.length);
  expect(forDistrict.evidence.some(({ link }) => link === `/desk/applications/${earlier}`)).toBe(
    body === 'district-410105',
  );
  // The first round's own application finds its twin by the parties and the name.
  const { id: again } = await applyJointly(scene.stage, scene.ids, second, food);
  expect(words(await check(scene.city, again, 'duplicate'))).toMatch(/项目名称相同.*牵头单位相同.*共同成员/);
});

test('related parties are named with their evidence, private values masked, on the case and in the control room', async () => {
  const roundId = await scene.openRound();
  const [a, b] = [food.lead, rival.lead];
  await profile(a, {
    legalRepresentative: '陈国栋',
    shareholders: [{ name: '中原投资（集团）有限公司', identifier: '91410105PDY0010128' }],
    bank: { account: '4100 1234 5678 9012' },
  });
  await profile(b, {
    legalRepresentative: '陈 国栋',
    shareholders: [{ name: enterprise(a).name.zh }, { name: '中原投资(集团)有限公司' }],
    bank: { account: '4100123456789012' },
  });
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const { id: rivalId } = await applyJointly(scene.stage, scene.ids, roundId, {
    ...rival,
    parties: [rival.parties[0], food.parties[1]] as never,
  });
  await applyJointly(scene.stage, scene.ids, roundId, automotive);
  const { items } = await scene.city.get<z.infer<typeof RelatedParties>>(`/rounds/${roundId}/related-parties`);
  const pair = items.find(
    ({ first, second }) => new Set([first.enterpriseId, second.enterpriseId, scene.ids[a], scene.ids[b]]).size === 2,
  );
  expect(pair).toMatchObject({ relation: 'rivals' });
  expect(pair?.grounds.map(({ ground }) => ground)).toEqual([
    'bankAccount',
    'contactMobile', // the second consortium wrote down the first one's contact
    'legalRepresentative',
    'shareholder',
  ]);
  expect(pair?.grounds[0]?.value).toBe('…9012');
  const provider = items.find(({ grounds }) => grounds.some(({ ground }) => ground === 'provider'));
  expect(provider).toMatchObject({
    relation: 'rivals',
    first: { enterpriseId: scene.ids[food.parties[1]?.enterprise ?? ''] },
  });
  expect(JSON.stringify(items)).not.toContain('41001234');
  const related = await check(district, id, 'related');
  expect(related.verdict).toBe('attention');
  expect(words(related)).toMatch(/法定代表人相同/);
  expect(words(related)).toMatch(/股东相同或相互持股/);
  expect(words(await check(scene.city, rivalId, 'related'))).toMatch(/同类的另一联合体/);
  const auditor = await scene.person('auditor');
  expect((await auditor.call('GET', `/rounds/${roundId}/related-parties`)).status).toBe(200);
  expect((await district.call('GET', `/rounds/${roundId}/related-parties`)).status).toBe(403);
});

test('shareholders are registered by name, or with a code that is judged', async () => {
  const owner = await scene.person('enterpriseOwner', { enterprise: food.lead });
  const path = `/enterprises/${scene.ids[food.lead]}`;
  const before = await owner.get<{
    name: string;
    kind: string;
    version: number;
    profile: object;
    recommendingBody: { id: string };
  }>(path);
  const send = (shareholders: object[]) =>
    owner.call('PUT', path, {
      body: {
        name: before.name,
        kind: before.kind,
        recommendingBodyId: before.recommendingBody.id,
        profile: { ...before.profile, shareholders },
      },
      ifMatch: before.version,
    });
  const bad = await send([{ name: '张三' }, { name: '某公司', identifier: '123456789' }]);
  expect(problemOf(bad).errors).toMatchObject([{ pointer: '/profile/shareholders/1/identifier' }]);
  const good = await send([
    { name: '张三' },
    { name: '某公司', identifier: enterprise(rival.lead).uscc.toLowerCase() },
  ]);
  expect(good.body).toMatchObject({
    profile: { shareholders: [{ name: '张三' }, { name: '某公司', identifier: enterprise(rival.lead).uscc }] },
  });
});
