/** Three-way merge of a section that two people edited: what does not collide is merged, what does is for a person to choose. */
import { pointerStep, pointerSteps } from '../../../domain/differences.ts';

export type Conflict = { pointer: string; mine: unknown; theirs: unknown };
/** `merged` holds mine where the two collide. */
export type Merge = { merged: unknown; conflicts: Conflict[] };

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Equal as JSON: an absent member equals an undefined one. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameJson(a[key], b[key]));
}

function mergeInto(base: unknown, mine: unknown, theirs: unknown, pointer: string, conflicts: Conflict[]): unknown {
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return mine;
  if (sameJson(base, mine)) return theirs;
  if (isObject(mine) && isObject(theirs)) {
    const old = isObject(base) ? base : {};
    const merged: Json = {};
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const value = mergeInto(old[key], mine[key], theirs[key], pointer + pointerStep(key), conflicts);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  }
  if (Array.isArray(mine) && Array.isArray(theirs) && Array.isArray(base)) {
    // Items have no identity, so only lists of one length can be compared item by item.
    if (mine.length === theirs.length && mine.length === base.length) {
      return mine.map((item, i) => mergeInto(base[i], item, theirs[i], pointer + pointerStep(i), conflicts));
    }
  }
  conflicts.push({ pointer, mine, theirs });
  return mine;
}

/** Merge two edits of one base. */
export function mergeEdits(base: unknown, mine: unknown, theirs: unknown): Merge {
  const conflicts: Conflict[] = [];
  return { merged: mergeInto(base, mine, theirs, '', conflicts), conflicts };
}

/** A copy with the value at the pointer replaced; undefined takes the member away. Missing objects on the way are made. */
export function withValueAt(value: unknown, pointer: string, replacement: unknown): unknown {
  const put = (here: unknown, steps: string[]): unknown => {
    const [step, ...rest] = steps;
    if (step === undefined) return replacement;
    if (Array.isArray(here)) return here.map((item, i) => (i === Number(step) ? put(item, rest) : item));
    const copy: Json = isObject(here) ? { ...here } : {};
    const next = put(Object.hasOwn(copy, step) ? copy[step] : undefined, rest);
    if (next === undefined) delete copy[step];
    else copy[step] = next;
    return copy;
  };
  return put(value, pointerSteps(pointer));
}
