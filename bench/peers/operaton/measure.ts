import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../../scripts/run-command.mjs';
import { CLIENTS } from '../../scenarios/clicks.ts';
import type { Spread } from '../../statistics.ts';
import type { Stage } from '../../system/stage.ts';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
const TARGET = path.join(ROOT, '.cache/operaton');
const DATABASE = 'operaton';

export type OperatonFigures = {
  version: string;
  java: string;
  clients: number;
  clickToNextIdleMs: Spread;
  wholeCasesPerSecond: number;
};

/** The engine embedded in one Java process on a database of the same Postgres; a word why not where it cannot be built. */
export async function measureOperaton({ sql, system }: Stage): Promise<OperatonFigures | { absent: string }> {
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
  const { stdout } = await run(
    'java',
    [
      ...['-Xmx1g', '-cp', classPath, 'bench.TwoDecisions'],
      ...[`jdbc:postgresql://${hostname}:${port}/${DATABASE}`, username, String(CLIENTS)],
    ],
    { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) }, timeout: 180_000 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as OperatonFigures;
}
