/** The production topology from its programs (`npm run test:cluster`): Temporal on Postgres, two workers, parts that are killed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Sql } from '../../db/client.ts';
import { HttpClient, personAt } from '../support/http-client.ts';
import { type Installation, prepareInstallation } from '../support/installation.ts';
import { until } from '../support/scene.ts';
import { applyJointly, cast, decide, PASSWORD, type Person, personOf, sampleApplication } from '../support/story.ts';

const MINUTES = 60_000;
const food = sampleApplication('food');
let installation: Installation;
let sql: Sql;
const people = new Map<string, HttpClient>();

beforeAll(async () => {
  installation = await prepareInstallation({}, ['--cluster']);
  await installation.start();
  sql = connect(installation.databaseUrl(), { max: 2, name: 'test' });
}, 5 * MINUTES);

afterAll(async () => {
  for (const person of people.values()) person.close();
  await sql?.end({ timeout: 5 });
  await installation.remove();
}, MINUTES);

async function as(email: string): Promise<Person> {
  const known = people.get(email) ?? (await new HttpClient(installation.baseUrl).signIn(email, PASSWORD));
  people.set(email, known);
  return personAt(known);
}

const pidOf = (part: string) =>
  (JSON.parse(readFileSync(path.join(installation.dataDir, 'run', `${part}.json`), 'utf8')) as { pid: number }).pid;

/** Messages about the case by template; nobody was told anything twice. */
async function told(caseId: string): Promise<Record<string, number>> {
  const rows = await sql<{ template: string; count: number; people: number }[]>`
    select template, count(*)::int as count, count(distinct (email, "values"))::int as people from messages
    where case_id = ${caseId} group by template`;
  expect(rows.filter(({ count, people: each }) => count !== each)).toEqual([]);
  return Object.fromEntries(rows.map(({ template, count }) => [template, count]));
}

test('Temporal keeps its store in two databases of its own, with 64 shards', async () => {
  const databases = await sql<{ name: string; owner: string }[]>`
    select datname as name, pg_get_userbyid(datdba) as owner from pg_database where datname like 'temporal%' order by 1`;
  expect([...databases]).toEqual([
    { name: 'temporal', owner: 'temporal' },
    { name: 'temporal_visibility', owner: 'temporal' },
  ]);
  const url = new URL(installation.databaseUrl());
  url.pathname = '/temporal';
  const store = connect(url.href, { max: 1 });
  const [shards] = await store<{ count: number }[]>`select count(*)::int as count from shards`;
  await store.end({ timeout: 5 });
  expect(shards?.count).toBe(64);
});

test(
  'a case goes on while a worker and then Temporal are killed, and everybody is told once',
  async () => {
    const city = await as(personOf('cityOfficer'));
    const round = await city.post<{ id: string }>('/rounds', {
      programmeKey: 'zhengzhou-ecommerce',
      title: { zh: '集群批次', en: 'Cluster round' },
      categoryNos: [food.categoryNo],
      closesAt: new Date(Date.now() + 40 * 86_400_000).toISOString(),
      workingDayMs: null,
    });
    await city.post(`/rounds/${round.id}/opening`);
    const rows = await sql<{ id: string; identifier: string }[]>`select id, identifier from enterprises`;
    const ids = Object.fromEntries(
      cast.enterprises.map(({ key, uscc }) => [key, rows.find(({ identifier }) => identifier === uscc)?.id ?? '']),
    );
    const { id } = await applyJointly({ baseUrl: installation.baseUrl, as }, ids, round.id, food);
    const bodyId = cast.enterprises.find(({ key }) => key === food.lead)?.recommendingBodyId ?? '';
    const district = await as(personOf('districtOfficer', { bodyId }));
    await until('told of the submission', async () => (await told(id)).submitted !== undefined);

    process.kill(pidOf('worker'), 'SIGKILL');
    await decide(district, id, 'formCheck', { outcome: 'accepted' });
    const people = (await told(id)).submitted ?? 0;
    await until('told of the first desk', async () => (await told(id)).stepPassed === people);

    process.kill(pidOf('temporal'), 'SIGKILL');
    await decide(district, id, 'recommendation', { outcome: 'recommended' });
    await decide(city, id, 'qualification', { outcome: 'qualified' });
    await until('told of all desks', async () => (await told(id)).stepPassed === 3 * people);
    await until('ready again', async () => (await fetch(`${installation.baseUrl}/readyz`)).ok);
  },
  5 * MINUTES,
);
