/** Lines of a notice under their rules, at the database: who may handle an objection, what two people at once can do, what stays published. */
import { afterAll, beforeEach, afterEach, expect, test } from '@jest/globals';
import type { Actor } from '../../domain/permissions.ts';
import { connect, type Sql } from '../../db/client.ts';
import { decideTask } from '../../db/decisions.ts';
import { listDeadLetters } from '../../db/dead-letters.ts';
import { openFollowUps } from '../../db/follow-ups.ts';
import { postMessages } from '../../db/messages.ts';
import { exclusionOf } from '../../db/exclusions.ts';
import { decideObjection, takeObjection } from '../../db/objection-verdict.ts';
import { withdrawObjection } from '../../db/objections.ts';
import { listMail, listStuck } from '../../db/operations.ts';
import { endNotice } from '../../db/notices.ts';
import { publishResults } from '../../db/publication.ts';
import { noticeDetail } from '../../db/public-notices.ts';
import { rankRound } from '../../db/ranking.ts';
import { reassignTask } from '../../db/reassignment.ts';
import { openCategories } from '../../db/recalls.ts';
import { closeRound, drawPanels, settleCirculation } from '../../db/round-process.ts';
import { withdraw } from '../../db/submission.ts';
import { claimTask, releaseTask } from '../../db/tasks.ts';
import { openDeliberation, publishNotice } from '../../db/verdict.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { objectAs } from '../support/objection-filing.ts';
import { makeWorld, type World } from '../support/world.ts';

let database: TestDatabase;
let sql: Sql;
let world: World;
let citizen = '';
let second = '';
let third = '';
const opened: Promise<unknown>[] = [];

beforeEach(async () => {
  database = await openTestDatabase();
  sql = connect(database.url, { max: 6 });
  world = await makeWorld(sql);
  second = await world.person('city-2', 'cityOfficer', { bodyId: 'city-office' });
  third = await world.person('city-3', 'cityOfficer', { bodyId: 'city-office' });
  citizen = (await world.enterprise('neighbour', 'backbone')).signer;
});
afterEach(async () => {
  await sql.end({ timeout: 2 });
  opened.push(database.close());
});
afterAll(() => Promise.all(opened));

const actor = (userId: string, grants: Actor['grants'] = []): Actor => ({
  userId,
  name: userId,
  email: `${userId}@town.example`,
  locale: 'zh',
  sessionId: '',
  twoFactor: false,
  grants,
});

/** A winner with a reserve in category 1, the place of category 2 left open after a review; the office has the ranking. */
async function ranked() {
  const winner = await world.application();
  const reserve = await world.application();
  const weak = await world.application({ categoryNo: 2 });
  for (const { id } of [winner, reserve, weak]) await world.qualify(id);
  await world.moveClosing(-1);
  await closeRound(sql, world.roundId);
  await settleCirculation(sql, world.roundId);
  await sql.begin((tx) => drawPanels(tx, world.roundId, world.officers.city));
  const effect = (id: string) => (id === winner.id ? 60 : id === reserve.id ? 40 : 0);
  await world.scoreAll((id) => ({ coverage: 40, effect: effect(id) }));
  await rankRound(sql, world.roundId);
  return { winner, reserve, weak };
}

/** The same, proposed and approved, on the first notice. */
async function onNotice() {
  const cast = await ranked();
  const proposal = (await world.openTask(world.roundId))?.id as string;
  await world.decide(world.roundId, world.officers.city, 'forward');
  await openDeliberation(sql, world.roundId, proposal);
  const deliberation = (await world.openTask(world.roundId))?.id as string;
  await world.decide(world.roundId, world.officers.group, 'approved', { minutes: '同意' });
  return { ...cast, publish: () => publishNotice(sql, world.roundId, deliberation) };
}

const items = () => sql<{ id: string; categoryNo: number; kind: string; state: string; noticeId: string | null }[]>`
  select id, category_no, kind, state, notice_id from notice_items where round_id = ${world.roundId} order by category_no, changed_at`;
const itemOf = async (categoryNo: number) => {
  const rows = await items();
  return rows.filter((item) => item.categoryNo === categoryNo && ['noticed', 'paused'].includes(item.state)).at(-1)
    ?.id as string;
};
const take = (id: string, userId = second) => sql.begin((tx) => takeObjection(tx, id, userId));
const judge = (id: string, verdict: 'upheld' | 'rejected' | 'partlyUpheld', userId = second, note = '更正') =>
  sql.begin((tx) =>
    decideObjection(
      tx,
      id,
      {
        verdict,
        reason: '经核查',
        publicReason: '经核查',
        amendment: verdict === 'partlyUpheld' ? { note, projectName: null } : null,
      },
      userId,
    ),
  );
const exclusion = (id: string, userId: string) => exclusionOf(sql, id, userId);
const taskOf = async (caseId: string) => (await world.openTask(caseId))?.id as string;

test('nobody proposes or deliberates on a ranking with an enterprise of the own; a colleague does', async () => {
  const { winner } = await ranked();
  const tie = (userId: string) => sql`
    insert into role_grants (user_id, role, enterprise_id)
    select ${userId}, 'enterpriseEditor', lead_enterprise_id from applications where case_id = ${winner.id}`;
  await tie(world.officers.city);
  await tie(world.officers.group);
  const judge = async (userId: string, outcome: string, given: { minutes?: string } = {}) => {
    const reasons = [1, 2].map((categoryNo) => ({ categoryNo, reason: '按评分次序' }));
    const decision = { outcome, contentVersion: 0, reasons, ...given };
    return decideTask(sql, await taskOf(world.roundId), decision, actor(userId));
  };
  const own = { code: 'notYours', members: { exclusion: 'partyMember' } };
  await expect(judge(world.officers.city, 'forward')).rejects.toMatchObject(own);
  const proposal = await taskOf(world.roundId);
  await judge(second, 'forward');
  await openDeliberation(sql, world.roundId, proposal);
  await expect(judge(world.officers.group, 'approved', { minutes: '同意' })).rejects.toMatchObject(own);
  const colleague = await world.person('group-2', 'promotionMember', { bodyId: 'promotion-group' });
  await judge(colleague, 'approved', { minutes: '同意' });
  const decided = await sql<{ decidedBy: string }[]>`
    select decided_by from tasks where case_id = ${world.roundId} and step in ('propose', 'deliberate') and status = 'done' order by decided_at`;
  expect(decided.map(({ decidedBy }) => decidedBy)).toEqual([second, colleague]);
});

test('a notice on the legal clock starts the day after its publication and ends at 24:00 of its last working day', async () => {
  const { publish } = await onNotice();
  await publish();
  const [period] = await sql<{ starts: string; ends: string; startsAfter: number; workingDays: number }[]>`
    select to_char(starts_at at time zone 'Asia/Shanghai', 'HH24:MI:SS.US') as starts,
      to_char(ends_at at time zone 'Asia/Shanghai', 'HH24:MI:SS.US') as ends,
      (starts_at at time zone 'Asia/Shanghai')::date - (published_at at time zone 'Asia/Shanghai')::date as starts_after,
      (select count(*)::int from calendar_days d where d.is_working
        and d.day > (n.published_at at time zone 'Asia/Shanghai')::date and d.day < (n.ends_at at time zone 'Asia/Shanghai')::date) as working_days
    from notices n where round_id = ${world.roundId}`;
  expect(period).toEqual({ starts: '00:00:00.000000', ends: '00:00:00.000000', startsAfter: 1, workingDays: 7 });
});

test('an objection is in time until the last moment, never after it', async () => {
  const { publish } = await onNotice();
  await publish();
  const itemId = await itemOf(1);
  await sql`update notices set ends_at = clock_timestamp() + interval '1 hour' where round_id = ${world.roundId}`;
  const { filedAt } = await objectAs(sql, citizen, itemId);
  const [notice] = await sql<{ inTime: boolean }[]>`select ${filedAt}::timestamptz < ends_at as in_time from notices`;
  expect(notice?.inTime).toBe(true);
  // The moment has come, and the end has not been carried out yet: late all the same.
  await sql`update notices set ends_at = clock_timestamp(), ended_at = null where round_id = ${world.roundId}`;
  await expect(objectAs(sql, second, await itemOf(2))).rejects.toMatchObject({ code: 'noticeOver' });
  expect(await sql`select count(*)::int as count from objections`).toEqual([{ count: 1 }]);
});

test('kept out: who decided, for whom a deputy decided, who scored, and who stands in for one of them', async () => {
  const { winner, publish } = await onNotice();
  await publish();
  const { id } = await objectAs(sql, citizen, await itemOf(1));
  expect(await exclusion(id, world.officers.city)).toBe('firstReviewer');
  const [sheet] = await sql<{ decidedBy: string }[]>`
    select decided_by from tasks where case_id = ${winner.id} and step = 'score' and status = 'done' limit 1`;
  expect(await exclusion(id, sheet?.decidedBy as string)).toBe('firstReviewer');
  expect(await exclusion(id, second)).toBeNull();
  await sql`
    insert into leaves (user_id, role, body_id, deputy_id, starts_on, ends_on, starts_at, ends_at, reason, entered_by, entered_at)
    values ('city', 'cityOfficer', 'city-office', ${second}, current_date, current_date, now() - interval '1 hour', now() + interval '1 hour',
      '年假', 'city', now())`;
  expect(await exclusion(id, second)).toBe('deputy');
  await expect(take(id)).rejects.toMatchObject({ code: 'notYours' });
  await sql`update leaves set revoked_at = now()`;
  expect(await exclusion(id, second)).toBeNull();
  // A deputy decided for the person on leave: neither is the other's second pair of eyes.
  await sql`update tasks set decided_for = ${third} where case_id = ${winner.id} and step = 'qualification'`;
  expect(await exclusion(id, third)).toBe('firstReviewer');
  // Of a place left open, all of the category were reviewed.
  const open = await objectAs(sql, citizen, await itemOf(2));
  expect(await exclusion(open.id, world.officers.city)).toBe('firstReviewer');
  expect(await exclusion(open.id, third)).toBeNull();
});

test('the queue leads to no objection that its own page refuses; a supervisor hands it only to somebody impartial', async () => {
  const { publish } = await onNotice();
  await publish();
  const { id } = await objectAs(sql, citizen, await itemOf(1));
  const taskId = await taskOf(id);
  const claim = (userId: string) => sql.begin((tx) => claimTask(tx, taskId, id, userId));
  await expect(claim(world.officers.city)).rejects.toMatchObject({ code: 'notYours' });
  await claim(second);
  const handler = async () => (await sql<{ handlerId: string }[]>`select handler_id from objections`)[0]?.handlerId;
  expect(await handler()).toBe(second);
  await expect(sql.begin((tx) => releaseTask(tx, taskId, id, second))).rejects.toMatchObject({ code: 'wrongState' });
  const chief = await world.person('chief', 'bodySupervisor', { bodyId: 'city-office' });
  const supervisor = actor(chief, [{ role: 'bodySupervisor', bodyId: 'city-office', enterpriseId: null }]);
  const handTo = (to: string) =>
    sql.begin((tx) =>
      reassignTask(tx, taskId, id, { from: second, to, reason: '休假', despiteLeave: false }, supervisor),
    );
  await expect(handTo(world.officers.city)).rejects.toMatchObject({ code: 'notYours' });
  expect(await handler()).toBe(second);
  await handTo(third);
  expect(await handler()).toBe(third);
  await expect(judge(id, 'rejected', second)).rejects.toMatchObject({ code: 'wrongState' });
  await judge(id, 'rejected', third);
});

test('two verdicts on one line at once: upheld counts, and the other objection has nothing left to decide', async () => {
  const { publish } = await onNotice();
  await publish();
  const itemId = await itemOf(1);
  const one = await objectAs(sql, citizen, itemId);
  const other = await objectAs(sql, third, itemId);
  await take(one.id);
  await take(other.id);
  const both = await Promise.allSettled([judge(one.id, 'upheld'), judge(other.id, 'rejected')]);
  const statuses = await sql<{ status: string }[]>`select status from objections order by status`;
  const [line] = await items();
  expect(line?.state).toBe('struck');
  expect(both[0]?.status).toBe('fulfilled');
  expect(statuses.map(({ status }) => status)).toEqual(
    both[1]?.status === 'fulfilled' ? ['rejected', 'upheld'] : ['closed', 'upheld'],
  );
  expect(await sql`select 1 from tasks where step = 'objection' and status = 'open'`).toHaveLength(0);
});

test('withdrawn while it is decided: one of the two happens, and the line goes on by it', async () => {
  const { publish } = await onNotice();
  await publish();
  const { id } = await objectAs(sql, citizen, await itemOf(1));
  await take(id);
  const both = await Promise.allSettled([
    judge(id, 'upheld'),
    sql.begin((tx) => withdrawObjection(tx, id, '已沟通', citizen)),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [line] = await items();
  expect(line?.state).toBe(both[0]?.status === 'fulfilled' ? 'struck' : 'noticed');
});

test('what an amended notice says stays as published, whatever is decided about its line afterwards', async () => {
  const { publish } = await onNotice();
  await publish();
  const amend = async (note: string) => {
    const { id } = await objectAs(sql, citizen, await itemOf(1));
    await take(id);
    await judge(id, 'partlyUpheld', second, note);
    await openFollowUps(sql, world.roundId);
  };
  const amendments = async () => {
    const rows = await sql<{ id: string }[]>`select id from notices where kind = 'amended' order by published_at`;
    const notices = await Promise.all(rows.map(({ id }) => noticeDetail(sql, id)));
    return notices.map((notice) => notice?.items[0]?.amendment);
  };
  await amend('第一次更正');
  const { id } = await objectAs(sql, citizen, await itemOf(1));
  await take(id);
  await judge(id, 'rejected');
  expect(await amendments()).toEqual(['第一次更正']);
  await amend('第二次更正');
  expect(await amendments()).toEqual(['第一次更正', '第二次更正']);
});

test('an objection rejected leaves no mark on the result: neither on a winner, nor on why a place was left open', async () => {
  const { publish } = await onNotice();
  await publish();
  for (const categoryNo of [1, 2]) {
    const { id } = await objectAs(sql, citizen, await itemOf(categoryNo));
    await take(id);
    await judge(id, 'rejected');
  }
  await sql`update notices set ends_at = clock_timestamp()`;
  await endNotice(sql, world.roundId);
  const taskId = await taskOf(world.roundId);
  await world.decide(world.roundId, world.officers.city, 'published');
  await publishResults(sql, world.roundId, taskId);
  expect([...(await sql`select outcome, reason from results order by category_no`)]).toEqual([
    { outcome: 'winner', reason: null },
    { outcome: 'leftOpen', reason: 'nobodyReachedPassMark' },
  ]);
});

/** Holds an application's withdrawal uncommitted until another session waits for its case; then commits it. */
async function withdrawnMeanwhile(
  application: { id: string; lead: { signer: string } },
  meanwhile: () => Promise<unknown>,
) {
  let running: Promise<unknown> = Promise.resolve();
  await sql.begin(async (tx) => {
    await withdraw(tx, application.id, '放弃', application.lead.signer);
    running = meanwhile();
    for (;;) {
      const waiting = await database.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      if (waiting.length > 0) return;
    }
  });
  await running;
}

test('a reserve that withdraws at the moment of its promotion is not noticed: the place is left open', async () => {
  const { reserve, publish } = await onNotice();
  await publish();
  const { id } = await objectAs(sql, citizen, await itemOf(1));
  await take(id);
  await judge(id, 'upheld');
  await withdrawnMeanwhile(reserve, () => openFollowUps(sql, world.roundId));
  expect(await world.statusOf(reserve.id)).toBe('withdrawn');
  expect((await items()).filter(({ categoryNo }) => categoryNo === 1)).toMatchObject([
    { state: 'struck' },
    { kind: 'leftOpen', state: 'ready' },
  ]);
});

test('a winner that withdraws while the list is made is not on it: the next in rank is', async () => {
  const { winner, reserve, publish } = await onNotice();
  await withdrawnMeanwhile(winner, publish);
  const [line] = await sql`select application_id from notice_items where category_no = 1 and notice_id is not null`;
  expect(line).toEqual({ applicationId: reserve.id });
});

test('a place taken back without a successor may be called again like one left open', async () => {
  const { winner, publish } = await onNotice();
  await publish();
  await sql`update rounds set status = 'published' where case_id = ${world.roundId}`;
  await sql`
    insert into results (round_id, category_no, outcome, application_id, published_at, published_by) values
      (${world.roundId}, 1, 'winner', ${winner.id}, now(), 'city'), (${world.roundId}, 2, 'leftOpen', null, now(), 'city')`;
  expect(await sql.begin((tx) => openCategories(tx, world.roundId))).toEqual([2]);
  await sql`update results set state = 'revoked' where category_no = 1`;
  expect(await sql.begin((tx) => openCategories(tx, world.roundId))).toEqual([1, 2]);
});

test('the operator’s pages do not tell who objects, not even by a server’s refusal', async () => {
  const { publish } = await onNotice();
  await publish();
  const { id, no } = await objectAs(sql, citizen, await itemOf(1));
  const email = `${citizen}@town.example`;
  await sql.begin((tx) =>
    postMessages(tx, [
      {
        userId: citizen,
        email,
        locale: 'zh',
        template: 'objectionDecided',
        values: {
          round: { zh: '第一批', en: 'First' },
          no,
          verdict: { zh: '成立', en: 'upheld' },
          reason: '贵公司所述属实',
        },
        caseId: id,
        link: `/desk/objections/${id}`,
        dedupeKey: 'told',
      },
    ]),
  );
  await sql`
    update messages set mail_status = 'failed', mail_error = ${`550 5.1.1 <${email}>: user unknown`} where template = 'objectionDecided'`;
  const seen = JSON.stringify([
    await listMail(sql, { limit: 50, offset: 0 }),
    await listDeadLetters(sql, { limit: 50, offset: 0 }),
    await listStuck(sql, 50),
  ]);
  expect(seen).toContain(no);
  expect(seen).toContain('user unknown');
  expect(seen).not.toContain(citizen);
  expect(seen).not.toContain('贵公司所述属实');
});
