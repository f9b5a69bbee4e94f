/** Evidence of a rank as the ranking froze it; read leniently, for packs may add members. */
import type { RankingRow } from './contract.ts';

export type SheetTotal = { expertId: string; totalHundredths: number; dropped: 'highest' | 'lowest' | null };
export type Evidence = {
  /** Average by criterion, in hundredths of a point. */
  criteria: Record<string, number>;
  coverageBp: number | null;
  submittedAt: string | null;
  lot: string | null;
  /** What put the row behind the one before it, e.g. `coverage` or `criterion:security`. */
  decidedBy: string | null;
  totals: SheetTotal[];
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : null);

/** The parts of a row's evidence that a page shows. */
export function evidenceOf({ evidence }: RankingRow): Evidence {
  const criteria = isObject(evidence.criteria) ? evidence.criteria : {};
  return {
    criteria: Object.fromEntries(
      Object.entries(criteria).flatMap(([key, value]) => (typeof value === 'number' ? [[key, value]] : [])),
    ),
    coverageBp: typeof evidence.coverageBp === 'number' ? evidence.coverageBp : null,
    submittedAt: text(evidence.submittedAt),
    lot: text(evidence.lot),
    decidedBy: text(evidence.decidedBy),
    totals: Array.isArray(evidence.totals) ? (evidence.totals as SheetTotal[]) : [],
  };
}

/** Hundredths of a point as text, e.g. 8650 → `86.50`. */
export const pointsText = (hundredths: number) => (hundredths / 100).toFixed(2);
