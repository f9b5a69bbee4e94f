import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { drawPanels, recuse } from '../../db/round-process.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { lapseInvitations } from '../../db/sweeps.ts';
import { makeWorld } from '../support/world.ts';
import { eventually, openRunning, type Running, recordHistory, settled } from './running.ts';

let running: Running;
beforeAll(async () => {
  running = await openRunning();
});
afterAll(async () => {
  await running.close();
});

test('a round walks from its call to the published result, each application to its own end', async () => {
  const { sql, startWorker, client } = running;
  const world = await makeWorld(sql, {
    workingDayMs: 1_000,
    policy: {
      correction: { workingDays: 8, remindBeforeWorkingDays: 4, basis: 'test' },
      notice: { workingDays: 2, basis: 'test' },
    },
  });
  const { roundId, officers, statusOf, decide } = world;
  await startWorker();
  const becomes = (caseId: string, status: string) =>
    eventually(`${caseId} is ${status}`, async () => (await statusOf(caseId)) === status);

  const corrected = await world.application();
  const rival = await world.application();
  const silent = await world.application({ categoryNo: 2 });
  const refused = await world.application({ categoryNo: 2 });
  const draft = await world.application({ categoryNo: 2, draft: true });

  await world.moveClosing(0);

  const marks = [{ section: 'project', enterpriseId: null, pointer: '/summary', note: '请写明服务对象' }];
  await decide(corrected.id, officers.district, 'correction', { marks }, '材料不全');
  await decide(silent.id, officers.district, 'correction', {}, '材料不全');
  await decide(refused.id, officers.district, 'refused', {}, '不在范围');
  await becomes(corrected.id, 'correcting');
  const correction = await world.openTask(corrected.id);
  await sql`select submit_correction(${corrected.id}, ${correction?.id as string}, ${corrected.lead.signer}, 1)`;
  await becomes(corrected.id, 'circulating');
  expect(await world.openTask(corrected.id)).toMatchObject({ step: 'formCheck', contentVersion: 2 });
  await decide(corrected.id, officers.district, 'accepted');
  await decide(corrected.id, officers.district, 'returned', {}, '再看一次');
  await eventually(
    'the form check is open again',
    async () => (await world.openTask(corrected.id))?.step === 'formCheck',
  );
  await world.qualify(corrected.id);
  await world.qualify(rival.id);
  await becomes(silent.id, 'deemedWithdrawn');

  await becomes(roundId, 'panel');
  expect(await statusOf(draft.id)).toBe('expired');
  const drawn = await sql.begin((tx) => drawPanels(tx, roundId, officers.city));
  expect(drawn).toMatchObject({ ok: true, panels: [{ categoryNo: 1 }] });
  await eventually('every expert has been told', async () => {
    const lines = await world.messagesAbout(roundId);
    return lines.filter((line) => line.startsWith('scoresWaiting')).length === 5;
  });
  const [sheet] = await sql<{ id: string; assigneeId: string }[]>`
    select id, assignee_id from tasks where round_id = ${roundId} and step = 'score' limit 1`;
  const replaced = await sql.begin((tx) => recuse(tx, sheet?.id as string, sheet?.assigneeId as string, '同学'));
  expect(replaced).toMatchObject({ ok: true, categoryNo: 1, replacedBy: expect.stringMatching(/^expert-/) });
  const points = (id: string) => (id === corrected.id ? { coverage: 30, effect: 55 } : { coverage: 30, effect: 40 });
  expect(await world.scoreAll(points)).toBe(10);

  await becomes(roundId, 'ranked');
  await decide(roundId, officers.city, 'returned', {}, '重新评审');
  await becomes(roundId, 'scoring');
  expect(await world.scoreAll(points)).toBe(10);
  await becomes(roundId, 'ranked');
  await decide(roundId, officers.city, 'forward');
  await becomes(roundId, 'deliberation');
  await decide(roundId, officers.group, 'sentBack', {}, '补充说明');
  await becomes(roundId, 'ranked');
  await decide(roundId, officers.city, 'forward');
  await becomes(roundId, 'deliberation');
  await decide(roundId, officers.group, 'approved', { strikes: [{ applicationId: corrected.id, reason: '重复资助' }] });
  await becomes(roundId, 'publication');
  await decide(roundId, officers.city, 'published');
  await becomes(roundId, 'published');

  const results = await sql`select category_no, outcome, application_id, reason from results order by category_no`;
  expect([...results]).toEqual([
    { categoryNo: 1, outcome: 'winner', applicationId: rival.id, reason: null },
    { categoryNo: 2, outcome: 'leftOpen', applicationId: null, reason: 'nobodyReachedPassMark' },
  ]);
  expect(await client.workflow.result(`round/${roundId}`)).toBe('published');
  expect(await client.workflow.result(`application/${rival.id}`)).toBe('awarded');
  expect(await client.workflow.result(`application/${corrected.id}`)).toBe('notSelected');
  expect(await client.workflow.result(`application/${silent.id}`)).toBe('deemedWithdrawn');
  expect(await client.workflow.result(`application/${refused.id}`)).toBe('refused');

  await settled(sql);
  const lead = (id: string) => `signer-lead-${id}`;
  expect(await world.messagesAbout(silent.id)).toEqual(
    expect.arrayContaining([
      `correctionAsked → ${lead('3')}`,
      `correctionLapsed → ${lead('3')}`,
      'submitted → signer-partner',
    ]),
  );
  expect(await world.messagesAbout(rival.id)).toEqual(
    expect.arrayContaining([
      `onNotice → ${lead('2')}`,
      `resultWon → ${lead('2')}`,
      `certificateIssued → ${lead('2')}`,
      'certificateIssued → signer-partner',
    ]),
  );
  const letters = await sql<{ applicationId: string; decision: string; reason: string | null }[]>`
    select application_id, decision, content ->> 'reason' as reason from result_letters`;
  const letterOf = (id: string) => letters.filter((letter) => letter.applicationId === id);
  expect(letterOf(rival.id)).toMatchObject([{ decision: 'awarded' }]);
  expect(letterOf(corrected.id)).toMatchObject([{ decision: 'notSelected', reason: 'struck' }]);
  expect(letterOf(silent.id)).toMatchObject([{ decision: 'deemedWithdrawn' }]);
  expect(letterOf(refused.id)).toMatchObject([{ decision: 'refused', reason: '不在范围' }]);
  expect(letterOf(draft.id)).toEqual([]);
  expect(await sql`select application_id, round_id from certificates`).toMatchObject([
    { applicationId: rival.id, roundId },
  ]);
  expect(await world.messagesAbout(draft.id)).toEqual([`draftExpired → ${lead('5')}`, 'draftExpired → signer-partner']);
  const [asked] = await sql<{ body: string; link: string }[]>`
    select body, link from messages where case_id = ${corrected.id} and template = 'correctionAsked' limit 1`;
  expect(asked?.body).toContain('项目 / 摘要：请写明服务对象');

  // After a whole round everything holds that must always hold.
  const checked = await checkInvariants(sql);
  expect(checked.filter(({ violations, error }) => violations > 0 || error !== null)).toEqual([]);
  if (process.env.RECORD_HISTORIES) await record(roundId, [corrected.id, silent.id]);
});

/** Writes the histories of this walk for the replay test: `RECORD_HISTORIES=1 npx jest tests/processes/walk`. */
async function record(roundId: string, applications: string[]): Promise<void> {
  const [message] = await running.sql<{ id: string }[]>`select id from messages limit 1`;
  const names = {
    'round-published': `round/${roundId}`,
    'application-corrected-not-selected': `application/${applications[0]}`,
    'application-deemed-withdrawn': `application/${applications[1]}`,
    'message-kept': `message/${message?.id}`,
  };
  for (const [name, workflowId] of Object.entries(names)) await recordHistory(running.client, name, workflowId);
}

test('an invitation that is not answered in time lapses once, and the lead is told', async () => {
  const own = await openRunning();
  try {
    const world = await makeWorld(own.sql);
    const { id, lead } = await world.application({ draft: true });
    await own.sql`
      update application_parties set status = 'invited', confirm_by = clock_timestamp() - interval '1 second'
      where application_id = ${id} and role = 'partner'`;
    expect(await lapseInvitations(own.sql)).toEqual([id]);
    expect(await lapseInvitations(own.sql)).toEqual([]);
    expect(await world.factsOf(id)).toEqual(['drafted', 'partyLapsed']);
    expect(await world.messagesAbout(id)).toEqual([`partyGone → ${lead.signer}`]);
  } finally {
    await own.close();
  }
});
