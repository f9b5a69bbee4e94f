import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface RunningServer {
  pid: number;
  child: ChildProcess;
  exited: Promise<number | null>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** For messages. */
  name: string;
  program: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  logFile: string;
  /** Asked every tenth of a second until it answers true. */
  isReady: () => Promise<boolean>;
}

/** Niceness of what works behind the people at their screens. */
const BACKGROUND = 5;
const PATIENCE_MS = 60_000;

/** Starts a server that works in the background and waits until it is ready. Throws with the end of its log when it is not. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.program, options.args, {
    // A group of its own: Ctrl-C in the terminal must reach the supervisor only, which stops the parts in order.
    detached: true,
    stdio: ['ignore', log, log],
    ...(options.env ? { env: options.env } : {}),
  });
  closeSync(log);
  if (child.pid !== undefined) giveWay(child.pid);
  let failure: Error | undefined;
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      failure = error;
      resolve(-1);
    });
    child.once('exit', (code) => resolve(code));
  });
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await options.isReady())) {
    if (ended || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(
        `${options.name} did not start${failure ? ` (${failure.message})` : ''}; its log ${options.logFile} ends with:\n` +
          readFileSync(options.logFile, 'utf8').slice(-2000),
      );
    }
    await delay(100);
  }
  return { pid: child.pid as number, child, exited, stop: () => stopServer(child, exited) };
}

/** On a machine that runs everything, a person's click goes before what it sets off. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, BACKGROUND);
  } catch {
    // Gone already: that is told where its exit is awaited.
  }
}

async function stopServer(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const patience = AbortSignal.timeout(10_000);
  const giveUp = () => child.kill('SIGKILL');
  patience.addEventListener('abort', giveUp);
  await exited;
  patience.removeEventListener('abort', giveUp);
}
