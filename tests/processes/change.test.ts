/** A change of member on a real Temporal server: confirmed by who joins, late at the office, approved and carried out. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answerChange, fileChange } from '../../db/changes.ts';
import { makeWorld } from '../support/world.ts';
import { eventually, openRunning, type Running, recordHistory, settled } from './running.ts';

let running: Running;
beforeAll(async () => {
  running = await openRunning();
});
afterAll(async () => {
  await running.close();
});

test('an approved change replaces the partner; one that nobody confirms lapses; both end their workflows', async () => {
  const { sql, client, startWorker } = running;
  const world = await makeWorld(sql, { workingDayMs: 300 });
  const { id, lead } = await world.application();
  await sql`update tasks set status = 'cancelled' where case_id = ${id}`;
  await sql`update applications set status = 'awarded' where case_id = ${id}`;
  const joining = await world.enterprise('successor', 'third-party-service');
  const request = {
    leavingEnterpriseId: world.partner.id,
    joiningEnterpriseId: joining.id,
    reason: '业务调整',
    shares: [
      { enterpriseId: lead.id, shareBp: 6_000 },
      { enterpriseId: joining.id, shareBp: 4_000 },
    ],
  };
  const statusOf = async (changeId: string) =>
    (await sql<{ status: string }[]>`select status from member_changes where case_id = ${changeId}`)[0]?.status;
  await startWorker();

  const silent = await sql.begin((tx) => fileChange(tx, id, request, lead.signer));
  await eventually('lapsed', async () => (await statusOf(silent.id)) === 'lapsed');

  const change = await sql.begin((tx) => fileChange(tx, id, request, lead.signer));
  await sql.begin((tx) => answerChange(tx, change.id, 'confirmed', joining.signer));
  const told = (template: string) =>
    eventually(`told ${template}`, async () =>
      (await world.messagesAbout(change.id)).some((line) => line.startsWith(template)),
    );
  await told('taskOverdue');
  await world.decide(change.id, world.officers.city, 'changeApproved');
  await eventually('approved', async () => (await statusOf(change.id)) === 'approved');
  await told('changeSettled');
  await settled(sql);

  // On a busy machine the reminder may come too late to be of use.
  const withoutReminder = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('taskRemind'));
  expect(withoutReminder(await world.factsOf(change.id))).toEqual([
    'changeFiled',
    'changeConfirmed',
    'taskOpened',
    'taskOverdue',
    'taskDecided',
    'changeSettled',
  ]);
  expect((await world.factsOf(id)).slice(-5)).toEqual([
    ...['changeFiled', 'changeSettled'],
    ...['changeFiled', 'membersChanged', 'changeSettled'],
  ]);
  const parties = await sql<{ enterpriseId: string; status: string; shareBp: number }[]>`
    select enterprise_id, status, share_bp from application_parties where application_id = ${id} order by role, share_bp`;
  expect(parties).toEqual([
    { enterpriseId: lead.id, status: 'confirmed', shareBp: 6_000 },
    { enterpriseId: world.partner.id, status: 'removed', shareBp: 0 },
    { enterpriseId: joining.id, status: 'confirmed', shareBp: 4_000 },
  ]);
  expect(withoutReminder(await world.messagesAbout(change.id))).toEqual(
    [
      ...['successor', 'lead-1', 'partner'].flatMap((name) => [
        `changeFiled → signer-${name}`,
        `changeSettled → signer-${name}`,
      ]),
      'changeAsked → signer-successor',
      'taskOverdue → city',
      'taskWaiting → city',
    ].sort(),
  );
  // What was signed stays.
  const [signatures] = await sql<
    { n: number }[]
  >`select count(*)::int as n from signatures where application_id = ${id}`;
  expect(signatures?.n).toBe(2);
  const result = (changeId: string) => client.workflow.getHandle(`change/${changeId}`).result();
  expect([await result(silent.id), await result(change.id)]).toEqual(['lapsed', 'approved']);
  if (process.env.RECORD_HISTORIES) await recordHistory(client, 'change-approved', `change/${change.id}`);
});
