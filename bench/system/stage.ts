/** People, a round and submitted cases to measure on: made through the API, then multiplied in the database. */
import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Sql } from '../../db/client.ts';
import { HttpClient, personAt } from '../../tests/support/http-client.ts';
import { applyJointly, cast, PASSWORD, personOf, sampleApplication } from '../../tests/support/story.ts';
import { copySubmitted } from './cases.ts';
import type { Installation } from './installation.ts';

export type Stage = {
  system: Installation;
  sql: Sql;
  /** The application that all cases are copies of, its round and the officer whose queue it is in. */
  roundId: string;
  applicationId: string;
  district: HttpClient;
  city: HttpClient;
  clientOf(email: string): Promise<HttpClient>;
  /** New cases at their first desk. */
  cases(count: number): Promise<{ caseId: string; taskId: string }[]>;
  close(): Promise<void>;
};

/** A transaction of ours may not last long. */
const COPIED_AT_ONCE = 1000;

export async function setStage(system: Installation): Promise<Stage> {
  const clients = new Map<string, HttpClient>();
  const clientOf = async (email: string) => {
    const known = clients.get(email) ?? (await new HttpClient(system.baseUrl).signIn(email, PASSWORD));
    clients.set(email, known);
    return known;
  };
  const sql = connect(system.databaseUrl, { max: 2, name: 'bench' });
  const sample = sampleApplication('food');
  const city = await clientOf(personOf('cityOfficer'));
  const round = await city.send<{ id: string }>('POST', '/rounds', {
    programmeKey: 'zhengzhou-ecommerce',
    title: { zh: '基准测试批次', en: 'Bench round' },
    categoryNos: [3],
    closesAt: new Date(Date.now() + 40 * 86_400_000).toISOString(),
    workingDayMs: null,
  });
  // More cases than any district may recommend.
  await sql`update rounds set policy = policy - 'recommendation' where case_id = ${round.id}`;
  await city.send('POST', `/rounds/${round.id}/opening`, {});
  const enterprises = await sql<{ id: string; identifier: string }[]>`select id, identifier from enterprises`;
  const ids = Object.fromEntries(
    cast.enterprises.map(({ key, uscc }) => [key, enterprises.find(({ identifier }) => identifier === uscc)?.id ?? '']),
  );
  const { id: applicationId } = await applyJointly(
    { baseUrl: system.baseUrl, as: async (email) => personAt(await clientOf(email)) },
    ids,
    round.id,
    sample,
  );
  const bodyId = cast.enterprises.find(({ key }) => key === sample.lead)?.recommendingBodyId ?? '';
  return {
    system,
    sql,
    roundId: round.id,
    applicationId,
    city,
    district: await clientOf(personOf('districtOfficer', { bodyId })),
    clientOf,
    cases: async (count) => {
      const ids: string[] = [];
      while (ids.length < count) {
        ids.push(...(await copySubmitted(sql, applicationId, Math.min(COPIED_AT_ONCE, count - ids.length))));
      }
      return sql<{ caseId: string; taskId: string }[]>`
        select case_id, id as task_id from tasks where case_id = any(${ids}) and status = 'open'`;
    },
    close: async () => {
      for (const client of clients.values()) client.close();
      await sql.end({ timeout: 5 });
    },
  };
}

/** A system at rest still polls: this share of one core. */
const AT_REST = 0.15;
const REST_LOOK_MS = 1000;
const REST_PATIENCE_MS = 240_000;

/**
 * Until no part works any more: besides the outbox, also what Temporal and Postgres do by themselves after many cases at once.
 * @throws when it works on longer than anything here may take
 */
export async function untilAtRest({ sql, system }: Pick<Stage, 'sql' | 'system'>): Promise<void> {
  await untilIdle(sql);
  const used = () => Object.values(system.processor()).reduce((sum, seconds) => sum + seconds, 0);
  const deadline = performance.now() + REST_PATIENCE_MS;
  for (let before = used(); performance.now() < deadline; ) {
    await delay(REST_LOOK_MS);
    const now = used();
    if (now - before < (AT_REST * REST_LOOK_MS) / 1000) return;
    before = now;
  }
  throw new Error(`the system is not at rest after ${REST_PATIENCE_MS / 1000} s`);
}

/** Looks that must find nothing left before the system counts as idle. */
const QUIET_LOOKS = 4;
const LOOK_MS = 25;
/** Between the last work and the next click of an idle system; the peers rest as long. */
export const REST_MS = QUIET_LOOKS * LOOK_MS;

/** Until the worker has finished what clicks set off: nothing in the outbox, no mail pending, several times in a row. */
export async function untilIdle(sql: Sql): Promise<void> {
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    const [row] = await sql<{ waiting: number }[]>`
      select (select count(*) from outbox)::int + (select count(*) from messages where mail_status = 'pending' and digest_id is null)::int as waiting`;
    quiet = row?.waiting === 0 ? quiet + 1 : 0;
    await delay(LOOK_MS);
  }
}
