/** What a process with its children weighs, as the kernel tells it under /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Resident MiB of a process with its children. Pages that several share, as the backends of Postgres share their buffers, are
 * divided among them (PSS) where the kernel tells.
 */
export function residentMiB(pid: number): number {
  const kib = [pid, ...descendantsOf(pid)].reduce((sum, each) => sum + residentKib(each), 0);
  return Math.round(kib / 1024);
}

/** Ticks a second of the kernel's accounts: 100 on every Linux. */
const TICKS_PER_SECOND = 100;

/** Processor seconds that a process and its children have used since they began. */
export function processorSeconds(pid: number): number {
  const ticks = [pid, ...descendantsOf(pid)].reduce((sum, each) => sum + ticksOf(each), 0);
  return ticks / TICKS_PER_SECOND;
}

function ticksOf(pid: number): number {
  const fields = statOf(pid);
  return fields ? Number(fields[11]) + Number(fields[12]) : 0;
}

/** The fields of `/proc/PID/stat` after the program's name: state, parent … user ticks (11), system ticks (12). */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // Ended meanwhile.
  }
}

function residentKib(pid: number): number {
  for (const [file, line] of [
    ['smaps_rollup', /^Pss:\s+(\d+) kB/m],
    ['status', /^VmRSS:\s+(\d+) kB/m],
  ] as const) {
    try {
      const found = line.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'));
      if (found) return Number(found[1]);
    } catch {
      // Ended meanwhile, or not told on this system.
    }
  }
  return 0;
}

function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = statOf(Number(name));
    if (fields) parents.set(Number(name), Number(fields[1]));
  }
  const below = (parent: number): number[] =>
    [...parents].flatMap(([child, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}
