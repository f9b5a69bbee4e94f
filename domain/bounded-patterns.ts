/**
 * Patterns of forms, matched in bounded time. A pattern such as `(a+)+$` takes for ever on a text of forty letters, and the server
 * that matches it serves nobody meanwhile: patterns come from the office's designer, texts from everybody.
 */
import { createContext, Script } from 'node:vm';

/** Texts so short are matched at once by any pattern of a form. */
const SHORT = 16;
/** Texts up to here are matched at once by a pattern with one repetition. */
const MEDIUM = 2_000;
const MATCH_MS = 200;
/** A pattern that took too long rests: a list of such texts must not take that time each. */
const REST_MS = 10_000;

const room = createContext({ pattern: /(?:)/u, text: '' });
const match = new Script('pattern.test(text)');

function matchInTime(pattern: RegExp, text: string): boolean | null {
  Object.assign(room, { pattern, text });
  try {
    return match.runInContext(room, { timeout: MATCH_MS }) as boolean;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  }
}

const repetitions = (source: string) => source.match(/[*+{]/g)?.length ?? 0;

type Matcher = { test: (text: string) => boolean; toString: () => string };

/** A pattern for ajv (`code.regExp`). A text that cannot be matched in time does not match. */
export function boundedPattern(source: string, flags: string): Matcher {
  const pattern = new RegExp(source, flags);
  const atOnce = repetitions(source) <= 1 ? MEDIUM : SHORT;
  let restsUntil = 0;
  return {
    // ajv keeps patterns by this name.
    toString: () => pattern.toString(),
    test: (text) => {
      if (text.length <= atOnce) return pattern.test(text);
      if (Date.now() < restsUntil) return false;
      const matched = matchInTime(pattern, text);
      if (matched === null) restsUntil = Date.now() + REST_MS;
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
