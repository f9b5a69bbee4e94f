/** What the figures are held against, and the table that says so. */
import type { Results } from './results.ts';
import { middle, type Spread } from './statistics.ts';
import { REST_MS } from './system/stage.ts';

type Row = { figure: string; value: string; goal: string; reached: boolean | null };

/** API and worker together. */
const memoryOfOurs = (parts: Record<string, number>) =>
  Object.entries(parts).reduce((sum, [name, mib]) => sum + (/^(api|worker)/.test(name) ? mib : 0), 0);

const times = (value: number, other: number | undefined) => (other === undefined ? undefined : value / other);
/** Cut, not rounded: what is shown never reaches a goal that the figure misses. */
const cut = (ratio: number) => Math.floor(ratio * 100) / 100;

/** One row a figure; `reached` is null where no goal is set or what it is compared with is absent. */
export function rowsOf(results: Results): Row[] {
  const rows: Row[] = [];
  const add = (figure: string, value: string | number, goal = '', reached: boolean | null = null) =>
    rows.push({ figure, value: String(value), goal, reached });
  const { startUp, idle, rated, load, bare, operaton, lists, memory, pages } = results;
  const peer = operaton && 'overHttp' in operaton ? operaton : undefined;

  const { memoryWalkUs: walk } = results.machine;
  add(
    `this machine: 256 KiB of memory walked at once / after ${REST_MS} ms of rest (µs)`,
    `${walk.atOnce} / ${walk.afterRest}`,
  );
  add('start-up, first / again (s)', `${startUp.firstSeconds} / ${startUp.againSeconds}`);
  if (idle) {
    const { p50, p99 } = idle.visibleMs;
    add('click → next task visible, idle, p50 (ms)', p50, '≤ 5', p50 <= 5);
    add('click → next task visible, idle, p99 (ms)', p99, '≤ 15', p99 <= 15);
    const { p50: next50, p99: next99 } = idle.oneAfterAnotherMs;
    add('  the same, one click after another without rest, p50 / p99 (ms)', `${next50} / ${next99}`);
    add('decision acknowledged, idle, p50 / p99 (ms)', `${idle.acknowledgedMs.p50} / ${idle.acknowledgedMs.p99}`);
  }
  if (rated) {
    const figure = `click → next task visible at ${rated.clicksPerSecond}/s, p50 / p99 (ms)`;
    add(figure, `${rated.visibleMs.p50} / ${rated.visibleMs.p99}`);
  }
  if (load) {
    const overBare = times(load.workflowsSettledPerSecond, bare?.workflowsSettledPerSecond);
    add(`decisions acknowledged/s, ${load.clients} clients`, load.decisionsPerSecond);
    add(
      '  processor ms a case by part',
      Object.entries(load.processorMsPerCase)
        .map(([part, ms]) => `${part} ${ms}`)
        .join(', '),
    );
    add('decision acknowledged under load, p50 / p99 (ms)', `${load.acknowledgedMs.p50} / ${load.acknowledgedMs.p99}`);
    add('whole cases/s', load.wholeCasesPerSecond);
    add(
      'workflows settled/s',
      `${load.workflowsSettledPerSecond}${overBare === undefined ? '' : ` = ${cut(overBare)} × bare`}`,
      '≥ 0.9 × bare workflow',
      overBare === undefined ? null : overBare >= 0.9,
    );
  }
  if (peer) {
    const ours = middle(peer.turns.map(({ tenfold }) => tenfold));
    const ratio = ours / peer.overHttp.wholeCasesPerSecond;
    add(
      `whole cases/s, in ${peer.turns.length} turns with Operaton over HTTP, the middle ones`,
      `${ours} = ${cut(ratio)} × ${peer.overHttp.wholeCasesPerSecond}`,
      '≥ 1.2 × Operaton',
      ratio >= 1.2,
    );
  }
  if (bare) {
    const { clickToNextIdleMs: click, wholeCasesPerSecond, workflowsSettledPerSecond } = bare;
    add('  bare Temporal workflow: whole cases/s, settled/s', `${wholeCasesPerSecond}, ${workflowsSettledPerSecond}`);
    add('  bare Temporal workflow: click → next, idle, p50 / p99 (ms)', `${click.p50} / ${click.p99}`);
  }
  if (operaton && 'absent' in operaton) add('  Operaton', `not measured: ${operaton.absent}`);
  if (peer) {
    const { overHttp, inProcess } = peer;
    const pair = ({ p50, p99 }: Spread) => `${p50} / ${p99}`;
    add(
      `  Operaton ${peer.version} over HTTP with a session / called in its own process: whole cases/s`,
      `${overHttp.wholeCasesPerSecond} / ${inProcess.wholeCasesPerSecond}`,
    );
    add('  Operaton over HTTP: click → next, idle, p50 / p99 (ms)', pair(overHttp.clickToNextIdleMs));
    add('  the same, one click after another without rest', pair(overHttp.oneAfterAnotherMs));
    add('  Operaton in its own process: click → next, idle', pair(inProcess.clickToNextIdleMs));
  }
  if (lists) {
    const slowest = lists.views.reduce((worst, view) => (view.p99 > worst.p99 ? view : worst));
    const figure = `page of 25 out of ${lists.rows} applications, p50 / p99 (ms)`;
    add(figure, `${lists.all.p50} / ${lists.all.p99}`, 'p99 ≤ 50', lists.all.p99 <= 50);
    add(`  slowest view: ${slowest.view}, p50 / p99 (ms)`, `${slowest.p50} / ${slowest.p99}`);
  }
  if (memory) {
    const ours = memoryOfOurs(memory.residentMiB);
    add(`API + worker with ${memory.openCases} open cases (MiB)`, ours, '≤ 700', ours <= 700);
    add(
      '  each part (MiB)',
      Object.entries(memory.residentMiB)
        .map(([part, mib]) => `${part} ${mib}`)
        .join(', '),
    );
    add('  their workflows started/s', memory.workflowsStartedPerSecond);
  }
  if (pages) {
    const { firstViewGzipKiB: size, interactiveMs: time } = pages;
    add('first view gzipped, sign-in / desk (KiB)', `${size.signIn} / ${size.desk}`);
    add(
      'time to interactive, sign-in / desk (ms)',
      time ? `${time.signIn} / ${time.desk}` : 'not measured: no browser',
    );
  }
  return rows;
}

export function tableOf(rows: readonly Row[]): string {
  const mark = (reached: boolean | null) => (reached === null ? '' : reached ? 'reached' : 'NOT REACHED');
  const lines = [
    ['', 'figure', 'goal', ''],
    ...rows.map(({ figure, value, goal, reached }) => [figure, value, goal, mark(reached)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
