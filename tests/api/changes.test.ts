/** A change of member after the award (变更): who may ask, answer and decide, and what it leaves as it was. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ChangeView } from '../../contracts/changes.ts';
import type { DiagramView } from '../../contracts/diagrams.ts';
import { wakeProcesses } from '../../db/wake.ts';
import { awardedApplication } from '../support/awarded.ts';
import type { Client } from '../support/client.ts';
import { openScene, problemOf, type Scene, until } from '../support/scene.ts';
import { decide, personOf } from '../support/story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ worker: true });
});
afterAll(async () => {
  await scene.close();
});

const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);
const idOf = (key: string) => scene.ids[key] as string;
const [lead, leaving, joining] = ['yuweiyuan-food', 'liantong-network', 'yunqiao-service'] as const;
const request = (changes: object = {}) => ({
  leavingEnterpriseId: idOf(leaving),
  joiningEnterpriseId: idOf(joining),
  reason: '合作方业务调整',
  shares: [
    { enterpriseId: idOf(lead), shareBp: 6_500 },
    { enterpriseId: idOf(joining), shareBp: 3_500 },
  ],
  ...changes,
});
const file = (client: Client, id: string, changes: object = {}) =>
  client.call('POST', `/applications/${id}/changes`, { body: request(changes) });
const read = (client: Client, changeId: string) => client.get<ChangeView>(`/changes/${changeId}`);
/** Nodes of the change's diagram that it has come to, with their states. */
const position = async (client: Client, changeId: string) => {
  const { nodes } = await client.get<DiagramView>(`/changes/${changeId}/diagram`);
  const come = nodes.filter(({ position: at }) => at && !['ahead', 'possible', 'skipped'].includes(at.state));
  return Object.fromEntries(come.map((node) => [node.id, node.position?.state]));
};

test('the lead asks, the successor confirms, the office approves: parties change, signatures and content stay', async () => {
  const { id, number } = await awardedApplication(scene);
  const owner = await as('yuweiyuan.owner');
  const before = (await scene.view(owner, id)).frozen?.sha256;
  expect((await file(await as('yuweiyuan.editor'), id)).status).toBe(403);
  expect((await file(await as('liantong.owner'), id)).status).toBe(403);
  const rule = async (changes: object) => problemOf(await file(owner, id, changes)).errors?.[0];
  expect(await rule({ leavingEnterpriseId: idOf(lead) })).toMatchObject({ rule: 'notPartner' });
  expect(
    await rule({ joiningEnterpriseId: null, shares: [{ enterpriseId: idOf(lead), shareBp: 10_000 }] }),
  ).toMatchObject({ pointer: '/joiningEnterpriseId', rule: 'minPartners' });
  expect(await rule({ joiningEnterpriseId: idOf(lead) })).toMatchObject({ rule: 'isLead' });
  expect(await rule({ shares: [{ enterpriseId: idOf(lead), shareBp: 10_000 }] })).toMatchObject({ rule: 'everyParty' });
  expect(
    await rule({
      shares: [
        { enterpriseId: idOf(lead), shareBp: 6_500 },
        { enterpriseId: idOf(joining), shareBp: 3_400 },
      ],
    }),
  ).toMatchObject({ rule: 'sharesMustAddTo10000' });

  const { id: changeId } = (await file(owner, id)).body as unknown as { id: string };
  expect(problemOf(await file(owner, id))).toMatchObject({ code: 'duplicate', changeId });
  const successor = await as('yunqiao.owner');
  expect(await read(successor, changeId)).toMatchObject({ status: 'confirming', allowed: ['answer'] });
  expect(await position(successor, changeId)).toEqual({ filed: 'done', confirming: 'current' });
  expect((await successor.call('GET', `/applications/${id}`)).status).toBe(404); // not a party yet
  for (const stranger of [await as('songyue.owner'), await as('expert1')])
    expect((await stranger.call('GET', `/changes/${changeId}`)).status).toBeGreaterThanOrEqual(403);
  expect(
    (await owner.call('POST', `/changes/${changeId}/answer`, { body: { answer: 'confirmed' } })).status,
  ).toBeGreaterThanOrEqual(403);
  await successor.post(`/changes/${changeId}/answer`, { answer: 'confirmed' });
  expect(await read(owner, changeId)).toMatchObject({ status: 'deciding', dueAt: expect.any(String) });
  expect(await position(owner, changeId)).toEqual({ filed: 'done', confirming: 'done', deciding: 'current' });

  // The office sees what the registers say of who joins; the parties do not.
  await scene.sql`
    insert into credit_records (identifier, name, kind, source, document_no, reason, valid_from, entered_by, entered_at)
    select identifier, name, 'untrustworthy', '法院', 'D-7', '失信', current_date - 2, 'office', now() from enterprises where id = ${idOf(joining)}`;
  await scene.sql`
    update enterprises set profile = jsonb_set(profile, '{legalRepresentative}', (
      select profile -> 'legalRepresentative' from enterprises where id = ${idOf(lead)})) where id = ${idOf(joining)}`;
  const { successor: evidence } = await read(scene.city, changeId);
  expect(evidence?.credit).toMatchObject([{ kind: 'untrustworthy', documentNo: 'D-7' }]);
  expect(evidence?.related.filter(({ relation }) => relation === 'sameApplication')).toMatchObject([
    { grounds: [{ ground: 'legalRepresentative' }] },
  ]);
  expect(await read(owner, changeId)).toMatchObject({ successor: null });

  // It stands in the city office's queue with the project's name; a refusal would need a reason.
  const { items } = await scene.city.get<{ items: { caseId: string; caseKind: string; projectName: string }[] }>(
    '/tasks?view=open&step=memberChange&perPage=100',
  );
  expect(items.find(({ caseId }) => caseId === changeId)).toMatchObject({
    caseKind: 'change',
    projectName: '中原食品产业链电子商务服务平台',
  });
  await expect(decide(scene.city, changeId, 'memberChange', { outcome: 'changeRefused' })).rejects.toThrow('required');
  // Nobody decides on an enterprise of the own: neither a party's nor that of who joins.
  const officer = await scene.userId(personOf('cityOfficer'));
  for (const enterprise of [lead, joining]) {
    await scene.sql`
      insert into role_grants (user_id, role, enterprise_id, granted_by, granted_at, revoked_at)
      values (${officer}, 'enterpriseEditor', ${idOf(enterprise)}, ${officer}, now(), now())`;
    await expect(decide(scene.city, changeId, 'memberChange', { outcome: 'changeApproved' })).rejects.toMatchObject({
      problem: { code: 'notYours', exclusion: 'partyMember' },
    });
    await scene.sql`delete from role_grants where user_id = ${officer} and enterprise_id = ${idOf(enterprise)}`;
  }
  await decide(scene.city, changeId, 'memberChange', { outcome: 'changeApproved' });
  await until('approved', async () => (await read(owner, changeId)).status === 'approved');
  const changed = await read(owner, changeId);
  const whole = { filed: 'done', confirming: 'done', deciding: 'done', 'end/approved': 'reached' };
  expect(await position(scene.city, changeId)).toEqual(whole);
  // The shares before stay readable beside those of now.
  expect(
    Object.fromEntries(changed.shares.map((party) => [party.enterpriseId, [party.beforeBp, party.afterBp]])),
  ).toEqual({
    [idOf(lead)]: [7_000, 6_500],
    [idOf(leaving)]: [3_000, null],
    [idOf(joining)]: [null, 3_500],
  });
  const view = await scene.view(owner, id);
  expect(view.parties.map(({ enterpriseId, status, shareBp }) => [enterpriseId, status, shareBp])).toEqual(
    expect.arrayContaining([
      [idOf(lead), 'confirmed', 6_500],
      [idOf(leaving), 'removed', 0],
      [idOf(joining), 'confirmed', 3_500],
    ]),
  );
  expect(view.frozen?.sha256).toBe(before);
  // The paper follows: the old certificate says that it was replaced, the new one names who takes part now.
  const { certificates } = await owner.get<{ certificates: { number: string; revoked: { reason: string } | null }[] }>(
    `/applications/${id}/documents`,
  );
  expect(certificates).toMatchObject([
    { revoked: null },
    { number, revoked: { reason: expect.stringContaining('换发') } },
  ]);
  const named = await scene.sql<{ names: string[] }[]>`
    select array(select p ->> 'name' from jsonb_array_elements(content -> 'parties') p) as names
    from certificates where application_id = ${id} order by issued_at`;
  expect(named.map(({ names }) => names.length)).toEqual([2, 2]);
  expect(named[1]?.names).toContain(changed.joining?.name);
  expect(named[1]?.names).not.toContain(changed.leaving.name);
  // What was published stays as it was, with the change beside it.
  const { items: results } = await scene.city.get<{ items: { parties: string[]; memberChanges: object[] }[] }>(
    `/public/results/${view.roundId}`,
  );
  const line = results.find(({ parties }) => parties.includes(changed.leaving.name));
  expect(line?.memberChanges).toMatchObject([{ leaving: changed.leaving.name, joining: changed.joining?.name }]);
  expect(line?.parties).not.toContain(changed.joining?.name);
  // Who joined hears of the new certificate, and nothing of what was before its time.
  const told = () => scene.sql<{ template: string }[]>`
    select distinct m.template from messages m join users u on u.id = m.user_id
    where u.email = 'yunqiao.owner@demo.tenfold.example' and m.case_id = ${id} order by m.template`;
  await until('told', async () => (await told()).length > 0);
  expect((await told()).map(({ template }) => template)).toEqual(['certificateIssued']);
  expect((await scene.view(successor, id)).status).toBe('awarded');
  const { items: listed } = await owner.get<{ items: ChangeView[]; mayFile: boolean }>(`/applications/${id}/changes`);
  expect(listed.map(({ status }) => status)).toEqual(['approved']);
  const facts = await scene.sql<
    { kind: string }[]
  >`select kind from facts where case_id = ${id} order by version desc limit 1`;
  expect(facts[0]?.kind).toBe('changeSettled');
});

test('a refusal keeps the parties and gives its reason; a declined or withdrawn request ends and another may follow', async () => {
  const { id } = await awardedApplication(scene);
  const owner = await as('yuweiyuan.owner');
  const successor = await as('yunqiao.signer');
  const next = async () => ((await file(owner, id)).body as unknown as { id: string }).id;

  const declined = await next();
  await successor.post(`/changes/${declined}/answer`, { answer: 'declined' });
  expect(await read(owner, declined)).toMatchObject({ status: 'declined', allowed: [] });
  expect(await position(owner, declined)).toEqual({ filed: 'done', confirming: 'stopped', 'end/declined': 'reached' });

  const withdrawn = await next();
  await successor.post(`/changes/${withdrawn}/answer`, { answer: 'confirmed' });
  await owner.post(`/changes/${withdrawn}/withdrawal`);
  expect(await read(owner, withdrawn)).toMatchObject({ status: 'withdrawn' });
  const stopped = { filed: 'done', confirming: 'done', deciding: 'stopped' };
  expect(await position(owner, withdrawn)).toEqual({ ...stopped, 'end/withdrawn': 'reached' });
  expect(problemOf(await owner.call('POST', `/changes/${withdrawn}/withdrawal`, { body: {} }))).toMatchObject({
    code: 'wrongState',
  });

  const refused = await next();
  await successor.post(`/changes/${refused}/answer`, { answer: 'confirmed' });
  await decide(scene.city, refused, 'memberChange', { outcome: 'changeRefused', reason: '接替单位条件不足' });
  await until('refused', async () => (await read(owner, refused)).status === 'refused');
  expect(await read(owner, refused)).toMatchObject({ decisionReason: '接替单位条件不足' });
  expect(await position(owner, refused)).toEqual({ ...stopped, 'end/refused': 'reached' });
  expect(
    (await scene.view(owner, id)).parties
      .filter(({ status }) => status === 'confirmed')
      .map(({ enterpriseId }) => enterpriseId),
  ).toEqual([idOf(lead), idOf(leaving)]);
});

test('an award that ends takes its open change with it: the office has no task left and everybody is told why', async () => {
  const { id } = await awardedApplication(scene);
  const owner = await as('yuweiyuan.owner');
  const { cases: others } = await wakeProcesses(scene.sql);
  const { id: changeId } = (await file(owner, id)).body as unknown as { id: string };
  expect((await wakeProcesses(scene.sql)).cases).toBe(others + 1); // found again after a restore
  await (await as('yunqiao.owner')).post(`/changes/${changeId}/answer`, { answer: 'confirmed' });
  await owner.post(`/applications/${id}/withdrawal`, { reason: '经营调整' });
  expect(await read(owner, changeId)).toMatchObject({ status: 'overtaken', decisionReason: '经营调整', allowed: [] });
  expect(await scene.sql<{ status: string }[]>`select status from tasks where case_id = ${changeId}`).toEqual([
    { status: 'cancelled' },
  ]);
  await until('told', async () => {
    const messages = await scene.sql`
      select 1 from messages where case_id = ${changeId} and template = 'changeSettled' and body like '%经营调整%'`;
    return messages.length > 0;
  });
});

test('who stands beside the lead elsewhere by now does not confirm; without an answer nothing is half done', async () => {
  const { id } = await awardedApplication(scene);
  const owner = await as('yuweiyuan.owner');
  const { id: changeId } = (await file(owner, id)).body as unknown as { id: string };
  await scene.sql`update enterprises set kind = 'micro-student' where id = ${idOf(joining)}`;
  const answered = await (await as('yunqiao.owner')).call('POST', `/changes/${changeId}/answer`, {
    body: { answer: 'confirmed' },
  });
  expect(problemOf(answered).errors?.[0]).toMatchObject({ rule: 'partnerKind' });
  await scene.sql`update enterprises set kind = 'third-party-service' where id = ${idOf(joining)}`;
  expect(await read(owner, changeId)).toMatchObject({ status: 'confirming', answeredAt: null });
});

test('members of an application that is not awarded do not change by request', async () => {
  const owner = await as('yuweiyuan.owner');
  const roundId = await scene.openRound();
  const { id } = await owner.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 3,
    enterpriseId: idOf(lead),
  });
  expect(problemOf(await file(owner, id))).toMatchObject({ code: 'wrongState' });
});
