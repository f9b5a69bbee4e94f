import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Incarnation } from './kept-alive.ts';

/** Starts one of our own programs as a process of its own, its output appended to `logFile`. */
export async function startNodePart(program: string, env: NodeJS.ProcessEnv, logFile: string): Promise<Incarnation> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    // A group of its own: Ctrl-C in the terminal must reach the supervisor only, which stops the parts in order.
    detached: true,
    stdio: ['ignore', log, log],
    env,
  });
  closeSync(log);
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('exit', (code) => resolve(code));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const patience = AbortSignal.timeout(15_000);
    const giveUp = () => child.kill('SIGKILL');
    patience.addEventListener('abort', giveUp);
    await exited;
    patience.removeEventListener('abort', giveUp);
  };
  return { pid: child.pid ?? -1, exited, stop };
}
