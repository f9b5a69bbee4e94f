/** What may happen to a list after its deliberation, on the real engine: every turn of a notice in one round, to its end. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkInvariants } from '../../db/invariants.ts';
import { decideObjection, takeObjection } from '../../db/objection-verdict.ts';
import { recallRound } from '../../db/recalls.ts';
import { decideReversal, proposeReversal } from '../../db/reversals.ts';
import { drawPanels, recuse } from '../../db/round-process.ts';
import { renounce } from '../../db/vacancies.ts';
import { objectAs } from '../support/objection-filing.ts';
import { makeWorld } from '../support/world.ts';
import { eventually, openRunning, type Running, recordHistory, settled } from './running.ts';

/** A working day that no test outlives: notices end when the test says so. */
const LONG_DAY_MS = 3_600_000;

let running: Running;
beforeAll(async () => {
  running = await openRunning();
});
afterAll(async () => {
  await running?.close();
});

test('objections upheld, rejected and upheld in part, a place given up, an award revoked, a category called again', async () => {
  const { sql, startWorker, client } = running;
  const world = await makeWorld(sql, {
    workingDayMs: LONG_DAY_MS,
    policy: {
      selection: {
        winnersPerCategory: 1,
        reservesPerCategory: 2,
        tieBreakers: [{ kind: 'submittedEarlier' }, { kind: 'lot' }],
        basis: 'test',
      },
    },
  });
  const { roundId, officers, statusOf, decide } = world;
  const second = await world.person('city-2', 'cityOfficer', { bodyId: 'city-office' });
  const citizen = (await world.enterprise('neighbour', 'backbone')).signer;
  await startWorker();
  const becomes = (caseId: string, status: string) =>
    eventually(`${caseId} is ${status}`, async () => (await statusOf(caseId)) === status);
  const lines = async () => {
    const rows = await sql<{ line: string }[]>`
      select i.category_no || ' ' || coalesce(n.kind, '-') || ' ' || i.kind || ' ' || i.state as line
      from notice_items i left join notices n on n.id = i.notice_id where i.round_id = ${roundId} order by i.category_no, i.changed_at, 1`;
    return rows.map(({ line }) => line);
  };
  const lineOf = async (applicationId: string) => {
    const [item] = await sql<{ id: string }[]>`
      select id from notice_items where application_id = ${applicationId} and state in ('noticed', 'paused')`;
    return item?.id as string;
  };
  const appears = (line: string) => eventually(`the line “${line}”`, async () => (await lines()).includes(line));
  const verdict = async (objectionId: string, given: 'upheld' | 'rejected' | 'partlyUpheld') => {
    await settled(sql);
    await sql.begin((tx) => takeObjection(tx, objectionId, second));
    const amendment = given === 'partlyUpheld' ? { note: '名称更正', projectName: '更正后的项目' } : null;
    const decision = { verdict: given, reason: '经核查', publicReason: '经核查', amendment };
    await sql.begin((tx) => decideObjection(tx, objectionId, decision, second));
    expect(await client.workflow.result(`objection/${objectionId}`)).toBe(given);
  };
  const endNotices = async () => {
    await sql`update notices set ends_at = clock_timestamp() where round_id = ${roundId} and ended_at is null`;
    await sql`insert into outbox (kind, subject_id, version, created_at) values ('round', ${roundId}, 0, clock_timestamp())`;
  };
  const publish = async () => {
    await becomes(roundId, 'publication');
    await decide(roundId, officers.city, 'published');
  };
  const runs: string[] = [];
  /** The workflow that brought the round to its publication has ended; a later turn starts another. */
  const published = async () => {
    await becomes(roundId, 'published');
    expect(await client.workflow.result(`round/${roundId}`)).toBe('published');
    const { runId } = await client.workflow.getHandle(`round/${roundId}`).describe();
    runs.push(runId);
  };

  const best = await world.application();
  const reserve = await world.application();
  const last = await world.application();
  const alone = await world.application({ categoryNo: 2 });
  for (const { id } of [best, reserve, last, alone]) await world.qualify(id);
  await world.moveClosing(0);
  await becomes(roundId, 'panel');
  await sql.begin((tx) => drawPanels(tx, roundId, officers.city));
  const [seat] = await sql<{ id: string; assigneeId: string }[]>`
    select id, assignee_id from tasks where round_id = ${roundId} and step = 'score' limit 1`;
  await sql.begin((tx) => recuse(tx, seat?.id as string, seat?.assigneeId as string, '同学'));
  const order: string[] = [best.id, reserve.id, last.id];
  await world.scoreAll((id) => ({ coverage: 40, effect: id === alone.id ? 50 : 59 - 10 * order.indexOf(id) }));
  await becomes(roundId, 'ranked');
  await decide(roundId, officers.city, 'forward');
  await becomes(roundId, 'deliberation');
  await decide(roundId, officers.group, 'approved', { minutes: '同意' });
  await becomes(roundId, 'notice');
  expect(await lines()).toEqual(['1 first winner noticed', '2 first winner noticed']);

  // Upheld: the reserve follows on a notice of its own. Rejected: the line goes on.
  const upheld = await objectAs(sql, citizen, await lineOf(best.id));
  const rejected = await objectAs(sql, citizen, await lineOf(alone.id));
  expect(await lines()).toEqual(['1 first winner paused', '2 first winner paused']);
  await verdict(rejected.id, 'rejected');
  await verdict(upheld.id, 'upheld');
  await appears('1 reserve winner noticed');
  // Upheld in part: amended, and noticed again.
  const partly = await objectAs(sql, citizen, await lineOf(reserve.id));
  await verdict(partly.id, 'partlyUpheld');
  await appears('1 amended winner noticed');
  await endNotices();
  await publish();
  await published();
  expect(await lines()).toEqual([
    '1 first winner struck',
    '1 reserve winner amended',
    '1 amended winner published',
    '2 first winner published',
  ]);
  expect(await statusOf(reserve.id)).toBe('awarded');

  // A place given up after the publication, nobody left to follow.
  await sql.begin((tx) => renounce(tx, alone.id, '经营调整', alone.lead.signer));
  await appears('2 - leftOpen ready');
  await publish();
  await published();

  // An award revoked by a new decision: the next reserve follows after a credit check of its own.
  const proposal = { reason: '查实造假', documentNo: '城政〔2026〕9号', fillPlace: true };
  const { id: reversalId } = await sql.begin((tx) => proposeReversal(tx, reserve.id, proposal, officers.city));
  await settled(sql);
  await sql.begin((tx) => decideReversal(tx, reversalId, { decision: 'approved', reason: '同意' }, officers.group));
  expect(await client.workflow.result(`reversal/${reversalId}`)).toBe('approved');
  await eventually('the next reserve is on a notice', async () => (await statusOf(last.id)) === 'noticed');
  const checks = await sql<{ purpose: string }[]>`
    select purpose from credit_checks where application_id = ${last.id} order by checked_at`;
  expect(checks.at(-1)?.purpose).toBe('reservePromotion');
  await endNotices();
  await publish();
  await published();
  expect(await statusOf(last.id)).toBe('awarded');
  const results = await sql`
    select category_no, issue, outcome, state, application_id from results where round_id = ${roundId} order by category_no, issue`;
  expect([...results]).toEqual([
    { categoryNo: 1, issue: 1, outcome: 'winner', state: 'revoked', applicationId: reserve.id },
    { categoryNo: 1, issue: 2, outcome: 'winner', state: 'valid', applicationId: last.id },
    { categoryNo: 2, issue: 1, outcome: 'winner', state: 'renounced', applicationId: alone.id },
    { categoryNo: 2, issue: 2, outcome: 'leftOpen', state: 'valid', applicationId: null },
  ]);

  // The category that nobody holds is called again, once.
  const closesAt = new Date(Date.now() + 86_400_000).toISOString();
  const recall = () =>
    sql.begin((tx) => recallRound(tx, roundId, { title: { zh: '重新征集', en: 'Again' }, closesAt }, officers.city));
  const twice = await Promise.allSettled([recall(), recall()]);
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await sql`select category_nos, status from rounds where recall_of = ${roundId}`).toMatchObject([
    { categoryNos: [2], status: 'draft' },
  ]);

  await settled(sql);
  const checked = await checkInvariants(sql);
  expect(checked.filter(({ violations, error }) => violations > 0 || error !== null)).toEqual([]);
  if (process.env.RECORD_HISTORIES) await record([upheld.id, reversalId, roundId], runs);
});

/** Writes the histories of these turns for the replay test: `RECORD_HISTORIES=1 npx jest tests/processes/verdicts`. */
async function record([objection, reversal, round]: string[], runs: string[]): Promise<void> {
  const { client } = running;
  await recordHistory(client, 'objection-upheld', `objection/${objection}`);
  await recordHistory(client, 'reversal-approved', `reversal/${reversal}`);
  const names = ['round-objections-reserve-amended', 'round-place-given-up', 'round-award-revoked'];
  for (const [index, name] of names.entries()) await recordHistory(client, name, `round/${round}`, runs[index]);
}
