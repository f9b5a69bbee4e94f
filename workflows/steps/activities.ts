/** What workflows ask of the world. Types only: no value of `activities/` may reach the workflow bundle. */
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';

/**
 * Steps in the database: short, idempotent, guarded there by the expected state. They are repeated until the database
 * answers; a case whose database is down waits and goes on by itself.
 */
export const database = proxyLocalActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** Steps over every application of a round. */
export const bulk = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Mail: about a day of attempts, the last ones an hour apart. */
export const mail = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '1 hour', maximumAttempts: 32 },
});
