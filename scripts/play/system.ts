/** The system that a rehearsal plays on: the one that runs, or one started for it on DATA_DIR. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { readSettings } from '../settings.ts';

export type Stage = { baseUrl: string; stop: () => Promise<void> };

const START = path.resolve(import.meta.dirname, '..', 'start.mjs');

const answers = (baseUrl: string) =>
  fetch(`${baseUrl}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Finds the system at BASE_URL or PORT; where none answers, starts one and stops it again at the end. */
export async function findOrStart(say: (line: string) => void): Promise<Stage> {
  const { baseUrl } = readSettings();
  if (await answers(baseUrl)) {
    say(`在运行中的系统上演练  on the system that runs at ${baseUrl}`);
    return { baseUrl, stop: async () => {} };
  }
  say(`${baseUrl} 没有系统运行，先启动  nothing runs there: starting it`);
  const child = spawn(process.execPath, [START], { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (/^ {2}[✓✗!]/.test(line)) say(line);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  const interrupted = () => void stop().then(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  while (!(await answers(baseUrl))) {
    if (child.exitCode !== null) throw new Error(`the system did not start (status ${child.exitCode})`);
    await pause(300);
  }
  return { baseUrl, stop };
}
