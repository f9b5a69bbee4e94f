/** `decide_task` and `hand_to_desk` over random slips and outcomes, on a real database. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ChainCheck, type ChainedFact } from '../../domain/audit-chain.ts';
import type { Effect } from '../../contracts/vocabulary.ts';
import { openCorrection, reissueSlip } from '../../db/circulation.ts';
import { connect, json, type Sql } from '../../db/client.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeWorld, type World } from '../support/world.ts';

let database: TestDatabase;
let sql: Sql;
let world: World;
beforeAll(async () => {
  database = await openTestDatabase();
  sql = connect(database.url, { max: 4, name: 'test' });
  world = await makeWorld(sql as never);
});
afterAll(async () => {
  await sql.end({ timeout: 2 });
  await database.close();
});

const EFFECTS: Effect[] = ['pass', 'correct', 'sendBack', 'refuse'];
const OUTCOMES = EFFECTS.map((effect) => ({ key: effect, effect, needsReason: false }));

/** A slip as its desks' holders, and what is tried: mostly passes, sometimes what must be refused. */
const slips = fc.array(fc.constantFrom('district', 'city'), { minLength: 1, maxLength: 5 });
const acts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant('pass' as const) },
    { weight: 2, arbitrary: fc.constantFrom('correct' as const, 'sendBack' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('refuse' as const, 'stale' as const, 'unknown' as const, 'twice' as const),
    },
  ),
  { minLength: 1, maxLength: 12 },
);
type Act = typeof acts extends fc.Arbitrary<(infer A)[]> ? A : never;

type Task = { id: string; desk: number | null; step: string; contentVersion: number };
type State = { desk: number; slipState: string; status: string; open: Task[] };

async function stateOf(caseId: string): Promise<State> {
  const [row] = await sql<{ desk: number; slipState: string; status: string }[]>`
    select c.desk, c.slip_state, a.status from cases c join applications a on a.case_id = c.id where c.id = ${caseId}`;
  const open = await sql<
    Task[]
  >`select id, desk, step, content_version from tasks where case_id = ${caseId} and status = 'open'`;
  return { ...(row as Omit<State, 'open'>), open: [...open] };
}

async function demandSoundChain(caseId: string) {
  const facts = await sql<ChainedFact[]>`
    select case_id, version, kind, actor_id, ((extract(epoch from at) * 1000000)::bigint)::text as at_micros, payload::text as payload_text,
      prev_hash, hash from facts where case_id = ${caseId} order by version`;
  const [head] = await sql<
    { version: number; headHash: Buffer }[]
  >`select version, head_hash from cases where id = ${caseId}`;
  const check = new ChainCheck(caseId);
  for (const fact of facts) check.add(fact);
  expect(check.end(head ?? null)).toEqual([]);
}

async function decide(task: Task, outcome: string, contentVersion = task.contentVersion) {
  const [row] = await sql<{ reply: { ok: boolean; why?: string; nextTaskId?: string | null; version?: number } }[]>`
    select decide_task(${task.id}, 'district', ${outcome}, ${contentVersion}, 'reason', '{}') as reply`;
  return row?.reply as { ok: boolean; why?: string; nextTaskId?: string | null; version?: number };
}

/** What a workflow does after a halt, and the applicant in between. */
async function resolveHalt(caseId: string, effect: Effect, desk: number) {
  if (effect === 'sendBack') {
    expect(await reissueSlip(sql, caseId, Math.max(desk - 1, 0))).toBe(true);
    expect(await reissueSlip(sql, caseId, Math.max(desk - 1, 0))).toBe(false); // once
    return Math.max(desk - 1, 0);
  }
  expect(await openCorrection(sql, caseId)).toBe(true);
  expect(await openCorrection(sql, caseId)).toBe(false);
  const [correction] = (await stateOf(caseId)).open;
  expect(correction?.step).toBe('correction');
  const [row] = await sql<
    { reply: { ok: boolean } }[]
  >`select submit_correction(${caseId}, ${correction?.id as string}, 'district', 1) as reply`;
  expect(row?.reply.ok).toBe(true);
  expect(await reissueSlip(sql, caseId, desk)).toBe(true);
  return desk;
}

test('while a slip runs exactly one task is open, the desk moves by one, versions have no gap and the chain holds', async () => {
  await fc.assert(
    fc.asyncProperty(slips, acts, async (slip, script: Act[]) => {
      const desks = slip.map((role, index) => ({
        step: `desk${index}`,
        role: `${role}Officer`,
        body: role === 'district' ? 'recommending' : 'cityOffice',
        workingDays: 5,
        remindBeforeWorkingDays: 1,
        outcomes: OUTCOMES,
        basis: 'test',
      }));
      await sql`update rounds set policy = jsonb_set(policy, '{desks}', ${json(sql, desks)}) where case_id = ${world.roundId}`;
      const { id } = await world.application();
      let desk = 0;
      let contentVersion = 1;
      for (const act of script) {
        const before = await stateOf(id);
        expect(before).toMatchObject({
          desk,
          slipState: 'running',
          status: 'circulating',
          open: [{ desk, step: `desk${desk}`, contentVersion }],
        });
        const task = before.open[0] as Task;
        const [{ version } = { version: 0 }] = await sql<
          { version: number }[]
        >`select version from cases where id = ${id}`;
        if (act === 'stale' || act === 'unknown') {
          const refused =
            act === 'stale' ? await decide(task, 'pass', contentVersion + 1) : await decide(task, 'approve');
          expect(refused).toMatchObject({ ok: false, why: act === 'stale' ? 'stale' : 'outcome' });
          expect(await stateOf(id)).toEqual(before);
          continue;
        }
        const effect: Effect = act === 'twice' ? 'pass' : act;
        const replies = await Promise.all(Array.from({ length: act === 'twice' ? 3 : 1 }, () => decide(task, effect)));
        const taken = replies.filter(({ ok }) => ok);
        expect(taken).toHaveLength(1);
        expect(taken[0]?.version).toBe(version + 1);
        expect(replies.filter(({ ok }) => !ok).every(({ why }) => why === 'decided')).toBe(true);
        const after = await stateOf(id);
        if (effect === 'refuse') {
          expect(after).toMatchObject({ desk, slipState: 'halted', status: 'refused', open: [] });
          break;
        }
        if (effect === 'pass') {
          desk += 1;
          if (desk === slip.length) {
            expect(after).toMatchObject({ desk, slipState: 'passed', status: 'qualified', open: [] });
            break;
          }
          expect(after.open.map((open) => open.id)).toEqual([taken[0]?.nextTaskId]);
        } else {
          expect(after).toMatchObject({ desk, slipState: 'halted', open: [] });
          desk = await resolveHalt(id, effect, desk);
          if (effect === 'correct') contentVersion += 1;
        }
      }
      await demandSoundChain(id);
    }),
    { numRuns: 40 },
  );
}, 120_000);
