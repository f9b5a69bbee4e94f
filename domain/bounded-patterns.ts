/**
 * Patterns of forms, matched in bounded time. A pattern such as `(a+)+$` takes for ever on a text of forty letters, and the server
 * that matches it serves nobody meanwhile: patterns come from the office's designer, texts from everybody.
 */
import { createContext, Script } from 'node:vm';

/** Steps that take no time worth measuring: some tens of milliseconds at the very most. */
const FEW_STEPS = 20_000_000;
/** Tried with the second only where the first was not enough: a machine that stood still for a moment is no fault of the text. */
const MATCH_MS = [200, 1000];
/** A pattern that took too long rests for texts of that length and longer: a list of such texts must not take that time each. */
const REST_MS = 10_000;

const room = createContext({ pattern: /(?:)/u, text: '' });
const match = new Script('pattern.test(text)');

/** Whether it matches; null where the time was not enough to find out. */
function matchInTime(pattern: RegExp, text: string): boolean | null {
  Object.assign(room, { pattern, text });
  for (const timeout of MATCH_MS) {
    try {
      return match.runInContext(room, { timeout }) as boolean;
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    }
  }
  return null;
}

const repetitions = (source: string) => source.match(/[*+{]/g)?.length ?? 0;

/** At most so many steps a match takes: each repetition may end anywhere in the text, and a match without `^` begins anywhere. */
function mostSteps(source: string): (length: number) => number {
  // Each letter doubles the steps, and a step is dear: weighed so that sixteen letters are few.
  if (isCostlyPattern(source)) return (length) => 2 ** length * 300;
  // With a choice, `^` may hold for one side only.
  const fromTheStart = source.startsWith('^') && !source.includes('|');
  const places = repetitions(source) + (fromTheStart ? 0 : 1);
  return (length) => length ** places;
}

type Matcher = { test: (text: string) => boolean; toString: () => string };

/** A pattern for ajv (`code.regExp`). A text that cannot be matched in time does not match. */
export function boundedPattern(source: string, flags: string): Matcher {
  const pattern = new RegExp(source, flags);
  const steps = mostSteps(source);
  let rests = { until: 0, from: 0 };
  return {
    // ajv keeps patterns by this name.
    toString: () => pattern.toString(),
    test: (text) => {
      if (steps(text.length) <= FEW_STEPS) return pattern.test(text);
      if (Date.now() < rests.until && text.length >= rests.from) return false;
      const matched = matchInTime(pattern, text);
      if (matched === null) rests = { until: Date.now() + REST_MS, from: text.length };
      return matched ?? false;
    },
  };
}
boundedPattern.code = 'boundedPattern';

/** Choices in a group may be repeated so often; more can take for ever. */
const FEW = 5;

/** Highest count of the quantifier at the beginning of `rest`; 1 where there is none. */
function mostTimes(rest: string): number {
  if (rest.startsWith('*') || rest.startsWith('+')) return Number.POSITIVE_INFINITY;
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(rest) ?? [];
  if (least === undefined) return 1;
  return most ? Number(most) : comma ? Number.POSITIVE_INFINITY : Number(least);
}

/**
 * Whether a pattern repeats a group that holds a repetition or a choice itself: what makes matching take for ever, here and in
 * every applicant's browser.
 */
export function isCostlyPattern(source: string): boolean {
  // Escapes and classes stand for one character each.
  const plain = source.replace(/\\(?:[pPu]\{[^}]*\}|.)/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  type Group = { repeats: boolean; chooses: boolean };
  const open: Group[] = [{ repeats: false, chooses: false }];
  for (let at = 0; at < plain.length; at += 1) {
    const here = open.at(-1) as Group;
    if (plain[at] === '(') open.push({ repeats: false, chooses: false });
    else if (plain[at] === '|') here.chooses = true;
    else if (plain[at] === ')' && open.length > 1) {
      const closed = open.pop() as Group;
      const times = mostTimes(plain.slice(at + 1));
      if ((closed.repeats && times > 1) || (closed.chooses && times > FEW)) return true;
      const around = open.at(-1) as Group;
      around.repeats ||= closed.repeats || times === Number.POSITIVE_INFINITY;
      around.chooses ||= closed.chooses;
    } else if (mostTimes(plain.slice(at)) === Number.POSITIVE_INFINITY) here.repeats = true;
  }
  return false;
}

/** Where in a schema, at any depth and under any keyword, costly patterns stand, as JSON pointers. */
export function costlyPatterns(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, below]) => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (key === 'pattern' && typeof below === 'string') return isCostlyPattern(below) ? [at] : [];
    return costlyPatterns(below, at);
  });
}
