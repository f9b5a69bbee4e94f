/** Requests and replies of the work queue, decisions and score sheets. */
import { z } from 'zod';
import { FieldMarkSchema, SectionView } from './applications.ts';
import { PageQuery, pageOf } from './paging.ts';
import { DeskOutcomeSchema, FormSectionSchema, RubricSchema } from './policy.ts';
import { RequiredServiceSchema } from './programme.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import { APPLICATION_STATUSES, TASK_STATUSES, WAYS_OUT } from './vocabulary.ts';

export const TaskParams = z.object({ taskId: uuid });
export const TASK_VIEWS = [
  'open',
  'mine',
  'unclaimed',
  'overdue',
  'escalated',
  'stranded',
  'covering',
  'done',
] as const;
export type TaskViewName = (typeof TASK_VIEWS)[number];
/** `body`: for a supervisor, everything that lies with the body, whoever holds it. */
const scope = z.enum(['own', 'body']).default('own');
export const TaskScopeQuery = z.object({ scope });
export const TaskQuery = PageQuery.extend({
  scope,
  view: z.enum(TASK_VIEWS).default('open'),
  step: z.string().max(40).optional(),
  roundId: uuid.optional(),
  categoryNo: z.coerce.number().int().optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(['dueAt', 'openedAt', 'step', 'decidedAt']).default('dueAt'),
  order: z.enum(['ASC', 'DESC']).default('ASC'),
});

/** The same filter and order without a page. */
export const NeighbourQuery = TaskQuery.omit({ page: true, perPage: true });
export const Neighbours = z.object({ previousId: uuid.nullable(), nextId: uuid.nullable() });

export const Person = z.object({ id: z.string(), name: z.string() });
/** Why a superior body has a task: nobody of `from` could take it. */
export const MovedUp = z.object({ from: Bilingual, by: z.string(), reason: z.string() });
export const TaskView = z.object({
  id: uuid,
  caseId: uuid,
  caseKind: z.enum(['application', 'round', 'objection', 'reversal', 'change']),
  roundId: uuid,
  roundTitle: Bilingual,
  rehearsal: z.boolean(),
  step: z.string(),
  /** Words of the pack for a desk of the slip; null for the engine's own steps. */
  stepLabel: Bilingual.nullable(),
  role: z.string(),
  bodyId: z.string().nullable(),
  bodyName: Bilingual.nullable(),
  status: z.enum(TASK_STATUSES),
  outcomes: z.array(DeskOutcomeSchema),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  contentVersion: z.number().int(),
  openedAt: isoInstant,
  dueAt: isoInstant,
  dueProvisional: z.boolean(),
  overdue: z.boolean(),
  claimedBy: Person.nullable(),
  claimedAt: isoInstant.nullable(),
  assignee: Person.nullable(),
  decidedBy: Person.nullable(),
  decidedAt: isoInstant.nullable(),
  /** Whose task a deputy decided. */
  decidedFor: Person.nullable(),
  /** Late beyond the days of the desk: its body's supervisor has been told. */
  escalated: z.boolean(),
  /** Since when nobody of the body may take it; null while somebody may. */
  strandedAt: isoInstant.nullable(),
  /** Who decides for the person that claimed it, while that person is on leave. */
  cover: z.object({ deputy: Person, endsAt: isoInstant }).nullable(),
  /** Null for tasks of a round; masked for blind scoring. */
  projectName: z.string().nullable(),
  leadName: z.string().nullable(),
  receiptNo: z.string().nullable(),
  /** Letter of the rival among an expert's sheets of the category; null for other tasks. */
  alias: z.string().nullable(),
  categoryNo: z.number().int().nullable(),
  categoryName: Bilingual.nullable(),
  applicationStatus: z.enum(APPLICATION_STATUSES).nullable(),
  /** The task that comes after this one in the same queue, for «decide and go on». */
  now: isoInstant,
});
export type TaskView = z.infer<typeof TaskView>;
export const TaskPage = pageOf(TaskView);
export const TaskCounts = z.object({
  open: z.number().int(),
  mine: z.number().int(),
  unclaimed: z.number().int(),
  overdue: z.number().int(),
  escalated: z.number().int(),
  stranded: z.number().int(),
  covering: z.number().int(),
  done: z.number().int(),
});

/** `despiteLeave`: the person is on leave and takes it all the same. */
export const ClaimTask = z.strictObject({ despiteLeave: z.boolean().optional() });
export const ReassignTask = z.strictObject({
  /** Who held it when the actor looked; null for nobody. */
  from: z.string().max(64).nullable(),
  to: z.string().min(1).max(64),
  reason: personText(500, 2),
  despiteLeave: z.boolean().optional(),
});
export type ReassignTask = z.infer<typeof ReassignTask>;
/** People who hold the role of a task in its body, with how much they hold already. `excluded`: must stand aside (回避). */
export const Colleagues = z.object({
  items: z.array(
    Person.extend({ openTasks: z.number().int(), onLeaveUntil: isoInstant.nullable(), excluded: z.boolean() }),
  ),
});

/** Who may take a task now, and what ends it where nobody may. */
export const TaskCircle = z.object({
  bodyId: z.string().nullable(),
  bodyName: Bilingual.nullable(),
  stranded: z.boolean(),
  /** Since when it is marked so; null in the moment before. */
  since: isoInstant.nullable(),
  /** Who holds the role in the body. `excluded`: must stand aside (回避); why is not told. */
  people: z.array(Person.extend({ onLeaveUntil: isoInstant.nullable(), excluded: z.boolean() })),
  supervisors: z.array(Person),
  /** The nearest superior body that has somebody who may take it. */
  superior: z.object({ bodyId: z.string(), name: Bilingual }).nullable(),
  waysOut: z.array(z.enum(WAYS_OUT)),
});
export type TaskCircle = z.infer<typeof TaskCircle>;
export const MoveTaskUp = z.strictObject({
  /** With which body it lay when the actor looked. */
  bodyId: z.string().min(1).max(60),
  reason: personText(500, 2),
});
export type MoveTaskUp = z.infer<typeof MoveTaskUp>;
export const TaskMovedUp = z.object({ bodyId: z.string(), bodyName: Bilingual });

export const Strike = z.strictObject({ applicationId: uuid, reason: personText(500) });
export const ProposalReason = z.strictObject({ categoryNo: z.number().int().min(1), reason: personText(1000) });
export const Decision = z.strictObject({
  outcome: z.string().min(1).max(40),
  contentVersion: z.number().int().min(0),
  reason: personText(2000).optional(),
  marks: z.array(FieldMarkSchema).max(200).optional(),
  /** Proposal only: why the office proposes this for each category of the round. */
  reasons: z.array(ProposalReason).max(100).optional(),
  /** Deliberation only: applications struck from the proposal, and the minutes. */
  strikes: z.array(Strike).max(100).optional(),
  minutes: personText(20_000).optional(),
});
export type Decision = z.infer<typeof Decision>;
/** Who has the case now and until when. */
export const NextDesk = z.object({
  taskId: uuid,
  step: z.string(),
  stepLabel: Bilingual.nullable(),
  bodyName: Bilingual.nullable(),
  dueAt: isoInstant,
  dueProvisional: z.boolean(),
});
export const Decided = z.object({
  caseId: uuid,
  version: z.number().int(),
  at: isoInstant,
  effect: z.string(),
  /** Null where a workflow arranges what comes next, or nothing comes. */
  next: NextDesk.nullable(),
});
export type Decided = z.infer<typeof Decided>;

export const ADVICE = ['support', 'notSupport', 'moreInformation'] as const;
export const SaveScoreSheet = z.strictObject({
  points: z.record(z.string(), z.number().min(0).max(100).multipleOf(0.5)),
  advice: z.enum(ADVICE).nullable(),
  opinion: z.string().trim().max(4000).nullable(),
});
export const ScoreSheet = z.object({
  points: z.record(z.string(), z.number()),
  advice: z.enum(ADVICE).nullable(),
  opinion: z.string().nullable(),
  version: z.number().int(),
  savedAt: isoInstant.nullable(),
  signedAt: isoInstant.nullable(),
  sha256: z.string().nullable(),
});
/** What an expert sees of one application. Where the policy says blind, marks such as `⟦lead⟧` (contracts/masks.ts) stand for what is hidden. */
export const ScoringView = z.object({
  task: TaskView,
  blind: z.boolean(),
  /** Label of the rival, e.g. `申报单位 A`. */
  alias: z.string(),
  rubric: RubricSchema,
  requiredServices: z.array(RequiredServiceSchema),
  form: z.array(FormSectionSchema),
  sections: z.array(SectionView),
  /** Share of the required services with a plan, in percent. */
  coveragePercent: z.number(),
  sheet: ScoreSheet,
  /** My tasks of the category: done of all. */
  progress: z.object({ signed: z.number().int(), all: z.number().int() }),
  /** Why the office had it scored again; null for a first scoring. */
  returned: z.string().nullable(),
});
export const SavedSheet = z.object({ version: z.number().int(), savedAt: isoInstant });
export const SignedSheet = z.object({ signedAt: isoInstant, sha256: z.string() });
export const Recuse = z.strictObject({ reason: personText(500) });
export const Done = z.object({ at: isoInstant });
