import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { insertNotice } from '../../db/notices.ts';
import { notifyMoved } from '../../db/notifier.ts';
import { objectAs } from '../support/objection-filing.ts';
import { type Client, startSystem, type System } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ round: true });
});
afterAll(() => system.close());

/** An open page of one person: collects the ids it is told until one that is awaited arrives. */
async function openPage(client: Client) {
  const leaving = new AbortController();
  const response = await fetch(`${system.baseUrl}/api/v1/events`, {
    headers: { cookie: client.cookie },
    signal: leaving.signal,
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const told = new Set<string>();
  const awaited = new Map<string, () => void>();
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      for (const [, data] of decoder.decode(chunk, { stream: true }).matchAll(/^data: (.+)$/gm)) {
        for (const id of (JSON.parse(data as string) as { caseIds: string[] }).caseIds) {
          told.add(id);
          awaited.get(id)?.();
        }
      }
    }
  })().catch(() => {});
  return {
    told,
    until: (id: string) =>
      told.has(id) ? Promise.resolve() : new Promise<void>((resolve) => awaited.set(id, resolve)),
    close: async () => {
      leaving.abort();
      await reading;
    },
  };
}

test('a moved case is told to the people who may see it, and to nobody else', async () => {
  const [submitted] = await system.sql<{ caseId: string; roundId: string; bodyId: string; parties: string[] }[]>`
    select case_id, round_id, recommending_body_id as body_id from applications where status = 'circulating'`;
  const { caseId, roundId, bodyId } = submitted as { caseId: string; roundId: string; bodyId: string };
  const personOf = async (role: string, where: { body?: string; not?: string }) => {
    const [row] = await system.sql<{ email: string }[]>`
      select u.email from role_grants g join users u on u.id = g.user_id
      where g.role = ${role} ${where.body ? system.sql`and g.body_id = ${where.body}` : system.sql``} ${where.not ? system.sql`and g.body_id <> ${where.not}` : system.sql``}
      order by u.email limit 1`;
    return system.as((row as { email: string }).email);
  };
  const [partner] = await system.sql<{ email: string }[]>`
    select u.email from application_parties p join role_grants g on g.enterprise_id = p.enterprise_id join users u on u.id = g.user_id
    where p.application_id = ${caseId} and p.role = 'partner' limit 1`;
  const [stranger] = await system.sql<{ email: string }[]>`
    select u.email from role_grants g join users u on u.id = g.user_id
    where g.enterprise_id is not null and not exists (select 1 from application_parties p where p.enterprise_id = g.enterprise_id) limit 1`;

  const pages = {
    district: await openPage(await personOf('districtOfficer', { body: bodyId })),
    otherDistrict: await openPage(await personOf('districtOfficer', { not: bodyId })),
    city: await openPage(await personOf('cityOfficer', {})),
    partner: await openPage(await system.as((partner as { email: string }).email)),
    stranger: await openPage(await system.as((stranger as { email: string }).email)),
    expert: await openPage(await personOf('expert', {})),
  };
  try {
    notifyMoved(system.sql, [caseId]);
    await Promise.all([pages.district.until(caseId), pages.city.until(caseId), pages.partner.until(caseId)]);
    // The round's news comes after the case's on the same connection; who may see the round has had both.
    notifyMoved(system.sql, [roundId]);
    await Promise.all([pages.otherDistrict.until(roundId), pages.partner.until(roundId), pages.city.until(roundId)]);
    expect(pages.otherDistrict.told.has(caseId)).toBe(false);
    expect([...pages.stranger.told]).toEqual([]);
    expect([...pages.expert.told]).toEqual([]);
  } finally {
    await Promise.all(Object.values(pages).map((page) => page.close()));
  }
});

test('nobody listens without a session', async () => {
  expect((await system.anonymous.call('GET', '/events')).status).toBe(401);
});

test('an objection that moves is told to its objector and the office, and to no other signed-in person', async () => {
  const [row] = await system.sql<{ roundId: string; caseId: string; categoryNo: number }[]>`
    select round_id, case_id, category_no from applications limit 1`;
  const { roundId, caseId, categoryNo } = row as { roundId: string; caseId: string; categoryNo: number };
  const { itemIds } = await system.sql.begin((tx) =>
    insertNotice(tx, roundId, 'first', 7, [
      {
        categoryNo,
        slot: 1,
        applicationId: caseId,
        place: 'winner',
        projectName: '项目',
        parties: [],
        scoreHundredths: 8000,
      },
    ]),
  );
  const email = (name: string) => `${name}@demo.tenfold.example`;
  const [objector] = await system.sql<{ id: string }[]>`select id from users where email = ${email('xinghui.owner')}`;
  const { id } = await objectAs(system.sql, objector?.id as string, itemIds[0] as string);
  const [own, office, other] = await Promise.all(
    ['xinghui.owner', 'city.officer2', 'liantong.owner'].map(async (name) => openPage(await system.as(email(name)))),
  );
  notifyMoved(system.sql, [id]);
  await Promise.all([own?.until(id), office?.until(id)]);
  expect(other?.told.has(id)).toBe(false);
  for (const page of [own, office, other]) await page?.close();
});
