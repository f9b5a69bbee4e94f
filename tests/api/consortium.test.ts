/** A consortium that changes before the closing: who leaves, what becomes void, who is told, who sees what still blocks. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { openScene, problemOf, type Scene } from '../support/scene.ts';
import { applyJointly, cast, PASSWORD, sampleApplication } from '../support/story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
});

const food = sampleApplication('food');
const [lead, partner] = ['yuweiyuan-food', 'liantong-network'] as const;
const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);
const idOf = (key: string) => scene.ids[key] as string;
const usccOf = (key: string) => cast.enterprises.find((enterprise) => enterprise.key === key)?.uscc as string;

/** A filled draft; frozen and signed by both parties where asked for. */
async function consortium({ signed = false } = {}) {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food, { submit: false });
  const owner = await as('yuweiyuan.owner');
  if (!signed) return { roundId, id, owner, sha256: '' };
  const { sha256 } = await owner.post<{ sha256: string }>(`/applications/${id}/freezing`);
  for (const [name, key] of [
    ['yuweiyuan.signer', lead],
    ['liantong.signer', partner],
  ] as const)
    await (await as(name)).post(`/applications/${id}/signatures`, {
      enterpriseId: idOf(key),
      sha256,
      password: PASSWORD,
    });
  return { roundId, id, owner, sha256 };
}
const depart = (client: Client, id: string, enterprise: string, way: 'removal' | 'withdrawal', reason = '另有安排') =>
  client.call('POST', `/applications/${id}/parties/${idOf(enterprise)}/${way}`, { body: { reason } });
const toldOf = (id: string, template: string) => scene.sql<{ email: string; body: string }[]>`
  select email, body from messages where case_id = ${id} and template = ${template} order by email`;
const names = (rows: readonly { email: string }[]) => rows.map(({ email }) => email.split('@')[0]);
const factsOf = async (id: string) =>
  (await scene.sql<{ kind: string }[]>`select kind from facts where case_id = ${id} order by version`).map(
    ({ kind }) => kind,
  );

test('a partner withdraws from a signed form: it is a draft again, both signatures are void and stay on record', async () => {
  const { id, owner, sha256 } = await consortium({ signed: true });
  const other = await as('liantong.owner');
  expect((await depart(await as('liantong.signer'), id, partner, 'withdrawal')).status).toBe(403); // the owner decides
  expect((await depart(owner, id, partner, 'withdrawal')).status).toBe(404); // not for another party
  expect(problemOf(await depart(owner, id, lead, 'withdrawal'))).toMatchObject({ code: 'wrongState' });
  expect((await depart(other, id, partner, 'withdrawal', '产能已满')).status).toBe(200);

  const view = await scene.view(owner, id);
  expect(view).toMatchObject({ status: 'draft', frozen: null });
  expect(view.parties.find(({ enterpriseId }) => enterpriseId === idOf(partner))).toMatchObject({
    status: 'withdrawn',
    departureReason: '产能已满',
    shareBp: 0,
    signedAt: null,
  });
  expect(view.voidedSignatures.map(({ name, cause }) => [name, cause])).toEqual([
    [expect.stringContaining('豫味源'), 'withdrawn'],
    [expect.stringContaining('链桐'), 'withdrawn'],
  ]);
  expect(view.missing.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['minPartners', 'sharesMustAddTo10000']));
  expect((await factsOf(id)).slice(-2)).toEqual(['partyWithdrew', 'contentReopened']);
  const [kept] = await scene.sql<
    { n: number }[]
  >`select count(*)::int as n from signatures where application_id = ${id}`;
  expect(kept?.n).toBe(2);
  // Everyone who stays is told, with the reason and that their signature is void; the partner itself has no more access.
  const told = await toldOf(id, 'partyGone');
  expect(names(told)).toEqual(['yuweiyuan.editor', 'yuweiyuan.owner', 'yuweiyuan.signer']);
  expect(told.every(({ body }) => body.includes('产能已满') && body.includes('作废'))).toBe(true);
  expect((await other.call('GET', `/applications/${id}`)).status).toBe(404);
  // The hash that was signed is worth nothing now.
  expect(
    problemOf(await owner.call('POST', `/applications/${id}/submission`, { body: { password: PASSWORD } })),
  ).toMatchObject({ code: 'notReady' });
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('the lead removes a partner with a reason and replaces it; its private sections stay on record, out of the content', async () => {
  const { id, owner } = await consortium({ signed: true });
  expect((await depart(await as('liantong.owner'), id, partner, 'removal')).status).toBe(403);
  expect((await depart(owner, id, partner, 'removal', '承担任务能力不足')).status).toBe(200);
  const removed = await toldOf(id, 'partyRemoved');
  expect(names(removed)).toEqual(['liantong.owner', 'liantong.signer']);
  expect(removed.every(({ body }) => body.includes('承担任务能力不足'))).toBe(true);
  const [sections] = await scene.sql<{ n: number }[]>`
    select count(*)::int as n from form_sections where application_id = ${id} and enterprise_id = ${idOf(partner)}`;
  expect(sections?.n).toBeGreaterThan(0);

  await owner.post(`/applications/${id}/parties`, { identifier: usccOf('yunqiao-service') });
  const newcomer = await as('yunqiao.owner');
  await newcomer.post(`/applications/${id}/parties/${idOf('yunqiao-service')}/answer`, { answer: 'confirmed' });
  const view = await scene.view(owner, id);
  expect(view.parties.filter(({ status }) => status === 'confirmed').map(({ enterpriseId }) => enterpriseId)).toEqual([
    idOf(lead),
    idOf('yunqiao-service'),
  ]);
  expect(view.missing.some(({ enterpriseId }) => enterpriseId === idOf(partner))).toBe(false);
});

test('after the submission nobody leaves or is removed, and the refusal says what can be done', async () => {
  const { id, owner } = await consortium({ signed: true });
  await owner.post(`/applications/${id}/submission`, { password: PASSWORD });
  for (const refused of [
    await depart(owner, id, partner, 'removal'),
    await depart(await as('liantong.owner'), id, partner, 'withdrawal'),
  ])
    expect(problemOf(refused)).toMatchObject({ code: 'wrongState', errors: [{ rule: 'partiesFixed' }] });
});

test('after the closing a party can no longer leave, and is told when that was', async () => {
  const { roundId, id, owner } = await consortium();
  await scene.closeNow(roundId);
  for (const refused of [
    await depart(owner, id, partner, 'removal'),
    await depart(await as('liantong.owner'), id, partner, 'withdrawal'),
  ])
    expect(problemOf(refused)).toMatchObject({ code: 'roundClosed', closedAt: expect.any(String) });
});

test('every party and whoever is invited sees what blocks; of another party’s private section only its name', async () => {
  const roundId = await scene.openRound();
  const owner = await as('yuweiyuan.owner');
  const other = await as('liantong.owner');
  const invited = await as('yunqiao.owner');
  const { id } = await owner.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 3,
    enterpriseId: idOf(lead),
  });
  for (const key of [partner, 'yunqiao-service'])
    await owner.post(`/applications/${id}/parties`, { identifier: usccOf(key) });
  await other.post(`/applications/${id}/parties/${idOf(partner)}/answer`, { answer: 'confirmed' });
  const seenBy = async (client: Client) => (await scene.view(client, id)).missing;
  for (const [client, own] of [
    [owner, lead],
    [other, partner],
    [invited, null],
  ] as const) {
    const missing = await seenBy(client);
    expect(missing).toContainEqual({
      section: 'parties',
      enterpriseId: idOf('yunqiao-service'),
      pointer: '',
      rule: 'invitationOpen',
    });
    expect(missing.map(({ section, pointer }) => section + pointer)).toContain('project/projectName');
    for (const party of [lead, partner]) {
      const roles = missing.filter(
        ({ section, enterpriseId }) => section === 'partyRole' && enterpriseId === idOf(party),
      );
      if (party === own) expect(roles.map(({ pointer }) => pointer)).toContain('/tasks');
      else
        expect(roles).toEqual([{ section: 'partyRole', enterpriseId: idOf(party), pointer: '', rule: 'incomplete' }]);
    }
  }
  const refused = problemOf(await owner.call('POST', `/applications/${id}/freezing`, { body: {} }));
  const named = (refused.missing as { section: string; enterpriseId: string | null; rule: string }[]).filter(
    ({ section, enterpriseId }) => section === 'partyRole' && enterpriseId === idOf(partner),
  );
  expect(named.map(({ rule }) => rule)).toEqual(['incomplete']);
});

test('a lead that opens the content again voids the signatures, and the other parties hear of it', async () => {
  const { id, owner } = await consortium({ signed: true });
  await owner.delete(`/applications/${id}/freezing`);
  const told = await toldOf(id, 'contentReopened');
  expect(names(told)).toEqual(['liantong.owner', 'liantong.signer', 'yuweiyuan.editor', 'yuweiyuan.signer']);
  expect(told.every(({ body }) => body.includes('作废'))).toBe(true);
  expect((await scene.view(await as('liantong.owner'), id)).voidedSignatures.map(({ cause }) => cause)).toEqual([
    'byLead',
    'byLead',
  ]);
});

test('the same pair applies once in a category, whichever leads, and both confirmations at once cannot pass', async () => {
  const roundId = await scene.openRound();
  const [a, b] = [await as('yuweiyuan.owner'), await as('zaoxiang.owner')];
  const start = async (client: Client, key: string, categoryNo = 3) =>
    (await client.post<{ id: string }>('/applications', { roundId, categoryNo, enterpriseId: idOf(key) })).id;
  const [led, counter] = [await start(a, lead), await start(b, 'zaoxiang-food')];
  await a.post(`/applications/${led}/parties`, { identifier: usccOf('zaoxiang-food') });
  await b.post(`/applications/${counter}/parties`, { identifier: usccOf(lead) });
  const confirm = (client: Client, id: string, key: string) =>
    client.call('POST', `/applications/${id}/parties/${idOf(key)}/answer`, { body: { answer: 'confirmed' } });
  const both = await Promise.all([confirm(b, led, 'zaoxiang-food'), confirm(a, counter, lead)]);
  expect(both.map(({ status }) => status).sort((x, y) => x - y)).toEqual([200, 409]);
  const passed = both[0]?.status === 200 ? led : counter;
  const refused = both.find(({ status }) => status === 409);
  expect(refused?.body).toMatchObject({ code: 'duplicate', errors: [{ rule: 'samePair' }], applicationId: passed });
  // The next invitation between the two is refused as well, in this category only.
  const again = passed === led ? { client: b, id: counter, key: lead } : { client: a, id: led, key: 'zaoxiang-food' };
  await depart(again.client, again.id, again.key, 'removal');
  expect(
    problemOf(
      await again.client.call('POST', `/applications/${again.id}/parties`, { body: { identifier: usccOf(again.key) } }),
    ),
  ).toMatchObject({ code: 'duplicate', applicationId: passed });
  const elsewhere = await start(again.client, again.key === lead ? 'zaoxiang-food' : lead, 2);
  await again.client.post(`/applications/${elsewhere}/parties`, { identifier: usccOf(again.key) });
  // A withdrawn application counts no longer.
  await (passed === led ? a : b).post(`/applications/${passed}/withdrawal`, { reason: '改由对方牵头' });
  await again.client.post(`/applications/${again.id}/parties`, { identifier: usccOf(again.key) });
});
