/** A partner invited by mail: the link is a key for one answer, by an owner or signer, under the rules of any partner. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { LONG_DAY_MS, openScene, problemOf, type Scene, until } from '../support/scene.ts';
import { cast } from '../support/story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
});

const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);
const ADDRESS = 'manager@newcomer.example';

async function draft(workingDayMs = LONG_DAY_MS) {
  const owner = await as('yuweiyuan.owner');
  const roundId = await scene.openRound({ workingDayMs });
  const { id } = await owner.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: 3,
    enterpriseId: scene.ids['yuweiyuan-food'],
  });
  return { owner, roundId, id };
}
const invite = (client: Client, id: string, email = ADDRESS) =>
  client.call('POST', `/applications/${id}/mail-invitations`, { body: { email } });
/** The token of the newest mail to the address. */
async function tokenTo(email = ADDRESS): Promise<string> {
  const [mail] = await scene.sql<{ body: string; userId: string | null }[]>`
    select body, user_id from messages where email = ${email} and template = 'partyInvitedByMail' order by created_at desc limit 1`;
  expect(mail?.userId).toBeNull();
  return /token=([\w-]{43})/.exec(mail?.body ?? '')?.[1] as string;
}
const answer = (client: Client, token: string, enterprise: string, word = 'confirmed') =>
  client.call('POST', '/consortium-invitations/answer', {
    body: { token, enterpriseId: scene.ids[enterprise], answer: word },
  });
const read = (client: Client, token: string) =>
  client.get<{ status: string; leadName: string; enterprises: { id: string }[] }>(
    `/consortium-invitations?token=${token}`,
  );

test('the mail’s link is taken once, by an owner or signer, and makes the enterprise a confirmed partner', async () => {
  const { owner, id } = await draft();
  expect((await invite(await as('songyue.owner'), id)).status).toBe(404);
  expect((await invite(owner, id, 'Manager@Newcomer.example')).status).toBe(201);
  expect(problemOf(await invite(owner, id)).errors).toMatchObject([{ rule: 'invitedAlready' }]);
  const token = await tokenTo();
  const [row] = await scene.sql<{ all: string }[]>`
    select string_agg(to_jsonb(f)::text || (select string_agg(to_jsonb(i)::text, '') from party_mail_invitations i), '') as all
    from facts f where f.case_id = ${id}`;
  expect(row?.all).not.toContain(token); // nowhere but in the mail
  expect((await scene.view(owner, id)).missing).toContainEqual({
    section: 'parties',
    enterpriseId: null,
    pointer: '',
    rule: 'mailInvitationOpen',
  });

  // Anybody signed in who holds the link may read it; nobody finds it without.
  const newcomer = await as('liantong.owner');
  expect(await read(newcomer, token)).toMatchObject({
    status: 'open',
    leadName: expect.stringContaining('豫味源'),
    enterprises: [{ id: scene.ids['liantong-network'] }],
  });
  expect((await newcomer.call('GET', `/consortium-invitations?token=${'x'.repeat(43)}`)).status).toBe(404);
  expect((await scene.system.anonymous.call('GET', `/consortium-invitations?token=${token}`)).status).toBe(401);
  expect((await newcomer.call('GET', `/applications/${id}`)).status).toBe(404); // not a party yet

  expect((await answer(await as('yuweiyuan.editor'), token, 'liantong-network')).status).toBe(403);
  expect(problemOf(await answer(owner, token, 'yuweiyuan-food')).errors).toMatchObject([{ rule: 'isLead' }]);
  expect((await answer(newcomer, token, 'liantong-network')).status).toBe(200);
  const view = await scene.view(newcomer, id);
  expect(view.parties.map(({ enterpriseId, status }) => [enterpriseId, status])).toEqual([
    [scene.ids['yuweiyuan-food'], 'confirmed'],
    [scene.ids['liantong-network'], 'confirmed'],
  ]);
  expect(view.mailInvitations).toEqual([]);
  expect(problemOf(await answer(await as('yunqiao.owner'), token, 'yunqiao-service'))).toMatchObject({
    code: 'wrongState',
  });
  expect((await read(newcomer, token)).status).toBe('confirmed');
  const told = await scene.sql`select 1 from messages where case_id = ${id} and template = 'partyConfirmed'`;
  expect(told.count).toBe(3);
});

test('an invitation can be answered no longer than the call is open; an extended call gives its days back', async () => {
  const { owner, roundId, id } = await draft();
  await owner.post(`/applications/${id}/parties`, {
    identifier: cast.enterprises.find(({ key }) => key === 'yunqiao-service')?.uscc,
  });
  await invite(owner, id);
  const bearer = await as('liantong.owner');
  const token = await tokenTo();
  const shown = async () => {
    const { parties, mailInvitations } = await scene.view(owner, id);
    const byMail = await bearer.get<{ confirmBy: string }>(`/consortium-invitations?token=${token}`);
    return [parties.find(({ status }) => status === 'invited'), mailInvitations[0], byMail].map(
      (one) => one?.confirmBy,
    );
  };
  const whenClosing = async (inMs: number) => {
    const closesAt = new Date(Date.now() + inMs).toISOString();
    await scene.sql`update rounds set closes_at = ${closesAt} where case_id = ${roundId}`;
    return { closesAt, shown: await shown() };
  };
  const open = await whenClosing(90 * 86_400_000);
  expect(open.shown.every((at) => typeof at === 'string' && at < open.closesAt)).toBe(true);
  const brief = await whenClosing(3_600_000);
  expect(brief.shown).toEqual(Array.from({ length: 3 }, () => brief.closesAt));
  expect((await whenClosing(90 * 86_400_000)).shown).toEqual(open.shown);
});

test('a kind that cannot be a partner is refused at acceptance and the link stays good', async () => {
  const { owner, id } = await draft();
  const [micro] = await scene.sql<{ id: string }[]>`
    insert into enterprises (name, identifier_scheme, identifier, kind, recommending_body_id)
    values ('大学生小微', 'uscc', '91410105PDY0099998', 'micro-student', 'district-410105') returning id`;
  const userId = await scene.userId('yunqiao.owner@demo.tenfold.example');
  await scene.sql`insert into role_grants (user_id, role, enterprise_id) values (${userId}, 'enterpriseOwner', ${micro?.id as string})`;
  await invite(owner, id);
  const token = await tokenTo();
  const bearer = await scene.system.as('yunqiao.owner@demo.tenfold.example');
  const refused = await bearer.call('POST', '/consortium-invitations/answer', {
    body: { token, enterpriseId: micro?.id, answer: 'confirmed' },
  });
  expect(problemOf(refused).errors).toMatchObject([{ pointer: '/enterpriseId', rule: 'partnerKind' }]);
  expect((await answer(bearer, token, 'yunqiao-service')).status).toBe(200);
});

test('taken back, declined and lapsed links open nothing; the address is known to the lead alone', async () => {
  const { owner, id } = await draft();
  await invite(owner, id);
  const [first] = (await scene.view(owner, id)).mailInvitations;
  expect(first?.email).toBe(ADDRESS);
  await owner.post(`/applications/${id}/parties`, { identifier: '91410105PDY00108X3' });
  const invited = await as('liantong.owner');
  expect((await scene.view(invited, id)).mailInvitations.map(({ email }) => email)).toEqual([null]);
  expect((await invited.call('GET', `/applications/${id}`)).text).not.toContain(ADDRESS);

  await owner.post(`/applications/${id}/mail-invitations/${first?.id}/revocation`);
  const revoked = await tokenTo();
  expect(problemOf(await answer(await as('yunqiao.owner'), revoked, 'yunqiao-service'))).toMatchObject({
    code: 'wrongState',
  });
  await invite(owner, id);
  const declined = await tokenTo();
  expect(declined).not.toBe(revoked);
  expect((await answer(await as('yunqiao.owner'), declined, 'yunqiao-service', 'declined')).status).toBe(200);
  expect((await read(await as('yunqiao.owner'), declined)).status).toBe('declined');
  const told = await scene.sql<
    { body: string }[]
  >`select body from messages where case_id = ${id} and template = 'partyGone'`;
  expect(told.length).toBe(3);
  expect(told.every(({ body }) => body.includes(ADDRESS))).toBe(true);
});

test('an invitation by mail that nobody answers lapses, and the lead is told', async () => {
  const { owner, id } = await draft(100); // ten working days are a second
  await invite(owner, id);
  const token = await tokenTo();
  await scene.system.startWorker();
  await until('lapsed', async () =>
    (await scene.view(owner, id)).mailInvitations.some(({ status }) => status === 'lapsed'),
  );
  await scene.system.stopWorker();
  expect(problemOf(await answer(await as('yunqiao.owner'), token, 'yunqiao-service'))).toMatchObject({
    code: 'wrongState',
  });
  const told = await scene.sql`select 1 from messages where case_id = ${id} and template = 'partyGone'`;
  expect(told.count).toBe(3);
});

test('an address gets ten mails a day from anybody, and a lead has twenty sent', async () => {
  const { owner, id } = await draft();
  const address = 'often@newcomer.example';
  await scene.sql`update party_mail_invitations set invited_at = invited_at - interval '2 days'`;
  for (let no = 0; no < 10; no += 1) {
    expect((await invite(owner, id, address)).status).toBe(201);
    const [open] = await scene.sql<{ id: string }[]>`
      select id from party_mail_invitations where application_id = ${id} and email = ${address} and status = 'open'`;
    await owner.post(`/applications/${id}/mail-invitations/${open?.id}/revocation`);
  }
  expect(problemOf(await invite(owner, id, address))).toMatchObject({ code: 'tooMany', retryAfterSeconds: 86_400 });
  for (let no = 10; no < 20; no += 1) expect((await invite(owner, id, `a${no}@newcomer.example`)).status).toBe(201);
  expect(problemOf(await invite(owner, id, 'one.more@newcomer.example')).code).toBe('tooMany');
  const sent = await scene.sql`select 1 from messages where case_id = ${id} and template = 'partyInvitedByMail'`;
  expect(sent).toHaveLength(20);
});
