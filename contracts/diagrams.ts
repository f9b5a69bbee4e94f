/** A process as the pages draw it: the diagram of `domain/process-diagram.ts` with a case's position or a round's load. */
import { z } from 'zod';
import { DIAGRAM_EFFECTS, DIAGRAM_HOLDERS, DIAGRAM_NODE_KINDS } from './diagram-words.ts';
import { Bilingual, isoInstant } from './text.ts';

export const DIAGRAM_STATES = ['done', 'current', 'ahead', 'possible', 'stopped', 'reached', 'skipped'] as const;

/** Where one case stands at a node. `possible`: it may come here, but need not. `reached`: the end that it came to.
 * `skipped`: it is over and never came here. */
const Position = z.object({
  state: z.enum(DIAGRAM_STATES),
  /** Body that has or had it; null where the node's holder says it. */
  holder: Bilingual.nullable(),
  at: isoInstant.nullable(),
  dueAt: isoInstant.nullable(),
  provisional: z.boolean(),
});
export type DiagramPosition = z.infer<typeof Position>;

/** What lies at a node of a round. */
const Load = z.object({
  /** Applications there now. */
  cases: z.number().int(),
  overdue: z.number().int(),
  /** Tasks decided there. */
  decided: z.number().int(),
  /** Median of the working days from opening to decision, one decimal; null before the first decision. */
  medianWorkingDays: z.number().nullable(),
});
export type DiagramLoad = z.infer<typeof Load>;

const Node = z.object({
  id: z.string(),
  kind: z.enum(DIAGRAM_NODE_KINDS),
  step: z.string(),
  label: Bilingual.nullable(),
  holder: z.enum(DIAGRAM_HOLDERS).nullable(),
  workingDays: z.number().int().nullable(),
  basis: z.string().nullable(),
  lane: z.number().int(),
  row: z.number().int(),
  position: Position.nullable(),
  load: Load.nullable(),
});
const Edge = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  outcome: z.string(),
  label: Bilingual.nullable(),
  effect: z.enum(DIAGRAM_EFFECTS),
});
export const DiagramView = z.object({ nodes: z.array(Node), edges: z.array(Edge), now: isoInstant });
export type DiagramView = z.infer<typeof DiagramView>;
