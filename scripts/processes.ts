import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A process as noted on disk. Its start time tells it from a later one that was given the same number. */
export interface NotedProcess {
  name: string;
  pid: number;
  startedAt: string;
  port?: number;
}

/** True while the process exists (a zombie nobody has waited for does not count). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return procState(pid) !== 'Z';
}

/** The command line of a process, empty when it is gone. */
export function commandOf(pid: number): string {
  if (existsSync(`/proc/${pid}/cmdline`)) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return ps(pid, 'command=');
}

/** An opaque stamp of when the process started; empty when it is gone. */
export function startTimeOf(pid: number): string {
  const fields = procFields(pid);
  // Field 22 of /proc/<pid>/stat; the two before the closing parenthesis are cut off by procFields.
  return fields ? (fields[19] ?? '') : ps(pid, 'lstart=');
}

function procState(pid: number): string {
  return procFields(pid)?.[0] ?? '';
}

function procFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

/** Sends the signals one after the other, each with its patience in ms, then SIGKILL; resolves when the process is gone. */
export async function stopProcess(pid: number, signals: NodeJS.Signals[], patience: number): Promise<void> {
  for (const signal of [...signals, 'SIGKILL' as const]) {
    if (!isAlive(pid)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + patience; Date.now() < until; ) {
      if (!isAlive(pid)) return;
      await delay(50);
    }
  }
}

/** The notes under `<data dir>/run`: which processes serve this data directory. */
export class ProcessNotes {
  readonly folder: string;

  constructor(dataDir: string) {
    this.folder = path.join(dataDir, 'run');
    mkdirSync(this.folder, { recursive: true });
  }

  write(name: string, pid: number, port?: number): void {
    const note: NotedProcess = { name, pid, startedAt: startTimeOf(pid), ...(port === undefined ? {} : { port }) };
    writeFileSync(this.file(name), `${JSON.stringify(note)}\n`);
  }

  erase(name: string): void {
    rmSync(this.file(name), { force: true });
  }

  /** The noted process if it is still that one and running. */
  running(name: string): NotedProcess | undefined {
    const note = this.read(name);
    return note && isAlive(note.pid) && startTimeOf(note.pid) === note.startedAt ? note : undefined;
  }

  /** Names of all notes, of processes that ended too. */
  names(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length));
  }

  private file(name: string): string {
    return path.join(this.folder, `${name}.json`);
  }

  private read(name: string): NotedProcess | undefined {
    try {
      return JSON.parse(readFileSync(this.file(name), 'utf8')) as NotedProcess;
    } catch {
      return undefined;
    }
  }
}
