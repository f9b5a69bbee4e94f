/** Names, ids, queue and signal of workflows: the one place that starters and workflows share. Free of zod and Node. */
import type { CaseKind } from './vocabulary.ts';

export const TASK_QUEUE = 'tenfold';

/** The one signal: the case's version rose. Harmless in any order and number. */
export const CASE_MOVED = 'caseMoved';

/** Kinds of case that a workflow of their own carries. */
export type CarriedKind = Exclude<CaseKind, 'office'>;

/** `seenVersion`: facts already dealt with when a long history is continued as a new run. */
export type ApplicationInput = { caseId: string; seenVersion?: number };
export type ChangeInput = { caseId: string; seenVersion?: number };
export type RoundInput = { caseId: string; seenVersion?: number };
/** An objection or a reversal. */
export type MatterInput = { caseId: string; seenVersion?: number };
export type MessageInput = { messageId: string };
export type DigestInput = { digestId: string };

/** Kind of an outbox row → workflow started (or signalled) for it. */
export const WORKFLOW_OF = {
  application: { type: 'applicationWorkflow', id: (subject: string, _version?: number) => `application/${subject}` },
  round: { type: 'selectionRoundWorkflow', id: (subject: string, _version?: number) => `round/${subject}` },
  objection: { type: 'objectionWorkflow', id: (subject: string, _version?: number) => `objection/${subject}` },
  reversal: { type: 'reversalWorkflow', id: (subject: string, _version?: number) => `reversal/${subject}` },
  change: { type: 'changeRequestWorkflow', id: (subject: string, _version?: number) => `change/${subject}` },
  // Version 0 is the first delivery; an operator's retry has a number of its own, since a workflow id is used once.
  message: {
    type: 'messageWorkflow',
    id: (subject: string, version = 0) => (version === 0 ? `message/${subject}` : `message/${subject}/${version}`),
  },
  digest: { type: 'digestWorkflow', id: (subject: string, _version?: number) => `digest/${subject}` },
} as const;
export type OutboxKind = keyof typeof WORKFLOW_OF;

/** Outcome of an application's circulation, returned by `applicationWorkflow`. */
export type ApplicationOutcome =
  | 'awarded'
  | 'revoked'
  | 'renounced'
  | 'notSelected'
  | 'refused'
  | 'deemedWithdrawn'
  | 'withdrawn'
  | 'expired'
  | 'cancelled';
export type RoundOutcome = 'published' | 'cancelled';
