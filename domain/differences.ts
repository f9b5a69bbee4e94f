/** Deep differences of two JSON values as JSON pointers (RFC 6901). */

/** `before` or `after` is absent (undefined) where a member was added or removed. */
export type Difference = { pointer: string; before?: unknown; after?: unknown };

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One step of a JSON pointer: `~` and `/` escaped. */
export function pointerStep(member: string | number): string {
  return `/${String(member).replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** Steps of a JSON pointer, unescaped. */
export function pointerSteps(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The value at a pointer; undefined where there is none. Own members only. */
export function valueAt(value: unknown, pointer: string): unknown {
  let here = value;
  for (const step of pointerSteps(pointer)) {
    if (Array.isArray(here)) here = /^\d+$/.test(step) ? here[Number(step)] : undefined;
    else if (isObject(here) && Object.hasOwn(here, step)) here = here[step];
    else return undefined;
  }
  return here;
}

/** True when `pointer` is `ancestor` or lies below it. */
export function isUnder(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

/** Member that identifies the elements of a list: `code` or `key`, when every element of both lists has a different one. */
function identityOf(before: unknown[], after: unknown[]): 'code' | 'key' | null {
  for (const member of ['code', 'key'] as const) {
    const unique = (list: unknown[]) => {
      const keys = list.map((item) => (isObject(item) && typeof item[member] === 'string' ? item[member] : null));
      return keys.every((key) => key !== null) && new Set(keys).size === keys.length;
    };
    if (before.length + after.length > 0 && unique(before) && unique(after)) return member;
  }
  return null;
}

function compareLists(before: unknown[], after: unknown[], pointer: string, found: Difference[]): void {
  const identity = identityOf(before, after);
  if (identity === null) {
    for (let i = 0; i < Math.max(before.length, after.length); i += 1) {
      compare(before[i], after[i], pointer + pointerStep(i), found);
    }
    return;
  }
  const keyOf = (item: unknown) => (item as Json)[identity];
  after.forEach((item, i) => {
    const old = before.find((candidate) => keyOf(candidate) === keyOf(item));
    compare(old, item, pointer + pointerStep(i), found);
  });
  before.forEach((item, i) => {
    if (!after.some((candidate) => keyOf(candidate) === keyOf(item))) {
      found.push({ pointer: pointer + pointerStep(i), before: item });
    }
  });
}

function compare(before: unknown, after: unknown, pointer: string, found: Difference[]): void {
  if (before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(before, after, pointer, found);
  } else if (isObject(before) && isObject(after)) {
    for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const old = Object.hasOwn(before, member) ? before[member] : undefined;
      const now = Object.hasOwn(after, member) ? after[member] : undefined;
      compare(old, now, pointer + pointerStep(member), found);
    }
  } else {
    const difference: Difference = { pointer };
    if (before !== undefined) difference.before = before;
    if (after !== undefined) difference.after = after;
    found.push(difference);
  }
}

/**
 * What changed from `before` to `after`. Elements of a list are matched by their `code` or `key` where all of them have
 * one (then a pointer's index is that of `after`, for removed elements that of `before`), else by index.
 */
export function differences(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  compare(before, after, '', found);
  return found;
}
