/** Requests and replies of the operator's pages. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { isoInstant, uuid } from './text.ts';

/** `kept`: no mail server; `muted`: the person wants no mail of this kind; `held`: the address refuses mail; `bounced`: it came back. */
export const MAIL_STATUSES = ['pending', 'sent', 'kept', 'failed', 'held', 'bounced', 'muted'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];
export const MailParams = z.object({ messageId: uuid });
export const MailQuery = PageQuery.extend({
  status: z.enum(MAIL_STATUSES).optional(),
  /** A part of the address or the subject. */
  q: z.string().trim().max(100).optional(),
});
export const Mail = z.object({
  id: uuid,
  email: z.string(),
  locale: z.string(),
  template: z.string(),
  subject: z.string(),
  /** Null where the text holds a key to somebody's account and was sent to its owner. */
  body: z.string().nullable(),
  link: z.string().nullable(),
  caseId: uuid.nullable(),
  status: z.enum(MAIL_STATUSES),
  attempts: z.number().int(),
  error: z.string().nullable(),
  createdAt: isoInstant,
  mailedAt: isoInstant.nullable(),
  /** When a mail that waits will leave: the end of quiet hours, or the hour of its digest. */
  leavesAt: isoInstant.nullable(),
});
export const MailPage = pageOf(Mail).extend({
  /** All messages by status, whatever the filter. */
  counts: z.record(z.enum(MAIL_STATUSES), z.number().int()),
});
export const MailRetried = z.object({ status: z.literal('pending') });

/** An address that refuses mail for good. */
export const BouncingAddress = z.object({
  email: z.string(),
  since: isoInstant,
  /** `smtp`: refused while sending; `dsn`: a report that came back. */
  source: z.enum(['smtp', 'dsn']),
  diagnostic: z.string(),
  userId: z.string().nullable(),
  name: z.string().nullable(),
  held: z.number().int(),
});
export const BouncingAddresses = z.object({ items: z.array(BouncingAddress) });
export const ClearBounce = z.strictObject({ email: z.email().max(200) });
export const BounceCleared = z.object({ released: z.number().int() });
/** A delivery status notification (RFC 3464), as it came: headers and body. */
export const BounceReport = z.strictObject({ raw: z.string().min(1).max(900_000) });
export const BounceRecorded = z.object({
  email: z.string(),
  /** `failed` | `delayed` | `delivered` | `relayed` | `expanded`. */
  action: z.string(),
  status: z.string(),
  diagnostic: z.string(),
  /** The address is now marked: nothing more is sent to it. */
  permanent: z.boolean(),
  messages: z.number().int(),
});

export const Outbox = z.object({
  waiting: z.number().int(),
  oldestSeconds: z.number(),
  byKind: z.array(z.object({ kind: z.string(), waiting: z.number().int(), oldestAt: isoInstant })),
});

/** Why something does not move. */
export const STUCK_CAUSES = [
  'haltNotAnswered', // a desk halted the slip and no workflow made the next move
  'noTask', // circulating, but nobody has a task
  'correctionNotLapsed', // a correction's deadline has passed and it was not closed
  'taskOverdue', // a desk or an expert is late
  'nobodyMayTake', // everybody of the body is on leave, stands aside, or was never appointed
  'closeNotDone', // a call is past its closing instant and still open
  'noticeNotEnded', // a notice is past its end and still running
  'changeNotSettled', // a change of member is decided, or past its confirmation, and stands still
  'mailFailed', // a mail was given up
  'outboxWaiting', // facts have not reached the workflow engine
  'workflowMissing', // an open case has no workflow
  'workflowEnded', // its workflow has ended, while the case is open
  'nonDeterminism', // the workflow's code changed under a running workflow
  'turnFails', // the workflow's code fails and is repeated
  'databaseRefuses', // a step is refused by the database and repeated
  'stepFails', // a step fails otherwise and is repeated
] as const;
export type StuckCause = (typeof STUCK_CAUSES)[number];
/** What only people can move: a retry would do nothing. */
export const MOVED_BY_PEOPLE: readonly StuckCause[] = ['taskOverdue', 'nobodyMayTake'];
export const StuckItem = z.object({
  id: z.string(),
  cause: z.enum(STUCK_CAUSES),
  caseId: uuid.nullable(),
  taskId: uuid.nullable(),
  messageId: uuid.nullable(),
  /** Project, round, or subject of the mail. */
  label: z.string().nullable(),
  /** Step of the task, outcome of the desk, status of the workflow. */
  detail: z.string().nullable(),
  /** What the engine, the database or the mail server said. */
  error: z.string().nullable(),
  attempts: z.number().int().nullable(),
  workflowId: z.string().nullable(),
  /** The workflow on Temporal's own page, where that is configured. */
  workflowUrl: z.string().nullable(),
  retriable: z.boolean(),
  since: isoInstant,
});
export const EngineState = z.object({
  /** `off`: the API runs without an engine; `away`: Temporal does not answer. */
  state: z.enum(['answers', 'away', 'off']),
  workers: z.array(z.object({ identity: z.string(), lastSeenAt: isoInstant.nullable() })),
  /** Temporal's own page, where it is configured. */
  url: z.string().nullable(),
  /** Workflows looked at; open cases beyond them were not. */
  looked: z.number().int(),
  open: z.number().int(),
});
export const Stuck = z.object({
  items: z.array(StuckItem),
  truncated: z.boolean(),
  engine: EngineState,
  now: isoInstant,
});

export const RetryStuck = z.strictObject({ id: z.string().min(3).max(200) });
/** Why it is stuck still. */
export const STILL_STUCK = ['engineAway', 'noWorker', 'addressBounces', 'sameCause', 'noAnswer'] as const;
export const StuckRetried = z.object({
  /** `alreadyMoved`: the cause was gone before anything was done; `moved`: it was seen to move afterwards. */
  outcome: z.enum(['alreadyMoved', 'moved', 'stillStuck']),
  action: z.enum(['none', 'signalled', 'restarted', 'queued']),
  reason: z.enum(STILL_STUCK).nullable(),
  /** The cause found afterwards, and what was said. */
  cause: z.enum(STUCK_CAUSES).nullable(),
  error: z.string().nullable(),
});

export const Versions = z.object({
  application: z.string(),
  node: z.string(),
  postgres: z.string(),
  startedAt: isoInstant,
  migrations: z.object({ applied: z.number().int(), latestAt: isoInstant.nullable() }),
  programmes: z.array(z.object({ key: z.string(), version: z.number().int(), loadedAt: isoInstant })),
  /** Last year whose working days are published. */
  calendarUntilYear: z.number().int().nullable(),
  /** Database's clock minus this process's clock. */
  clockSkewMs: z.number(),
  virusScan: z.boolean(),
  contentStore: z.enum(['disk', 's3']),
});
