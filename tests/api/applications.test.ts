/** From the filled draft to its submission: shares, freezing, signatures, the close and its extension. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { applyJointly, PASSWORD, sampleApplication } from '../support/story.ts';
import { openScene, problemOf, type Scene, until } from '../support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
});

const food = sampleApplication('food');
const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);
const party = (key: string) => scene.ids[key] as string;

/** A draft with everything filled, not frozen yet. */
async function filled() {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food, { submit: false });
  return { roundId, id, owner: await as('yuweiyuan.owner') };
}
const freeze = (client: Client, id: string) => client.call('POST', `/applications/${id}/freezing`, { body: {} });
const hashOf = async (client: Client, id: string) => (await scene.view(client, id)).frozen?.sha256 as string;
const sign = (client: Client, id: string, enterprise: string, sha256: string, password = PASSWORD) =>
  client.call('POST', `/applications/${id}/signatures`, {
    body: { enterpriseId: party(enterprise), sha256, password },
  });
const submit = (client: Client, id: string) =>
  client.call('POST', `/applications/${id}/submission`, { body: { password: PASSWORD } });
const signed = async (client: Client, id: string) =>
  (await scene.view(client, id)).parties.filter(({ signedAt }) => signedAt !== null).map(({ name }) => name);

test('shares name every confirmed party and add to exactly 10,000 basis points', async () => {
  const { id, owner } = await filled();
  const set = async (...shares: [string, number][]) =>
    owner.call('PUT', `/applications/${id}/shares`, {
      body: { shares: shares.map(([key, shareBp]) => ({ enterpriseId: party(key), shareBp })) },
    });
  for (const total of [9_999, 10_001]) {
    const refused = problemOf(await set(['yuweiyuan-food', 7_000], ['liantong-network', total - 7_000]));
    expect(refused.errors).toMatchObject([{ pointer: '/shares', rule: 'sharesMustAddTo10000' }]);
  }
  expect(problemOf(await set(['yuweiyuan-food', 10_000])).errors).toMatchObject([{ rule: 'everyParty' }]);
  expect(problemOf(await set(['yuweiyuan-food', 5_000], ['yunqiao-service', 5_000])).errors).toMatchObject([
    { rule: 'everyParty' },
  ]);
  expect(problemOf(await set(['yuweiyuan-food', 5_000], ['yuweiyuan-food', 5_000])).errors).toMatchObject([
    { rule: 'everyParty' },
  ]);
  expect((await set(['yuweiyuan-food', 6_667], ['liantong-network', 3_333])).status).toBe(200);
  expect((await scene.view(owner, id)).parties.map(({ shareBp }) => shareBp)).toEqual([6_667, 3_333]);
});

test('freezing an empty draft is refused with everything that is missing at once', async () => {
  const owner = await as('yuweiyuan.owner');
  const roundId = await scene.openRound();
  const { id } = await owner.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 3,
    enterpriseId: party('yuweiyuan-food'),
  });
  const refused = problemOf(await freeze(owner, id)) as unknown as {
    code: string;
    missing: { section: string; pointer: string; rule: string }[];
    eligibility: { key: string; verdict: string }[];
  };
  expect(refused.code).toBe('notReady');
  const places = refused.missing.map(({ section, pointer, rule }) => `${section}${pointer} ${rule}`);
  expect(places).toEqual(
    expect.arrayContaining([
      'parties minPartners',
      'attachments/commitmentLetter required',
      'project/projectName required',
    ]),
  );
  // A plan for each required service of the category, the partner's kind and the funds: all in the same reply.
  expect(new Set(refused.missing.map(({ section }) => section))).toEqual(
    new Set([
      'project',
      'services',
      'otherFunding',
      'agreement',
      'partyProfile',
      'partyIndicators',
      'partyRole',
      'commitment',
      'attachments',
      'parties',
    ]),
  );
  expect(refused.eligibility.map(({ key, verdict }) => `${key} ${verdict}`)).toEqual(
    expect.arrayContaining(['ownFunds missing']),
  );
});

test('one missing plan of a required service is enough to refuse, and is named', async () => {
  const { id, owner } = await filled();
  const services = (await scene.view(owner, id)).sections.find(({ section }) => section === 'services');
  const { '03-04': _gone, ...plans } = (services?.data.plans ?? {}) as Record<string, unknown>;
  await owner.put(
    `/applications/${id}/sections/services/shared`,
    { data: { ...services?.data, plans } },
    { ifMatch: services?.version as number },
  );
  expect(problemOf(await freeze(owner, id))).toMatchObject({
    code: 'notReady',
    missing: [{ section: 'services', pointer: '/plans/03-04', rule: 'required' }],
  });
});

test('a signature wants the own party, the right password and the hash that stands', async () => {
  const { id, owner } = await filled();
  await freeze(owner, id);
  const sha256 = await hashOf(owner, id);
  const [signer, other] = [await as('yuweiyuan.signer'), await as('liantong.signer')];
  expect(problemOf(await sign(signer, id, 'yuweiyuan-food', sha256, 'wrong password 1'))).toMatchObject({
    code: 'passwordWrong',
  });
  expect(problemOf(await sign(signer, id, 'yuweiyuan-food', '0'.repeat(64)))).toMatchObject({
    code: 'staleVersion',
    sha256,
  });
  expect(problemOf(await sign(signer, id, 'liantong-network', sha256)).status).toBeGreaterThanOrEqual(403);
  expect(problemOf(await sign(owner, id, 'yuweiyuan-food', sha256)).status).toBeGreaterThanOrEqual(403); // an owner is no signer
  expect(await signed(owner, id)).toEqual([]);
  expect((await sign(signer, id, 'yuweiyuan-food', sha256)).status).toBe(201);
  expect(problemOf(await sign(signer, id, 'yuweiyuan-food', sha256))).toMatchObject({ code: 'duplicate' });

  // Refused until all have signed, naming who has not; frozen content is not edited.
  const early = problemOf(await submit(owner, id));
  expect(early).toMatchObject({ code: 'notReady', unsigned: [{ enterpriseId: party('liantong-network') }] });
  const edit = await owner.call('PUT', `/applications/${id}/sections/project/shared`, {
    body: { data: {} },
    ifMatch: 1,
  });
  expect(problemOf(edit)).toMatchObject({ code: 'wrongState', status: 409 });

  // Opened again: signatures given before count no longer, also where the content stays the same.
  await owner.delete(`/applications/${id}/freezing`);
  expect(problemOf(await sign(other, id, 'liantong-network', sha256))).toMatchObject({ code: 'wrongState' });
  await freeze(owner, id);
  expect(await signed(owner, id)).toEqual([]);
  const again = await hashOf(owner, id);
  expect((await sign(other, id, 'liantong-network', again)).status).toBe(201);
  expect(problemOf(await submit(owner, id))).toMatchObject({ unsigned: [{ enterpriseId: party('yuweiyuan-food') }] });
  expect((await sign(signer, id, 'yuweiyuan-food', again)).status).toBe(201);
  expect(
    problemOf(await owner.call('POST', `/applications/${id}/submission`, { body: { password: 'wrong password 1' } })),
  ).toMatchObject({ code: 'passwordWrong' });
  const receipt = await submit(owner, id);
  expect(receipt.body).toMatchObject({ sha256: again, receiptNo: expect.stringMatching(/-\d{4}-03-\d{6}$/) });
  expect(problemOf(await submit(owner, id))).toMatchObject({
    code: 'wrongState',
    receiptNo: (receipt.body as { receiptNo: string }).receiptNo,
  });
});

test('after the close an open tab can neither save, freeze, sign nor submit, and is told both instants; drafts expire', async () => {
  const draft = await filled();
  const { roundId, owner } = draft;
  const other = await as('zaoxiang.owner');
  const { id: second } = await other.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 3,
    enterpriseId: party('zaoxiang-food'),
  });
  await freeze(owner, draft.id);
  const sha256 = await hashOf(owner, draft.id);
  const signer = await as('yuweiyuan.signer');
  await sign(signer, draft.id, 'yuweiyuan-food', sha256);
  await scene.closeNow(roundId);
  const attempts = async () => [
    await other.call('PUT', `/applications/${second}/sections/project/shared`, {
      body: { data: { projectName: '迟到' } },
      ifMatch: 0,
    }),
    await freeze(other, second),
    await owner.call('DELETE', `/applications/${draft.id}/freezing`),
    await sign(await as('liantong.signer'), draft.id, 'liantong-network', sha256),
    await submit(owner, draft.id),
    await other.call('POST', '/applications', {
      body: { roundId, categoryNo: 2, enterpriseId: party('zaoxiang-food') },
    }),
  ];
  const { closesAt } = await scene.round(roundId);
  for (const refused of await attempts()) {
    const problem = problemOf(refused);
    expect(problem).toMatchObject({ code: 'roundClosed', status: 409, closedAt: closesAt });
    expect(Date.parse(problem.now as string)).toBeGreaterThanOrEqual(Date.parse(closesAt as string));
  }
  // The round's workflow closes it: the drafts are over, and the tab hears the same.
  await scene.system.startWorker();
  await until('expired', async () => (await scene.view(owner, draft.id)).status === 'expired');
  expect((await scene.view(other, second)).status).toBe('expired');
  for (const refused of await attempts())
    expect(problemOf(refused)).toMatchObject({ code: 'roundClosed', closedAt: closesAt });
  await scene.system.stopWorker();
});

test('an extension carries a reason and tells everyone concerned once', async () => {
  const { roundId, owner } = await filled();
  const later = new Date(Date.now() + 7_200_000).toISOString();
  // A person with two drafts in the round is one person; an invited enterprise is concerned too.
  const { id: second } = await owner.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 2,
    enterpriseId: party('yuweiyuan-food'),
  });
  await owner.post(`/applications/${second}/parties`, { identifier: '91410102PDY0010710' });
  const extend = (client: Client, body: object) => client.call('POST', `/rounds/${roundId}/closing`, { body });
  expect(problemOf(await extend(scene.city, { closesAt: later }))).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/reason' }],
  });
  expect(problemOf(await extend(await as('jinshui.officer'), { closesAt: later, reason: '延期' })).status).toBe(403);
  expect((await extend(scene.city, { closesAt: later, reason: '应申报单位要求延期' })).status).toBe(200);
  await scene.system.startWorker();
  const told = () => scene.sql<{ email: string; body: string }[]>`
    select email, body from messages where case_id = ${roundId} and template = 'closingExtended' order by email`;
  await until('told', async () => (await told()).length > 0);
  await scene.system.stopWorker();
  const names = (await told()).map(({ email }) => email.split('@')[0]);
  expect(names).toEqual([
    'liantong.owner',
    'liantong.signer',
    'yunqiao.owner',
    'yunqiao.signer',
    'yuweiyuan.editor',
    'yuweiyuan.owner',
    'yuweiyuan.signer',
  ]);
  expect((await told()).every(({ body }) => body.includes('应申报单位要求延期'))).toBe(true);
  expect((await scene.round(roundId)).closesAt).toBe(later);
});
