/**
 * The verdict on a programme's content: what the schema says, then what a schema cannot say. The same for packs from files, for
 * the office's drafts and for the policy of a draft round.
 */
import { type Pack, PackSchema } from '../contracts/programme.ts';
import { pointerStep } from './differences.ts';
import { crossCheck, type PackFault } from './programme-faults.ts';

/** What zod found, by our names; limits go along for the words. */
function schemaFaults(content: unknown): { pack: Pack | null; faults: PackFault[] } {
  const parsed = PackSchema.safeParse(content);
  if (parsed.success) return { pack: parsed.data, faults: [] };
  const faults = parsed.error.issues.map((issue): PackFault => {
    const path = issue.path.map((step) => pointerStep(String(step))).join('') || '/';
    const values: Record<string, string | number> = {};
    if ('minimum' in issue) values.minimum = Number(issue.minimum);
    if ('maximum' in issue) values.maximum = Number(issue.maximum);
    if (issue.code === 'unrecognized_keys') values.keys = issue.keys.join(', ');
    const rule = issue.code === 'custom' ? issue.message : sizeRule(issue);
    return { path, rule, ...(Object.keys(values).length > 0 ? { values } : {}), message: issue.message };
  });
  return { pack: null, faults };
}

/** A missing member reads better than a wrong type; texts, lists and numbers are too small in different words. */
function sizeRule(issue: { code?: string | undefined; input?: unknown; origin?: string; minimum?: unknown }): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'missing';
  if (issue.code === 'invalid_union') return 'incomplete';
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return issue.code ?? 'invalid_type';
  if (issue.origin === 'string')
    return issue.code === 'too_small' && issue.minimum === 1 ? 'missing' : `${issue.code}_text`;
  return issue.origin === 'array' ? `${issue.code}_list` : issue.code;
}

/** A sound pack, or every fault of the first level that has any: schema, then the checks between parts. */
export function judgePack(content: unknown): { pack: Pack; faults: [] } | { pack: null; faults: PackFault[] } {
  const { pack, faults } = schemaFaults(content);
  if (!pack) return { pack, faults };
  const crossed = crossCheck(pack);
  return crossed.length > 0 ? { pack: null, faults: crossed } : { pack, faults: [] };
}
