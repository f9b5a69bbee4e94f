/**
 * Scores of a panel. All arithmetic is in whole hundredths of a point; an average is rounded down to a hundredth, so that
 * a published average reaches the pass mark exactly when the exact one does.
 */
import type { Rubric } from '../contracts/policy.ts';

/** One expert's sheet: points by criterion key, at most two decimals. */
export type ScoreSheet = { expertId: string; points: Record<string, number> };
export type ScoreFault = { criterion: string; rule: 'missing' | 'unknown' | 'range' | 'decimals' };

export type ApplicationScore = {
  /** Every expert's total in hundredths, in order of expert id; `dropped` marks the extremes left out. */
  totals: { expertId: string; totalHundredths: number; dropped: 'highest' | 'lowest' | null }[];
  /** Sheets that count. */
  counted: number;
  /** Average total of the counted sheets, rounded down to a hundredth. */
  averageHundredths: number;
  /** Average by criterion of the counted sheets, rounded down to a hundredth. */
  criteria: Record<string, number>;
  passed: boolean;
};

/** Extremes are dropped only when at least so many experts scored. */
export const MIN_SHEETS_TO_DROP = 5;

const hundredths = (points: number) => Math.round(points * 100);

/** What is wrong with a sheet: every criterion scored, from 0 to its highest points, at most two decimals. */
export function checkSheet(rubric: Rubric, points: Record<string, number>): ScoreFault[] {
  const faults: ScoreFault[] = [];
  for (const criterion of rubric.criteria) {
    const given = Object.hasOwn(points, criterion.key) ? points[criterion.key] : undefined;
    if (given === undefined || given === null || Number.isNaN(given)) {
      faults.push({ criterion: criterion.key, rule: 'missing' });
    } else if (given < 0 || given > criterion.maxPoints) faults.push({ criterion: criterion.key, rule: 'range' });
    else if (Math.abs(given * 100 - Math.round(given * 100)) > 1e-6) {
      faults.push({ criterion: criterion.key, rule: 'decimals' });
    }
  }
  for (const key of Object.keys(points)) {
    if (!rubric.criteria.some((criterion) => criterion.key === key)) faults.push({ criterion: key, rule: 'unknown' });
  }
  return faults;
}

/** Total of one sheet in hundredths. */
export function sheetTotal(rubric: Rubric, sheet: ScoreSheet): number {
  return rubric.criteria.reduce((sum, criterion) => sum + hundredths(sheet.points[criterion.key] ?? 0), 0);
}

/**
 * Result of one application. Where the rubric drops extremes and at least five experts scored, the sheet with the highest
 * and the one with the lowest total are left out whole; among equal totals the smaller expert id goes first.
 * @param sheets complete sheets, at least one
 */
export function scoreApplication(rubric: Rubric, sheets: readonly ScoreSheet[]): ApplicationScore {
  if (sheets.length === 0) throw new RangeError('no score sheets');
  const totals: ApplicationScore['totals'] = sheets.map((sheet) => ({
    expertId: sheet.expertId,
    totalHundredths: sheetTotal(rubric, sheet),
    dropped: null,
  }));
  const byId = (a: { expertId: string }, b: { expertId: string }) =>
    a.expertId < b.expertId ? -1 : a.expertId > b.expertId ? 1 : 0;
  if (rubric.dropExtremes && totals.length >= MIN_SHEETS_TO_DROP) {
    const lowest = [...totals].sort((a, b) => a.totalHundredths - b.totalHundredths || byId(a, b))[0];
    if (lowest) lowest.dropped = 'lowest';
    const rest = totals.filter((total) => total.dropped === null);
    const highest = rest.sort((a, b) => b.totalHundredths - a.totalHundredths || byId(a, b))[0];
    if (highest) highest.dropped = 'highest';
  }
  const counts = new Set(totals.filter((total) => total.dropped === null).map((total) => total.expertId));
  const counted = sheets.filter((sheet) => counts.has(sheet.expertId));
  const average = (values: number[]) => Math.floor(values.reduce((sum, value) => sum + value, 0) / values.length);
  const averageHundredths = average(counted.map((sheet) => sheetTotal(rubric, sheet)));
  const criteria: Record<string, number> = {};
  for (const { key } of rubric.criteria) criteria[key] = average(counted.map((s) => hundredths(s.points[key] ?? 0)));
  return {
    totals: totals.sort(byId),
    counted: counted.length,
    averageHundredths,
    criteria,
    passed: averageHundredths >= hundredths(rubric.passMark),
  };
}

/** Hundredths as text with two decimals, e.g. 8650 → `86.50`. */
export function pointsText(value: number): string {
  return (value / 100).toFixed(2);
}
