/** People who decide: one at a time on an idle system, fifty a second, and as many as eight clients bring about. */
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpClient } from '../../tests/support/http-client.ts';
import { round, type Spread, spread, withClients } from '../statistics.ts';
import { type Stage, untilAtRest, untilIdle } from '../system/stage.ts';

const IDLE_CLICKS = 250;
/** Of idle clicks that come right after another. */
const ONE_AFTER_ANOTHER = 250;
const WARM_UP = 120;
const CLICKS_PER_SECOND = 50;
const RATED_CLICKS = 500;
export const LOADED_CASES = 800;
export const CLIENTS = 8;

type Click = { acknowledgedMs: number; visibleMs: number; nextTaskId: string };

/** One decision and the look at the task that it opened. */
async function click(client: HttpClient, taskId: string, outcome: string): Promise<Click> {
  const began = performance.now();
  const { next } = await client.send<{ next: { taskId: string } }>('POST', `/tasks/${taskId}/decision`, {
    outcome,
    contentVersion: 1,
  });
  const acknowledgedMs = performance.now() - began;
  await client.send('GET', `/tasks/${next.taskId}`);
  return { acknowledgedMs, visibleMs: performance.now() - began, nextTaskId: next.taskId };
}

export type ClickFigures = { acknowledgedMs: Spread; visibleMs: Spread };
const figures = (clicks: readonly Click[]): ClickFigures => ({
  acknowledgedMs: spread(clicks.map(({ acknowledgedMs }) => acknowledgedMs)),
  visibleMs: spread(clicks.map(({ visibleMs }) => visibleMs)),
});

export type IdleFigures = ClickFigures & {
  /** Until the next task is visible, when each click comes as soon as the one before was answered. */
  oneAfterAnotherMs: Spread;
};

/**
 * A person clicks while nothing else goes on: the workers finish what a click set off before the next one comes, and the processors
 * have rested since. Then the same without the rest.
 */
export async function idleClicks(stage: Stage): Promise<IdleFigures> {
  const { sql, district, cases } = stage;
  const queue = (await cases(WARM_UP + IDLE_CLICKS + ONE_AFTER_ANOTHER)).map(({ taskId }) => taskId);
  await sql`vacuum (analyze)`;
  for (const taskId of queue.splice(0, WARM_UP)) await click(district, taskId, 'accepted');
  await untilAtRest(stage);
  const rested = await clicksOneByOne(district, queue.splice(0, IDLE_CLICKS), () => untilIdle(sql));
  const unrested = await clicksOneByOne(district, queue, async () => {});
  return { ...rested, oneAfterAnotherMs: unrested.visibleMs };
}

/** One click after the other, each once `quiet` says so. */
export async function clicksOneByOne(
  client: HttpClient,
  taskIds: readonly string[],
  quiet: () => Promise<void>,
): Promise<ClickFigures> {
  const clicks: Click[] = [];
  for (const taskId of taskIds) {
    await quiet();
    clicks.push(await click(client, taskId, 'accepted'));
  }
  return figures(clicks);
}

/** Clicks that come at their time whether or not the ones before were answered; late answers count from that time. */
export async function ratedClicks({
  sql,
  district,
  cases,
}: Stage): Promise<ClickFigures & { clicksPerSecond: number }> {
  const queue = await cases(RATED_CLICKS);
  await untilIdle(sql);
  const began = performance.now();
  const clicks = await Promise.all(
    queue.map(async ({ taskId }, index) => {
      const dueAt = began + (index * 1000) / CLICKS_PER_SECOND;
      await delay(dueAt - performance.now());
      const lateMs = performance.now() - dueAt;
      const { acknowledgedMs, visibleMs, nextTaskId } = await click(district, taskId, 'accepted');
      return { acknowledgedMs: acknowledgedMs + lateMs, visibleMs: visibleMs + lateMs, nextTaskId };
    }),
  );
  return { clicksPerSecond: CLICKS_PER_SECOND, ...figures(clicks) };
}

export type LoadFigures = {
  clients: number;
  decisionsPerSecond: number;
  wholeCasesPerSecond: number;
  workflowsSettledPerSecond: number;
  acknowledgedMs: Spread;
  /** Processor milliseconds a case while people decided, by part; `client` is the one that measures. */
  processorMsPerCase: Record<string, number>;
};

/**
 * Whole cases of two decisions, the second one a refusal that ends the case: acceptance, look at the next desk's task, refusal.
 * @returns seconds that all took, and the milliseconds until each decision was acknowledged
 */
export async function wholeCases(client: HttpClient, taskIds: readonly string[]) {
  const acknowledgedMs: number[] = [];
  const seconds = await withClients(CLIENTS, taskIds, async (taskId) => {
    const first = await click(client, taskId, 'accepted');
    const second = performance.now();
    await client.send('POST', `/tasks/${first.nextTaskId}/decision`, {
      outcome: 'notRecommended',
      reason: '材料与申报条件不符。',
      contentVersion: 1,
    });
    acknowledgedMs.push(first.acknowledgedMs, performance.now() - second);
  });
  return { seconds, acknowledgedMs };
}

/** Settled is a case whose workflow has ended, with everything told to those whom it concerns. */
export async function loadedCases(
  { sql, system, district, cases }: Stage,
  ended: (caseIds: readonly string[]) => Promise<void>,
): Promise<LoadFigures> {
  const queue = await cases(LOADED_CASES);
  await untilIdle(sql);
  const before = processorNow(system);
  const began = performance.now();
  const { seconds, acknowledgedMs } = await wholeCases(
    district,
    queue.map(({ taskId }) => taskId),
  );
  const after = processorNow(system);
  await ended(queue.map(({ caseId }) => caseId));
  const settledSeconds = (performance.now() - began) / 1000;
  const usedMs = (part: string) => ((after[part] ?? 0) - (before[part] ?? 0)) * 1000;
  return {
    clients: CLIENTS,
    decisionsPerSecond: round(acknowledgedMs.length / seconds, 0),
    wholeCasesPerSecond: round(LOADED_CASES / seconds, 0),
    workflowsSettledPerSecond: round(LOADED_CASES / settledSeconds, 1),
    acknowledgedMs: spread(acknowledgedMs),
    processorMsPerCase: Object.fromEntries(
      Object.keys(after).map((part) => [part, round(usedMs(part) / LOADED_CASES)]),
    ),
  };
}

function processorNow(system: Stage['system']): Record<string, number> {
  const { user, system: kernel } = process.cpuUsage();
  return { ...system.processor(), client: (user + kernel) / 1e6 };
}
