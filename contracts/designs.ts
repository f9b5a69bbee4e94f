/** Requests and replies of the designer: drafts of a programme's next version and of a draft round's policy. */
import { z } from 'zod';
import { PageQuery } from './paging.ts';
import { PackSchema } from './programme.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';
import { DESIGN_STATUSES, PROGRAMME_ORIGINS, ROUND_STATUSES } from './vocabulary.ts';

const MOST_CHARACTERS = 400_000;
const LONGEST_TEXT = 10_000;
const MOST_PARTS = 500;
const MOST_DEEP = 30;

/** Why content is too large or too deep to be kept; null when it is not. */
function tooMuch(value: unknown, depth = 0): string | null {
  if (depth > MOST_DEEP) return 'tooDeep';
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? 'textTooLong' : null;
  if (typeof value !== 'object' || value === null) return null;
  const parts: [string, unknown][] = Object.entries(value);
  if (parts.length > MOST_PARTS) return 'tooManyParts';
  for (const [name, below] of parts) {
    if (name.length > 80 || name === '__proto__') return 'memberName';
    const found = tooMuch(below, depth + 1);
    if (found) return found;
  }
  return null;
}

/**
 * The content of a draft: a pack that may still have faults. Kept as it is while it is written, judged with every save, and
 * published only without a fault.
 */
export const DesignContent = z.record(z.string(), z.unknown()).superRefine((content, context) => {
  const found = tooMuch(content) ?? (JSON.stringify(content).length > MOST_CHARACTERS ? 'tooLarge' : null);
  if (found) context.addIssue({ code: 'custom', message: found });
});

export const DesignParams = z.object({ designId: uuid });
export const ProgrammeKeyParams = z.object({ key: z.string().regex(/^[a-z0-9-]{1,80}$/) });
export const ProgrammeVersionParams = ProgrammeKeyParams.extend({
  version: z.coerce.number().int().min(1).max(100_000),
});

/** A draft of the programme's next version from one of its versions, or of a draft round's policy. */
export const OpenDesign = z.union([
  z.strictObject({ programmeKey: z.string().min(1).max(80), fromVersion: z.number().int().min(1) }),
  z.strictObject({ roundId: uuid }),
]);
export const SaveDesign = z.strictObject({ content: DesignContent });
/** `supersedes` is the version in force that the proposal was written against. */
export const ProposeDesign = z.strictObject({ note: personText(500), supersedes: z.number().int().min(1) });
export const ReturnDesign = z.strictObject({ reason: personText(500) });
export const PublishDesign = z.strictObject({});
export const DiscardDesign = z.strictObject({});

/** A fault of the content: `path` is a JSON pointer; the rule with its values is said in words by pages. */
export const DesignFault = z.object({
  path: z.string(),
  rule: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  message: z.string(),
});
export type DesignFault = z.infer<typeof DesignFault>;

const person = z.object({ id: z.string(), name: z.string() });

export const DesignOpened = z.object({ id: uuid });
export const DesignSaved = z.object({
  version: z.number().int(),
  savedAt: isoInstant,
  faults: z.array(DesignFault),
});
export const DesignMoved = z.object({
  version: z.number().int(),
  status: z.enum(DESIGN_STATUSES),
  /** Version of the programme that was published. */
  publishedVersion: z.number().int().nullable(),
});

export const DesignView = z.object({
  id: uuid,
  programmeKey: z.string(),
  programmeName: Bilingual,
  round: z.object({ id: uuid, title: Bilingual, status: z.enum(ROUND_STATUSES) }).nullable(),
  baseVersion: z.number().int(),
  /** Newest version in force now. */
  newestVersion: z.number().int(),
  status: z.enum(DESIGN_STATUSES),
  version: z.number().int(),
  content: z.record(z.string(), z.unknown()),
  /** What the draft started from. */
  base: PackSchema,
  faults: z.array(DesignFault),
  note: z.string().nullable(),
  returnedReason: z.string().nullable(),
  /** Everyone who wrote in it: none of them may publish a programme's version. */
  editors: z.array(person),
  savedBy: person,
  savedAt: isoInstant,
  proposedBy: person.nullable(),
  proposedAt: isoInstant.nullable(),
  publishedVersion: z.number().int().nullable(),
  /** `save`, `propose`, `return`, `publish`, `discard` that this actor may do now. */
  allowed: z.array(z.string()),
});
export type DesignView = z.infer<typeof DesignView>;

export const ProgrammeSummary = z.object({
  key: z.string(),
  name: Bilingual,
  version: z.number().int(),
  publishedAt: isoInstant,
  versions: z.number().int(),
  design: z.object({ id: uuid, status: z.enum(DESIGN_STATUSES), savedBy: z.string(), savedAt: isoInstant }).nullable(),
});
export const Programmes = z.object({ items: z.array(ProgrammeSummary) });

export const ProgrammeVersion = z.object({
  version: z.number().int(),
  origin: z.enum(PROGRAMME_ORIGINS),
  /** Version that the pack's file gives itself. */
  fileVersion: z.number().int().nullable(),
  /** False: loaded from a file after the office had published its own; offered, but no round takes it. */
  inForce: z.boolean(),
  note: z.string().nullable(),
  draftedBy: z.array(z.string()),
  publishedBy: z.string().nullable(),
  publishedAt: isoInstant,
  rounds: z.array(z.object({ id: uuid, title: Bilingual, status: z.enum(ROUND_STATUSES) })),
});
export const ProgrammeHistory = z.object({
  key: z.string(),
  name: Bilingual,
  /** The version a new round takes. */
  current: z.number().int(),
  design: ProgrammeSummary.shape.design,
  versions: z.array(ProgrammeVersion),
});
export type ProgrammeHistory = z.infer<typeof ProgrammeHistory>;
export const ProgrammeContent = z.object({ version: z.number().int(), pack: PackSchema });

const version = z.coerce.number().int().min(1).max(100_000);
/** From a version to another one, or to the policy of a round. */
export const ComparisonQuery = z
  .object({ from: version, to: version.optional(), round: uuid.optional() })
  .refine(({ to, round }) => (to === undefined) !== (round === undefined), { message: 'toOrRound' });
const Step = z.union([z.object({ name: z.string() }), z.object({ label: Bilingual.nullable(), key: z.string() })]);
export const Comparison = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['added', 'removed', 'changed', 'moved']),
      pointer: z.string(),
      steps: z.array(Step),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
    }),
  ),
});

export const FormTrial = z.strictObject({
  section: z.string().min(1).max(80),
  categoryNo: z.number().int().min(1),
  data: z.record(z.string(), z.unknown()),
});
export const FormTrialResult = z.object({ faults: z.array(z.object({ pointer: z.string(), rule: z.string() })) });

export const TrialQuery = PageQuery;
export const TrialApplications = z.object({
  items: z.array(
    z.object({
      id: uuid,
      projectName: z.string().nullable(),
      leadName: z.string(),
      categoryNo: z.number().int(),
      round: Bilingual,
    }),
  ),
});
export const TrialParams = DesignParams.extend({ applicationId: uuid });
/** What eligibility rules read of one application. */
export const TrialFacts = z.object({
  application: z.record(z.string(), z.unknown()),
  lead: z.record(z.string(), z.unknown()),
  partners: z.array(z.record(z.string(), z.unknown())),
  round: z.object({ categoryNo: z.number().int(), opensOn: z.string() }),
});
