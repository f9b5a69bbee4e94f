/** What must always hold: each rule is broken once by hand, and found. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { InvariantName, InvariantRun } from '../../contracts/invariants.ts';
import { connect, type Sql, type Tx } from '../../db/client.ts';
import { runNightlyCheck } from '../../db/invariant-runs.ts';
import { checkInvariants, INVARIANTS } from '../../db/invariants.ts';
import { openTestDatabase } from '../support/database.ts';
import { personOf } from '../support/story.ts';
import { startSystem, type System } from '../support/system.ts';
import { makeWorld, type World } from '../support/world.ts';

describe('each rule', () => {
  let sql: Sql;
  let world: World;
  let closeDatabase: () => Promise<void>;
  let caseId: string;
  let ended: string;
  beforeAll(async () => {
    const database = await openTestDatabase();
    sql = connect(database.url, { max: 3 });
    closeDatabase = async () => {
      await sql.end({ timeout: 2 });
      await database.close();
    };
    world = await makeWorld(sql);
    caseId = (await world.application()).id;
    ended = (await world.application()).id;
    await world.decide(ended, world.officers.district, 'refused', {}, '不在范围');
  });
  afterAll(() => closeDatabase());

  /** What is broken after these statements, which are undone afterwards. */
  async function brokenBy(work: (tx: Tx) => Promise<unknown>): Promise<Partial<Record<InvariantName, unknown>>> {
    const undone = new Error('undone');
    let found: Partial<Record<InvariantName, unknown>> = {};
    await sql
      .begin(async (tx) => {
        // As the database's own administrator could: past every guard.
        await tx`set local session_replication_role = replica`;
        await work(tx);
        const broken = (await checkInvariants(tx)).filter(({ violations, error }) => violations > 0 || error !== null);
        found = Object.fromEntries(broken.map(({ name, examples, error }) => [name, error ?? examples]));
        throw undone;
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    return found;
  }
  /** The case as if its facts had happened an hour ago. */
  const age = (tx: Tx) => tx`update facts set at = at - interval '1 hour'`;
  const ranked = (tx: Tx, rank: number, score: number, id = caseId) => tx`
    insert into rankings (round_id, category_no, application_id, rank, score_hundredths, reaches_pass_mark, place, evidence, frozen_at)
    values (${world.roundId}, 1, ${id}, ${rank}, ${score}, true, 'winner', '{}', now())`;
  const won = (tx: Tx, place: number, id: string) => tx`
    insert into results (round_id, category_no, place, outcome, application_id, published_at, published_by)
    values (${world.roundId}, 1, ${place}, 'winner', ${id}, now(), 'city')`;
  const notice = (tx: Tx, from: string, to: string, endedAt: string | null) => tx`
    insert into notices (round_id, items, published_at, starts_at, ends_at, working_days, ended_at)
    values (${world.roundId}, '[]', ${from}, ${from}, ${to}, 7, ${endedAt})`;

  const breakers: Record<InvariantName, (tx: Tx) => Promise<unknown>> = {
    openCaseHasTask: async (tx) => {
      await age(tx);
      await tx`update tasks set status = 'cancelled' where case_id = ${caseId}`;
    },
    openRoundHasTask: async (tx) => {
      await age(tx);
      await tx`update rounds set status = 'deliberation'`;
    },
    openTaskHasDecider: (tx) => tx`update role_grants set revoked_at = now() where body_id = 'district-a'`,
    slipAgreesWithStatus: (tx) => tx`update cases set slip_state = 'passed' where id = ${caseId}`,
    oneDeskHasTheCase: (tx) => tx`update cases set desk = 2 where id = ${caseId}`,
    noTaskOfClosedCase: (tx) => tx`
      update tasks set status = 'open' where id = (select id from tasks where case_id = ${ended} limit 1)`,
    submissionsAreCounted: (tx) => tx`delete from submissions where application_id = ${caseId}`,
    sharesAddToWhole: (tx) => tx`
      update application_parties set share_bp = 5001 where application_id = ${caseId} and role = 'lead'`,
    scoresAreSigned: (tx) => tx`
      insert into tasks (case_id, round_id, step, role, assignee_id, outcomes, opened_at, working_days, remind_before_working_days, due_at, status, outcome)
      values (${caseId}, ${world.roundId}, 'score', 'expert', 'expert-1', '[]', now(), 1, 0, now(), 'done', 'scored')`,
    rankingsAreInOrder: async (tx) => {
      await ranked(tx, 1, 7000);
      await ranked(tx, 2, 8000, ended);
    },
    resultsComeFromRankings: (tx) => tx`update applications set status = 'awarded' where case_id = ${ended}`,
    winnersWithinQuota: async (tx) => {
      await ranked(tx, 1, 8000);
      await ranked(tx, 2, 7000, ended);
      await won(tx, 1, caseId);
      await won(tx, 2, ended);
    },
    noticesRunTheirTime: (tx) => notice(tx, '2026-11-01T00:00:00Z', '2026-11-09T00:00:00Z', '2026-11-08T00:00:00Z'),
    chainHeadsAgree: (tx) => tx`delete from facts where case_id = ${caseId} and version = 1`,
    mailsAreUnderWay: (tx) => tx`
      insert into messages (email, locale, template, "values", subject, body, dedupe_key, created_at)
      values ('a@town.example', 'zh', 'withdrawn', '{}', 's', 'b', 'lost', now() - interval '3 days')`,
  };

  test('holds in a world where everything was done by the rules', async () => {
    expect(await brokenBy(async () => {})).toEqual({});
    expect(Object.keys(breakers).sort()).toEqual([...INVARIANTS].sort());
  });

  test.each(INVARIANTS.map((name) => [name]))('%s is found broken, with the case', async (name) => {
    const found = await brokenBy((tx) => breakers[name](tx));
    expect(Object.keys(found)).toContain(name);
    expect(found[name]).toEqual(
      expect.arrayContaining(
        [expect.objectContaining({ caseId: expect.anything() })].slice(name === 'mailsAreUnderWay' ? 1 : 0),
      ),
    );
  });

  test('an application under way in a round that was cancelled is found', async () => {
    const found = await brokenBy(
      (tx) => tx`
      update rounds set status = 'cancelled', cancelled_at = now(), cancelled_by = 'city', cancellation_reason = '预算调整'`,
    );
    expect(found.openCaseHasTask).toMatchObject([{ caseId, detail: 'circulating' }]);
  });

  const change = (tx: Tx, status: string) => tx`
    insert into member_changes (case_id, application_id, leaving_enterprise_id, reason, shares, status, confirm_by, filed_by, filed_at)
    values (${world.roundId}, ${caseId}, ${world.partner.id}, '业务调整', '[]', ${status}, now() + interval '1 day', 'city', now())`;
  test.each([
    ['decided by nobody', 'deciding', 'awarded'],
    ['of an award that ended', 'confirming', 'renounced'],
  ])('a change of member %s is an open case without a task', async (_, status, standing) => {
    const found = await brokenBy(async (tx) => {
      await change(tx, status);
      await tx`update applications set status = ${standing} where case_id = ${caseId}`;
    });
    expect(found.openCaseHasTask).toEqual([expect.objectContaining({ caseId: world.roundId, detail: status })]);
  });

  test('one that cannot be checked counts as broken and does not keep the others from being checked', async () => {
    const found = await brokenBy(async (tx) => {
      await tx`drop table rankings`;
      await tx`update cases set slip_state = 'passed' where id = ${caseId}`;
    });
    expect(found.rankingsAreInOrder).toEqual(expect.stringContaining('rankings'));
    expect(found.slipAgreesWithStatus).toBeDefined();
  });
});

describe('the check', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ round: true });
  });
  afterAll(() => system.close());
  beforeEach(() => system.sql`delete from invariant_runs`);

  test('is made once a night, whichever worker comes first', async () => {
    const ran = await Promise.all([runNightlyCheck(system.sql), runNightlyCheck(system.sql)]);
    expect(ran.filter((id) => id !== null)).toHaveLength(1);
    expect(await runNightlyCheck(system.sql)).toBeNull();
    await system.sql`update invariant_runs set started_at = started_at - interval '24 hours'`;
    expect(await runNightlyCheck(system.sql)).not.toBeNull();
  });

  test('is asked for by the operator, read by the auditor too, and nobody is written to while all holds', async () => {
    const operator = await system.as(personOf('operator'));
    const auditor = await system.as(personOf('auditor'));
    const run = await operator.post<InvariantRun>('/invariants/runs');
    expect(run).toMatchObject({ occasion: 'manual', broken: 0, actor: expect.any(String) });
    expect(run.results.map(({ name }) => name)).toEqual(INVARIANTS);
    expect(await auditor.get('/invariants/runs')).toMatchObject({ items: [{ id: run.id }] });
    await expect(auditor.post('/invariants/runs')).rejects.toMatchObject({ status: 403 });
    expect(await system.sql`select 1 from messages where template = 'invariantsBroken'`).toHaveLength(0);
  });

  test('tells every operator what is broken, and the metric says so', async () => {
    await system.sql`update cases set slip_state = 'passed' where id in (select case_id from applications where status = 'circulating')`;
    const operator = await system.as(personOf('operator'));
    const run = await operator.post<InvariantRun>('/invariants/runs');
    const broken = run.results.filter(({ violations }) => violations > 0);
    expect(run.broken).toBe(broken.length);
    expect(broken[0]).toMatchObject({ name: 'slipAgreesWithStatus', examples: [{ caseId: expect.any(String) }] });
    const told = await system.sql<{ email: string }[]>`select email from messages where template = 'invariantsBroken'`;
    expect(told.map(({ email }) => email)).toEqual([personOf('operator')]);
    const metrics = await fetch(`${system.baseUrl}/metrics`).then((reply) => reply.text());
    expect(metrics).toContain(`tenfold_invariants_broken ${run.broken}`);
  });
});
