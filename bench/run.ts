/**
 * `npm run bench [-- --only idle,load,…]`: the whole system on files of its own, measured over HTTP with real sessions, and on the same
 * Postgres and in the same run a bare Temporal workflow and an embedded Operaton with the same two decisions. Prints the table of
 * figures and goals; a whole run also writes `bench/results.json`.
 */
import { writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { build } from '../scripts/build.mjs';
import { ensureClusterTools, TEMPORAL_VERSION } from '../scripts/cluster-tools.mjs';
import { rowsOf, tableOf } from './goals.ts';
import { measureBare } from './peers/bare/measure.ts';
import { measureOperaton } from './peers/operaton/measure.ts';
import type { Results } from './results.ts';
import { idleClicks, loadedCases, ratedClicks } from './scenarios/clicks.ts';
import { measureLists } from './scenarios/list.ts';
import { weighOpenCases } from './scenarios/open-cases.ts';
import { measurePages } from './scenarios/pages.ts';
import { round } from './statistics.ts';
import { applicationsEnded } from './system/ended.ts';
import { type Installation, startInstallation } from './system/installation.ts';
import { type Stage, setStage } from './system/stage.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** In this order: the register of 100,000 applications would weigh on everything after it. */
const PARTS = {
  idle: idleClicks,
  rated: ratedClicks,
  load: (stage: Stage) => loadedCases(stage, (ids) => applicationsEnded(stage.system.temporalAddress, ids)),
  bare: measureBare,
  operaton: measureOperaton,
  pages: measurePages,
  memory: weighOpenCases,
  lists: (stage: Stage) => measureLists(stage, say),
} satisfies Record<string, (stage: Stage) => Promise<unknown>>;
type Part = keyof typeof PARTS;

function partsAsked(argv: readonly string[]): Part[] {
  const all = Object.keys(PARTS) as Part[];
  const at = argv.indexOf('--only');
  if (at < 0) return all;
  const asked = (argv[at + 1] ?? '').split(',').filter(Boolean);
  const unknown = asked.filter((name) => !all.includes(name as Part));
  if (asked.length === 0 || unknown.length > 0) throw new Error(`--only takes parts of ${all.join(', ')}`);
  return all.filter((part) => asked.includes(part));
}

/** Temporal's server on Postgres; the dev server where there is neither a copy of the server nor Go to build it. */
async function topologyHere(): Promise<Installation['topology']> {
  try {
    await ensureClusterTools();
    return 'cluster';
  } catch (error) {
    say(`! the dev server instead of Temporal on Postgres: ${(error as Error).message}`);
    return 'dev server';
  }
}

async function main(): Promise<void> {
  const parts = partsAsked(process.argv);
  const topology = await topologyHere();
  await build();
  const system = await startInstallation(topology);
  let stage: Stage | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      await stage?.close();
      await system.stop();
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(1)));
  try {
<<<<<<< HEAD
    const city = await clientOf(personOf('cityOfficer'));
    const closesAt = new Date(Date.now() + 40 * 86_400_000).toISOString();
    const round = await city.send<{ id: string }>('POST', '/rounds', {
      programmeKey: 'zhengzhou-ecommerce',
      title: { zh: '基准测试批次', en: 'Bench round' },
      categoryNos: [3],
      closesAt,
      workingDayMs: null,
    });
    // More cases than any district may recommend.
    await sql`update rounds set policy = policy - 'recommendation' where case_id = ${round.id}`;
    await city.send('POST', `/rounds/${round.id}/opening`, {});
    const ids = Object.fromEntries(
      await Promise.all(
        cast.enterprises.map(async ({ key, uscc }) => [
          key,
          (await sql<{ id: string }[]>`select id from enterprises where identifier = ${uscc}`)[0]?.id ?? '',
        ]),
      ),
    );
    const sample = sampleApplication('food');
    const { id } = await applyJointly(
      { baseUrl: system.baseUrl, as: async (email) => person(await clientOf(email)) },
      ids,
      round.id,
      sample,
    );
    const cases = await copySubmitted(sql, id, WARM_UP + IDLE_CLICKS + LOADED_CASES);
    await sql`analyze`;

    const district = await clientOf(
      personOf('districtOfficer', {
        bodyId: cast.enterprises.find(({ key }) => key === sample.lead)?.recommendingBodyId ?? '',
      }),
    );
    const first = new Map(
      (
        await sql<
          { id: string; caseId: string }[]
        >`select id, case_id from tasks where case_id = any(${cases}) and status = 'open'`
      ).map((row) => [row.caseId, row.id]),
    );

    /** One click and the look at the task that it opened; milliseconds. */
    const click = async (taskId: string, outcome: string, client: HttpClient) => {
      const began = performance.now();
      const decided = await client.send<{ nextTaskId: string }>('POST', `/tasks/${taskId}/decision`, {
        outcome,
        contentVersion: 1,
      });
      const acknowledged = performance.now();
      const next = await client.send<TaskRow>('GET', `/tasks/${decided.nextTaskId}`);
      return { next: next.id, acknowledgedMs: acknowledged - began, visibleMs: performance.now() - began };
    };

    // Nothing else is going on when a person clicks: an idle system is measured.
    await idle(sql);
    for (const caseId of cases.slice(0, WARM_UP)) await click(first.get(caseId) as string, 'accepted', district);
    await idle(sql);
    const acknowledged: number[] = [];
    const visible: number[] = [];
    for (const caseId of cases.slice(WARM_UP, WARM_UP + IDLE_CLICKS)) {
      const { acknowledgedMs, visibleMs } = await click(first.get(caseId) as string, 'accepted', district);
      acknowledged.push(acknowledgedMs);
      visible.push(visibleMs);
      // A person does not click again at once: the workers finish what this click set off.
      await idle(sql);
    }

    const queue = cases.slice(WARM_UP + IDLE_CLICKS);
    const loaded: number[] = [];
    const began = performance.now();
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (let caseId = queue.pop(); caseId; caseId = queue.pop()) {
          const one = await click(first.get(caseId) as string, 'accepted', district);
          const before = performance.now();
          await district.send('POST', `/tasks/${one.next}/decision`, { outcome: 'recommended', contentVersion: 1 });
          loaded.push(one.acknowledgedMs, performance.now() - before);
        }
      }),
    );
    const seconds = (performance.now() - began) / 1000;

    const report = {
=======
    const againSeconds = await system.restart();
    stage = await setStage(system);
    const results: Results = {
>>>>>>> 9d77791 (Lists read a page from an index, find any part of a name, and are measured; bench with peers, goals and memory)
      takenAt: new Date().toISOString(),
      machine: {
        cpu: cpus()[0]?.model ?? 'unknown',
        cores: cpus().length,
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        kernel: release(),
      },
      versions: {
        node: process.version,
        postgres: (await stage.sql<{ v: string }[]>`select current_setting('server_version') as v`)[0]?.v ?? '',
        temporal: topology === 'cluster' ? TEMPORAL_VERSION : 'dev server',
      },
      topology,
      startUp: { firstSeconds: round(system.secondsToReady, 1), againSeconds: round(againSeconds, 1) },
    };
    for (const part of parts) {
      const began = performance.now();
      Object.assign(results, { [part]: await PARTS[part](stage) });
      say(`${part}: measured in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    }
    if (parts.length === Object.keys(PARTS).length) {
      await writeFile(new URL('./results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
    } else {
      say(JSON.stringify(results, null, 2));
    }
    say(`\n${tableOf(rowsOf(results))}`);
  } finally {
    await stop();
  }
}

await main();
