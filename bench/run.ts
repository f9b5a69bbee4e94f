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
import { walkMemory } from './system/memory-walk.ts';
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
    const againSeconds = await system.restart();
    stage = await setStage(system);
    const results: Results = {
      takenAt: new Date().toISOString(),
      machine: {
        cpu: cpus()[0]?.model ?? 'unknown',
        cores: cpus().length,
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        kernel: release(),
        memoryWalkUs: await walkMemory(),
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
      try {
        Object.assign(results, { [part]: await PARTS[part](stage) });
        say(`${part}: measured in ${((performance.now() - began) / 1000).toFixed(0)} s`);
      } catch (error) {
        // One part that fails takes nothing from the others; the run ends with status 1.
        say(`${part}: FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        process.exitCode = 1;
      }
    }
    if (parts.length === Object.keys(PARTS).length && process.exitCode === undefined) {
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
