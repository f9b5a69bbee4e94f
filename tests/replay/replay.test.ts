import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import * as workflows from '../../workflows/index.ts';

/** Histories of real runs (`RECORD_HISTORIES=1 npx jest tests/processes`), kept so that released workflows stay replayable. */
const folder = path.join(import.meta.dirname, 'histories');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

type Recorded = { workflowId: string; history: { events: Record<string, Record<string, unknown>>[] } };
const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Recorded;

let code: string;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const bundled = await bundleWorkflowCode({
    workflowsPath: path.resolve('workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  code = bundled.code;
});

const replay = ({ workflowId, history }: Recorded) =>
  Worker.runReplayHistory({ workflowBundle: { code } }, history, workflowId);

describe('committed histories', () => {
  test('there is one of every workflow', () => {
    const types = names.map((name) => {
      const started = read(name).history.events[0]?.workflowExecutionStartedEventAttributes as {
        workflowType: { name: string };
      };
      return started.workflowType.name;
    });
    expect(new Set(types)).toEqual(new Set(Object.keys(workflows)));
  });

  test.each(names)('%s is replayed without a difference', async (name) => {
    await replay(read(name));
  });

  test.each([
    ['round-published.json', 'closeRound'],
    ['round-objections-reserve-amended.json', 'openFollowUps'],
    ['round-award-revoked.json', 'publishResults'],
  ])('%s in which %s was another step is refused: the check can fail', async (name, step) => {
    const recorded = read(name);
    const taken = recorded.history.events
      .map((event) => event.activityTaskScheduledEventAttributes as { activityType: { name: string } } | undefined)
      .find((scheduled) => scheduled?.activityType.name === step);
    if (!taken) throw new Error(`${name} has no step ${step}`);
    taken.activityType.name = 'rankRound';
    await expect(replay(recorded)).rejects.toThrow(DeterminismViolationError);
  });
});
