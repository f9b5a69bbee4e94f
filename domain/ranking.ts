/** Ranking within one category by average and the policy's published tie-breakers: a total order, the same every time. */
import type { RoundPolicy, TieBreaker } from '../contracts/policy.ts';

export type RankingEntry = {
  applicationId: string;
  averageHundredths: number;
  passed: boolean;
  /** Average by criterion in hundredths. */
  criteria: Record<string, number>;
  /** Share of the required services with a plan, in basis points. */
  coverageBp: number;
  /** Instant of submission in UTC, ISO. */
  submittedAt: string;
};
export type RankingResult = 'winner' | 'reserve' | 'notSelected';
export type RankedEntry = RankingEntry & {
  /** 1 is best. */
  rank: number;
  result: RankingResult;
  /** SHA-256 of seed and id: what the lot compares. */
  lot: string;
  /** What put this entry behind the one before it; null for the first. */
  decidedBy: 'average' | `criterion:${string}` | 'coverage' | 'submittedEarlier' | 'lot' | null;
};
export type CategoryRanking = { entries: RankedEntry[]; leftOpen: boolean };

/** Lot of an application: anyone who knows the seed can compute it again. Smaller goes first. */
export function lotOf(seed: string, applicationId: string, sha256Hex: (text: string) => string): string {
  return sha256Hex(`${seed}:${applicationId}`);
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Verdict = { order: number; by: Exclude<RankedEntry['decidedBy'], null> };
type Candidate = RankingEntry & { lot: string };

function breakTie(tieBreaker: TieBreaker, a: Candidate, b: Candidate): Verdict {
  switch (tieBreaker.kind) {
    case 'criterion': {
      const { key } = tieBreaker;
      return { order: (b.criteria[key] ?? 0) - (a.criteria[key] ?? 0), by: `criterion:${key}` };
    }
    case 'coverage':
      return { order: b.coverageBp - a.coverageBp, by: 'coverage' };
    case 'submittedEarlier':
      return { order: Date.parse(a.submittedAt) - Date.parse(b.submittedAt), by: 'submittedEarlier' };
    case 'lot':
      return { order: byText(a.lot, b.lot), by: 'lot' };
  }
}

function compare(tieBreakers: readonly TieBreaker[], a: Candidate, b: Candidate): Verdict {
  const byAverage = b.averageHundredths - a.averageHundredths;
  if (byAverage !== 0) return { order: byAverage, by: 'average' };
  for (const tieBreaker of tieBreakers) {
    const verdict = breakTie(tieBreaker, a, b);
    if (verdict.order !== 0) return verdict;
  }
  // The lot always ends a tie, also where a policy does not list it; the id ends even that.
  return { order: byText(a.lot, b.lot) || byText(a.applicationId, b.applicationId), by: 'lot' };
}

/**
 * Rank the applications of one category. The first `winnersPerCategory` that reached the pass mark win, the next
 * `reservesPerCategory` that reached it are reserves. `leftOpen`: nobody reached it (processes §1, 6a).
 * @param seed published seed of the ranking, for lots
 */
export function rankCategory(
  entries: readonly RankingEntry[],
  selection: RoundPolicy['selection'],
  seed: string,
  sha256Hex: (text: string) => string,
): CategoryRanking {
  const { tieBreakers, winnersPerCategory, reservesPerCategory } = selection;
  const ordered = entries
    .map((entry) => ({ ...entry, lot: lotOf(seed, entry.applicationId, sha256Hex) }))
    .sort((a, b) => compare(tieBreakers, a, b).order);
  let passed = 0;
  const ranked = ordered.map((entry, index): RankedEntry => {
    const before = ordered[index - 1];
    let result: RankingResult = 'notSelected';
    if (entry.passed) {
      if (passed < winnersPerCategory) result = 'winner';
      else if (passed < winnersPerCategory + reservesPerCategory) result = 'reserve';
      passed += 1;
    }
    return { ...entry, rank: index + 1, result, decidedBy: before ? compare(tieBreakers, before, entry).by : null };
  });
  return { entries: ranked, leftOpen: passed === 0 };
}
