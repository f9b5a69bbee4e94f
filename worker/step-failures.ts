/** Steps that fail again and again are noted where the operator sees them: Temporal keeps no trace of a local step's failures. */
import type { Context } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import type { Sql } from '../db/client.ts';
import { forgetStepFailure, noteStepFailure } from '../db/step-failures.ts';

/** Fewer failures are the ordinary weather. */
const NOTED_FROM_ATTEMPT = 3;

/** Mail has its own place for failures: the message. */
const OWN_PLACE = 'MailFailed';

export const stepFailures =
  (sql: Sql) =>
  (context: Context): { inbound: ActivityInboundCallsInterceptor } => ({
    inbound: {
      execute: async (input, next) => {
        const { attempt, activityType: step, workflowExecution } = context.info;
        const workflowId = workflowExecution?.workflowId ?? '';
        try {
          const result = await next(input);
          if (attempt >= NOTED_FROM_ATTEMPT) await forgetStepFailure(sql, workflowId, step).catch(() => {});
          return result;
        } catch (error) {
          // Where the database itself is away nothing can be noted, and everybody sees it.
          if (attempt >= NOTED_FROM_ATTEMPT && (error as { type?: string }).type !== OWN_PLACE)
            await noteStepFailure(sql, { workflowId, step, attempt, error }).catch(() => {});
          throw error;
        }
      },
    },
  });
