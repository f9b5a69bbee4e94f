import { readdirSync, readFileSync } from 'node:fs';

/**
 * Resident MiB of a process with its children. Pages that several share, as the backends of Postgres share their buffers, are
 * divided among them (PSS) where the kernel tells.
 */
export function residentMiB(pid: number): number {
  const kib = [pid, ...descendantsOf(pid)].reduce((sum, each) => sum + residentKib(each), 0);
  return Math.round(kib / 1024);
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
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // Ended meanwhile.
    }
  }
  const below = (parent: number): number[] =>
    [...parents].flatMap(([child, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}
