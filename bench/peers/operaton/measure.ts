import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findProgram } from '../../../scripts/run-command.mjs';
import { HttpClient } from '../../../tests/support/http-client.ts';
import { CLIENTS, clicksOneByOne, LOADED_CASES, wholeCases } from '../../scenarios/clicks.ts';
import { middle, round, type Spread } from '../../statistics.ts';
import { REST_MS, type Stage, untilAtRest } from '../../system/stage.ts';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
const TARGET = path.join(ROOT, '.cache/operaton');
const DATABASE = 'operaton';

const WARM_UP = 400;
const IDLE_CLICKS = 250;
/** Rounds of whole cases, each side in turn: what the machine's other guests take away within these minutes, they take from both. */
const TURNS = 3;

export type OperatonFigures = {
  version: string;
  java: string;
  clients: number;
  /** Called in its own process, without any edge. */
  inProcess: { clickToNextIdleMs: Spread; wholeCasesPerSecond: number };
  /** Behind HTTP and a session, asked by the same clients as Tenfold. */
  overHttp: { clickToNextIdleMs: Spread; oneAfterAnotherMs: Spread; wholeCasesPerSecond: number };
  /** Whole cases/s of Tenfold and of Operaton over HTTP, turn by turn; the middle one of Operaton's is its figure above. */
  turns: { tenfold: number; operaton: number }[];
};
type Serving = Omit<OperatonFigures, 'clients' | 'inProcess' | 'overHttp' | 'turns'> &
  OperatonFigures['inProcess'] & { port: number; token: string; tasks: string[] };

/** The engine embedded in one Java process on a database of the same Postgres, called there and over HTTP; a word why not where it cannot be built. */
export async function measureOperaton(stage: Stage): Promise<OperatonFigures | { absent: string }> {
  const { sql, system } = stage;
  for (const program of ['mvn', 'java']) {
    if (!(await findProgram(program))) return { absent: `${program} is not installed` };
  }
  const [, major = '0'] = /version "(\d+)/.exec((await run('java', ['-version'])).stderr) ?? [];
  if (Number(major) < 17) return { absent: `Java 17 is needed, this is ${major}` };
  try {
    await run('mvn', [
      ...['-q', '-B', '-f', path.join(import.meta.dirname, 'pom.xml'), 'compile', 'dependency:copy-dependencies'],
      `-DoutputDirectory=${path.join(TARGET, 'dependency')}`,
    ]);
  } catch (error) {
    return { absent: `Maven could not build it: ${String(error).slice(0, 300)}` };
  }
  const { hostname, port, username, password } = new URL(system.databaseUrl);
  await sql`create database ${sql(DATABASE)}`;
  const classPath = [path.join(TARGET, 'classes'), path.join(TARGET, 'dependency', '*')].join(path.delimiter);
  const child = spawn(
    'java',
    [
      ...['-Xmx1g', '-Dsun.net.httpserver.nodelay=true', '-cp', classPath, 'bench.TwoDecisions'],
      ...[`jdbc:postgresql://${hostname}:${port}/${DATABASE}`, username, String(CLIENTS), String(REST_MS)],
    ],
    { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    return await figuresOf(stage, await servingAt(child.stdout, exited));
  } finally {
    child.stdin.end();
    await exited;
  }
}

async function servingAt(stdout: NodeJS.ReadableStream, exited: Promise<void>): Promise<Serving> {
  const line = new Promise<string>((resolve) => createInterface({ input: stdout }).once('line', resolve));
  const printed = await Promise.race([line, exited]);
  if (!printed) throw new Error('Operaton ended before it served');
  return JSON.parse(printed) as Serving;
}

async function figuresOf(
  stage: Stage,
  { version, java, port, token, tasks, ...inProcess }: Serving,
): Promise<OperatonFigures> {
  const client = new HttpClient(`http://127.0.0.1:${port}`);
  client.cookie = `session=${token}`;
  try {
    const take = (count: number) => tasks.splice(0, count);
    await wholeCases(client, take(WARM_UP));
    const idle = await clicksOneByOne(client, take(IDLE_CLICKS), () => delay(REST_MS));
    const unrested = await clicksOneByOne(client, take(IDLE_CLICKS), async () => {});
    const turns: OperatonFigures['turns'] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const operaton = await casesPerSecond(client, take(LOADED_CASES));
      const ours = (await stage.cases(LOADED_CASES)).map(({ taskId }) => taskId);
      await untilAtRest(stage);
      turns.push({ operaton, tenfold: await casesPerSecond(stage.district, ours) });
      await untilAtRest(stage);
    }
    return {
      version,
      java,
      clients: CLIENTS,
      inProcess,
      overHttp: {
        clickToNextIdleMs: idle.visibleMs,
        oneAfterAnotherMs: unrested.visibleMs,
        wholeCasesPerSecond: middle(turns.map(({ operaton }) => operaton)),
      },
      turns,
    };
  } finally {
    client.close();
  }
}

async function casesPerSecond(client: HttpClient, taskIds: readonly string[]): Promise<number> {
  const { seconds } = await wholeCases(client, taskIds);
  return round(taskIds.length / seconds, 1);
}
