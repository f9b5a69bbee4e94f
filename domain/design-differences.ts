/**
 * What changed between two versions of a programme or a policy, for people: parts of a list are known by their key wherever they
 * stand, and a changed order is a change of its own, because desks, tie-breakers and fields have an order.
 */
import { pointerStep } from './differences.ts';

type Bilingual = { zh: string; en: string };

/** One step of the way to a change: a member by its name, or a part of a list by its words and its key. */
export type DesignStep = { name: string } | { label: Bilingual | null; key: string };

export type DesignChange = {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** JSON pointer into the later version; of what was removed, into the earlier one. */
  pointer: string;
  steps: DesignStep[];
  /** Absent for what was added. A `moved` list gives the keys in their order. */
  before?: unknown;
  /** Absent for what was removed. */
  after?: unknown;
};

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

const IDENTITIES = ['step', 'key', 'code', 'id', 'no'] as const;

const hasText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const bilingual = (value: unknown): Bilingual | null =>
  isObject(value) && hasText(value.zh) && hasText(value.en) ? { zh: value.zh, en: value.en } : null;

/** Words of a part: its label, title, name or message, or those of a form's schema. */
export function labelOf(part: unknown): Bilingual | null {
  if (!isObject(part)) return null;
  const own = bilingual(part.label) ?? bilingual(part.title) ?? bilingual(part.name) ?? bilingual(part.message);
  if (own) return own;
  if (!hasText(part.title)) return null;
  return { zh: part.title, en: hasText(part['x-title-en']) ? part['x-title-en'] : part.title };
}

/** A key for each part of a list; null when the parts have none, or not each its own. */
function keysOf(list: readonly unknown[]): string[] | null {
  if (list.every((item) => typeof item === 'string' || typeof item === 'number')) {
    const keys = list.map(String);
    return new Set(keys).size === keys.length ? keys : null;
  }
  for (const identity of IDENTITIES) {
    const keys = list.map((item) => (isObject(item) ? item[identity] : undefined));
    const named = keys.every((key) => hasText(key) || typeof key === 'number');
    if (named && new Set(keys.map(String)).size === keys.length) return keys.map(String);
  }
  // Tie-breakers are told apart by kind and criterion.
  const whole = list.map((item) => JSON.stringify(item));
  const kinds = list.every((item) => isObject(item) && hasText(item.kind));
  return kinds && new Set(whole).size === whole.length ? whole : null;
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]))
  );
}

/** `fields`: schemas of the fields that a list of names speaks of. */
type Place = { pointer: string; steps: DesignStep[]; fields?: Json };
const member = (place: Place, name: string, below: unknown): Place => ({
  pointer: place.pointer + pointerStep(name),
  steps: [...place.steps, inForm(place) ? { label: labelOf(below), key: name } : { name }],
});
/** Members of `properties` are fields of a form: people know them by their label. */
const inForm = ({ pointer }: Place) => pointer.endsWith('/properties');
const item = (place: Place, i: number, key: string, part: unknown): Place => ({
  pointer: place.pointer + pointerStep(i),
  steps: [...place.steps, { label: labelOf(part) ?? labelOf(place.fields?.[key]), key }],
});

function compareLists(before: unknown[], after: unknown[], place: Place, found: DesignChange[]): void {
  const [old, now] = [keysOf(before), keysOf(after)];
  if (old === null || now === null) {
    for (let i = 0; i < Math.max(before.length, after.length); i += 1) {
      compare(before[i], after[i], item(place, i, String(i + 1), after[i] ?? before[i]), found);
    }
    return;
  }
  before.forEach((part, i) => {
    const key = old[i] as string;
    if (!now.includes(key)) found.push({ kind: 'removed', ...item(place, i, key, part), before: part });
  });
  after.forEach((part, i) => {
    const key = now[i] as string;
    compare(before[old.indexOf(key)], part, item(place, i, key, part), found);
  });
  const [kept, stayed] = [old.filter((key) => now.includes(key)), now.filter((key) => old.includes(key))];
  if (!equal(kept, stayed)) {
    const words = (list: unknown[], keys: string[], key: string) =>
      labelOf(list[keys.indexOf(key)]) ?? labelOf(place.fields?.[key]) ?? key;
    const { pointer, steps } = place;
    found.push({
      kind: 'moved',
      pointer,
      steps,
      before: kept.map((key) => words(before, old, key)),
      after: stayed.map((key) => words(after, now, key)),
    });
  }
}

function compare(before: unknown, after: unknown, place: Place, found: DesignChange[]): void {
  if (equal(before, after)) return;
  const { pointer, steps } = place;
  if (before === undefined) found.push({ kind: 'added', pointer, steps, after });
  else if (after === undefined) found.push({ kind: 'removed', pointer, steps, before });
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, place, found);
  else if (isObject(before) && isObject(after) && !bilingual(before)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const old = Object.hasOwn(before, name) ? before[name] : undefined;
      const now = Object.hasOwn(after, name) ? after[name] : undefined;
      const below = member(place, name, now ?? old);
      const fields =
        name === 'required' ? { ...objectOf(before.properties), ...objectOf(after.properties) } : undefined;
      compare(old, now, fields ? { ...below, fields } : below, found);
    }
  } else found.push({ kind: 'changed', pointer, steps, before, after });
}

/** Every change from `before` to `after`, in the order of the content; none when both say the same. */
export function designChanges(before: unknown, after: unknown): DesignChange[] {
  const found: DesignChange[] = [];
  compare(before, after, { pointer: '', steps: [] }, found);
  return found;
}

/** The way to a pointer in words, for faults and conflicts: as far as the content leads, then by name. */
export function stepsTo(content: unknown, steps: readonly string[]): DesignStep[] {
  const found: DesignStep[] = [];
  let here = content;
  let fields = false;
  for (const step of steps) {
    const inList = Array.isArray(here);
    const below = inList ? (here as unknown[])[Number(step)] : isObject(here) ? here[step] : undefined;
    if (inList) {
      const keys = keysOf(here as unknown[]);
      found.push({ label: labelOf(below), key: keys?.[Number(step)] ?? String(Number(step) + 1) });
    } else found.push(fields ? { label: labelOf(below), key: step } : { name: step });
    fields = step === 'properties' && !inList;
    here = below;
  }
  return found;
}
