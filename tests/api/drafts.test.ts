/** A draft and those who work on it: one per lead and category, autosave, privacy, invitations. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { cast, saveSections } from '../support/story.ts';
import { LONG_DAY_MS, openScene, problemOf, type Scene, until } from '../support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
});

const lead = 'yuweiyuan-food';
const partner = 'liantong-network';
const usccOf = (key: string) => cast.enterprises.find((enterprise) => enterprise.key === key)?.uscc as string;
const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);

async function newDraft(client: Client, options: { workingDayMs?: number } = {}) {
  const roundId = await scene.openRound({ workingDayMs: options.workingDayMs ?? LONG_DAY_MS });
  const { id } = await client.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 3,
    enterpriseId: scene.ids[lead],
  });
  return { roundId, id };
}
const invite = (client: Client, id: string, identifier: string) =>
  client.call('POST', `/applications/${id}/parties`, { body: { identifier } });
const answer = (client: Client, id: string, enterprise: string, word: string) =>
  client.call('POST', `/applications/${id}/parties/${scene.ids[enterprise]}/answer`, { body: { answer: word } });
const partyStatus = async (client: Client, id: string, enterprise: string) =>
  (await scene.view(client, id)).parties.find(({ enterpriseId }) => enterpriseId === scene.ids[enterprise])?.status;

test('a second draft of the same lead in the category is refused with the way to the first, also at the same moment', async () => {
  const [owner, editor] = [await as('yuweiyuan.owner'), await as('yuweiyuan.editor')];
  const roundId = await scene.openRound();
  const body = { roundId, categoryNo: 3, enterpriseId: scene.ids[lead] };
  const both = await Promise.all([
    owner.call('POST', '/applications', { body }),
    editor.call('POST', '/applications', { body }),
  ]);
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  const first = both.find(({ status }) => status === 201)?.body as unknown as { id: string };
  for (const refused of [
    both.find(({ status }) => status === 409),
    await owner.call('POST', '/applications', { body }),
  ]) {
    expect(refused?.body).toMatchObject({ code: 'duplicate', applicationId: first.id });
  }
  // Another category is another consortium; a withdrawn draft frees its own.
  await owner.post('/applications', { ...body, categoryNo: 2 });
  await owner.post(`/applications/${first.id}/withdrawal`, { reason: '改由其他单位牵头' });
  await owner.post('/applications', body);
});

test('drafts start only in a called category, by an enterprise of a leading kind, by its own people', async () => {
  const roundId = await scene.openRound({ categoryNos: [3] });
  const owner = await as('yuweiyuan.owner');
  const start = (client: Client, enterprise: string, categoryNo = 3) =>
    client.call('POST', '/applications', { body: { roundId, categoryNo, enterpriseId: scene.ids[enterprise] } });
  expect(problemOf(await start(owner, lead, 2))).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/categoryNo', rule: 'notCalled' }],
  });
  expect(problemOf(await start(await as('liantong.owner'), partner)).errors).toMatchObject([{ rule: 'leadKind' }]);
  expect(problemOf(await start(owner, 'zaoxiang-food')).status).toBeGreaterThanOrEqual(403);
  expect(problemOf(await start(await as('yuweiyuan.signer'), lead)).status).toBeGreaterThanOrEqual(403);
});

test('autosave counts versions; a second editor is shown what is on record and by whom', async () => {
  const [owner, editor] = [await as('yuweiyuan.owner'), await as('yuweiyuan.editor')];
  const { id } = await newDraft(owner);
  const place = `/applications/${id}/sections/project/shared`;
  const saved = await owner.put<{ version: number; savedAt: string }>(
    place,
    { data: { projectName: '甲' } },
    { ifMatch: 0 },
  );
  expect(saved.version).toBe(1);
  const late = await editor.call('PUT', place, { body: { data: { summary: '乙' } }, ifMatch: 0 });
  expect(late.status).toBe(412);
  expect(late.body).toMatchObject({
    code: 'staleVersion',
    current: { version: 1, data: { projectName: '甲' }, savedBy: '林婉清', savedAt: saved.savedAt },
  });
  await editor.put(place, { data: { projectName: '甲', summary: '乙' } }, { ifMatch: 1 });
  const { sections, projectName } = await scene.view(owner, id);
  expect(sections.find(({ section }) => section === 'project')).toMatchObject({
    version: 2,
    data: { projectName: '甲', summary: '乙' },
  });
  expect(projectName).toBe('甲');
  expect((await owner.call('PUT', place, { body: { data: {} } })).status).toBe(428);
});

test('private sections are seen and written by their own party only; nobody else knows the draft', async () => {
  const [owner, other] = [await as('yuweiyuan.owner'), await as('liantong.owner')];
  const { id } = await newDraft(owner);
  const district = await as('jinshui.officer');
  await saveSections(owner, id, scene.ids[lead] as string, { partyRole: { tasks: '牵头的内部安排' } });
  await owner.post(`/applications/${id}/parties`, { identifier: usccOf(partner) });
  // Invited: the shared part only.
  expect((await scene.view(other, id)).sections.every(({ enterpriseId }) => enterpriseId === null)).toBe(true);
  await answer(other, id, partner, 'confirmed');
  await saveSections(other, id, scene.ids[partner] as string, { partyRole: { tasks: '合作方的内部安排' } });

  const ownersOf = async (client: Client) => {
    const view = await scene.view(client, id);
    return [...new Set(view.sections.flatMap(({ enterpriseId }) => enterpriseId ?? []))];
  };
  expect(await ownersOf(owner)).toEqual([scene.ids[lead]]);
  expect(await ownersOf(other)).toEqual([scene.ids[partner]]);
  expect((await owner.call('GET', `/applications/${id}`)).text).not.toContain('合作方的内部安排');
  expect((await other.call('GET', `/applications/${id}`)).text).not.toContain('牵头的内部安排');

  const write = (client: Client, section: string, place: string) =>
    client.call('PUT', `/applications/${id}/sections/${section}/${place}`, {
      body: { data: { tasks: '改' } },
      ifMatch: 1,
    });
  expect((await write(other, 'partyRole', scene.ids[lead] as string)).status).toBeGreaterThanOrEqual(403);
  expect((await write(owner, 'partyRole', scene.ids[partner] as string)).status).toBeGreaterThanOrEqual(403);
  expect((await write(other, 'project', 'shared')).status).toBeGreaterThanOrEqual(403); // shared sections are the lead's
  for (const stranger of [await as('songyue.owner'), district, scene.city, await as('auditor'), await as('expert1')]) {
    expect((await stranger.call('GET', `/applications/${id}`)).status).toBe(404);
    expect((await stranger.call('GET', `/applications/${id}/history`)).status).toBe(404);
  }
  expect((await scene.system.anonymous.call('GET', `/applications/${id}`)).status).toBeGreaterThanOrEqual(401);
  const { items } = await district.get<{ items: { id: string }[] }>('/applications?perPage=100');
  expect(items.some((item) => item.id === id)).toBe(false);
});

test('an invitation names a registered enterprise of a partner kind, once, and never the lead itself', async () => {
  const owner = await as('yuweiyuan.owner');
  const { id } = await newDraft(owner);
  const micro = '91410105PDY0099999';
  await scene.sql`
    insert into enterprises (name, identifier_scheme, identifier, kind, recommending_body_id)
    values ('大学生小微', 'uscc', ${micro}, 'micro-student', 'district-410105') on conflict do nothing`;
  const rule = async (identifier: string) => problemOf(await invite(owner, id, identifier)).errors?.[0]?.rule;
  expect(await rule('91410100000000000X')).toBe('notRegistered');
  expect(await rule(micro)).toBe('partnerKind');
  expect(await rule(usccOf(lead))).toBe('isLead');
  expect((await invite(owner, id, usccOf(partner))).status).toBe(201);
  expect(problemOf(await invite(owner, id, usccOf(partner)))).toMatchObject({ code: 'duplicate', status: 409 });
  // The partner does not invite further partners.
  const other = await as('liantong.owner');
  await answer(other, id, partner, 'confirmed');
  expect((await invite(other, id, usccOf('yunqiao-service'))).status).toBeGreaterThanOrEqual(403);
});

test('an invitation is answered by the invited enterprise alone, once; declined and removed ones can be asked again', async () => {
  const [owner, other] = [await as('yuweiyuan.owner'), await as('liantong.owner')];
  const { id } = await newDraft(owner);
  await invite(owner, id, usccOf(partner));
  expect((await answer(owner, id, partner, 'confirmed')).status).toBeGreaterThanOrEqual(403);
  expect((await answer(await as('yunqiao.owner'), id, partner, 'confirmed')).status).toBe(404);
  expect((await answer(other, id, partner, 'declined')).status).toBe(200);
  expect(await partyStatus(owner, id, partner)).toBe('declined');
  expect((await other.call('GET', `/applications/${id}`)).status).toBe(404);
  await invite(owner, id, usccOf(partner));
  expect((await answer(other, id, partner, 'confirmed')).status).toBe(200);
  expect(problemOf(await answer(other, id, partner, 'declined')).status).toBeGreaterThanOrEqual(403);
  const remove = (enterprise: string, reason?: string) =>
    owner.call('POST', `/applications/${id}/parties/${scene.ids[enterprise]}/removal`, { body: { reason } });
  expect(problemOf(await remove(partner)).errors).toMatchObject([{ pointer: '/reason' }]);
  expect((await remove(partner, '分工另有安排')).status).toBe(200);
  expect(await partyStatus(owner, id, partner)).toBe('removed');
  expect((await other.call('GET', `/applications/${id}`)).status).toBe(404);
  expect((await remove(lead, '不再牵头')).status).toBe(409); // the lead stays
});

test('an invitation that nobody answers lapses: no answer counts any more, the lead is told once and may ask again', async () => {
  const [owner, other] = [await as('yuweiyuan.owner'), await as('liantong.owner')];
  const { id } = await newDraft(owner, { workingDayMs: 100 }); // ten working days are a second
  await invite(owner, id, usccOf(partner));
  const late = await until('an answer too late', async () => {
    const [row] = await scene.sql<{ past: boolean }[]>`
      select confirm_by < clock_timestamp() as past from application_parties where application_id = ${id} and role = 'partner'`;
    return row?.past && (await answer(other, id, partner, 'confirmed'));
  });
  expect(problemOf(late)).toMatchObject({ code: 'wrongState' });
  await scene.system.startWorker();
  await until('lapsed', async () => (await partyStatus(owner, id, partner)) === 'lapsed');
  await scene.system.stopWorker();
  const told = await scene.sql<{ email: string }[]>`
    select email from messages where case_id = ${id} and template = 'partyGone' order by email`;
  expect(told.map(({ email }) => email.split('@')[0])).toEqual([
    'yuweiyuan.editor',
    'yuweiyuan.owner',
    'yuweiyuan.signer',
  ]);
  expect((await invite(owner, id, usccOf(partner))).status).toBe(201);
});
