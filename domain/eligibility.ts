/**
 * Eligibility rules in CEL (Common Expression Language). The same code runs in the browser and on the server; it builds no
 * code from text, so a strict content security policy allows it.
 *
 * What a rule may read:
 * - `application.<section>.<field>`: data of the shared sections;
 * - `lead.<section>.<field>` and `partners` (list): data of a party's own sections, beside `enterpriseId`, `name`,
 *   `identifier`, `divisionCode` and `recommendingBodyId` of its enterprise;
 * - `round.categoryNo`, `round.opensOn` (`YYYY-MM-DD`).
 *
 * Whole numbers are CEL `int`, other numbers `double`, dates are text (they compare as text). A field that is absent or
 * null is missing. A rule that read a missing field never passes, also where CEL's `||` or `exists` would forgive it; only
 * `has(x.y)` may ask for one.
 */
import {
  type CelInput,
  type CelMap,
  type CelResult,
  celEnv,
  celList,
  celMap,
  isCelError,
  parse,
  plan,
} from '@bufbuild/cel';
import type { EligibilityRule } from '../contracts/policy.ts';
import type { Bilingual } from '../contracts/text.ts';

export type PartyFacts = {
  enterpriseId: string;
  name: string;
  identifier: string | null;
  divisionCode: string | null;
  recommendingBodyId: string | null;
  [section: string]: unknown;
};
export type EligibilityFacts = {
  application: Record<string, unknown>;
  lead: PartyFacts;
  partners: PartyFacts[];
  round: { categoryNo: number; opensOn: string };
};
export type EligibilityVerdict = {
  key: string;
  verdict: 'pass' | 'fail' | 'missing' | 'error';
  message: Bilingual;
  basis: string;
  /** Paths that the rule read and did not find, e.g. `lead.partyProfile.establishedOn`. */
  missing: string[];
  /** Why the rule could not be evaluated; a matter for the office, not for the applicant. */
  error?: string;
};

const ABSENT = /^(field not found|index .* out of bounds|no such key)/;

/** JSON as CEL reads it, noting every member that was read and is not there. */
function tracked(value: unknown, path: string, misses: Set<string>): CelInput {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return celList(value.map((item, i) => tracked(item, `${path}[${i}]`, misses)));
  if (typeof value !== 'object' || value === null) return null;
  const members = new Map<string, CelInput>();
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined && item !== null) members.set(key, tracked(item, path ? `${path}.${key}` : key, misses));
  }
  const plain = celMap(members);
  const noting: CelMap = celMap(members);
  noting.has = (key) => plain.has(key);
  noting.get = (key) => {
    const found = plain.get(key);
    if (found === undefined) misses.add(`${path}.${String(key)}`);
    return found;
  };
  return noting;
}

type Evaluation = (bindings: Record<string, CelInput>) => CelResult;

/** Rules ready to run, by expression; the oldest goes when there are too many. */
const planned = new Map<string, Evaluation>();
const MOST_KEPT = 500;
const ENVIRONMENT = celEnv();

function evaluationOf(expression: string): Evaluation {
  let evaluation = planned.get(expression);
  if (!evaluation) {
    evaluation = plan(ENVIRONMENT, parse(expression)) as Evaluation;
    planned.set(expression, evaluation);
    const [oldest] = planned.keys();
    if (planned.size > MOST_KEPT && oldest !== undefined) planned.delete(oldest);
  }
  return evaluation;
}

/** Parse an expression; the error's text, or null when it is CEL. */
export function celFault(expression: string): string | null {
  try {
    evaluationOf(expression);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function evaluateRule(rule: EligibilityRule, facts: EligibilityFacts): EligibilityVerdict {
  const misses = new Set<string>();
  const answer = { key: rule.key, message: rule.message, basis: rule.basis };
  try {
    const bindings: Record<string, CelInput> = {};
    for (const [name, value] of Object.entries(facts)) bindings[name] = tracked(value, name, misses);
    const result = evaluationOf(rule.expression)(bindings);
    const missing = [...misses].sort();
    if (result === false) return { ...answer, verdict: 'fail', missing };
    if (missing.length > 0) return { ...answer, verdict: 'missing', missing };
    if (result === true) return { ...answer, verdict: 'pass', missing };
    if (!isCelError(result))
      return { ...answer, verdict: 'error', missing, error: 'the rule does not answer yes or no' };
    return ABSENT.test(result.message)
      ? { ...answer, verdict: 'missing', missing }
      : { ...answer, verdict: 'error', missing, error: result.message };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { ...answer, verdict: 'error', missing: [...misses].sort(), error: text };
  }
}

/** Verdict of every rule, in the order of the policy. Eligible means: every verdict is `pass`. */
export function evaluateEligibility(rules: readonly EligibilityRule[], facts: EligibilityFacts): EligibilityVerdict[] {
  return rules.map((rule) => evaluateRule(rule, facts));
}
