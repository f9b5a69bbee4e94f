/** Shares of a consortium in basis points: together exactly `WHOLE_BP`. */
import { WHOLE_BP } from '../contracts/vocabulary.ts';

/** How the shares stand: `missing` is what is left to give out in basis points (negative: too much). */
export function checkShares(sharesBp: readonly number[]): { ok: boolean; totalBp: number; missing: number } {
  const totalBp = sharesBp.reduce((sum, share) => sum + share, 0);
  const whole = sharesBp.every((share) => Number.isInteger(share) && share >= 0 && share <= WHOLE_BP);
  return { ok: whole && totalBp === WHOLE_BP, totalBp, missing: WHOLE_BP - totalBp };
}

/**
 * Split an amount by shares: each member gets its share rounded down, the last one the remainder.
 * @param totalFen whole fen, 0 or more
 * @param sharesBp basis points adding to 10,000
 * @returns whole fen in the order of the shares, adding to exactly `totalFen`
 */
export function splitFen(totalFen: number, sharesBp: readonly number[]): number[] {
  if (!Number.isSafeInteger(totalFen) || totalFen < 0) throw new RangeError(`not an amount in fen: ${totalFen}`);
  if (!checkShares(sharesBp).ok) throw new RangeError('shares do not add to 10,000 basis points');
  const whole = BigInt(WHOLE_BP);
  const parts = sharesBp.map((share) => Number((BigInt(totalFen) * BigInt(share)) / whole));
  const last = parts.length - 1;
  const given = parts.slice(0, last).reduce((sum, part) => sum + part, 0);
  parts[last] = totalFen - given;
  return parts;
}

/** The member `requestedFen` of a value, however deep; null where no form asks for an amount. */
function requestedIn(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  for (const [name, below] of Object.entries(value)) {
    const found = name === 'requestedFen' && Number.isSafeInteger(below) ? (below as number) : requestedIn(below);
    if (found !== null) return found;
  }
  return null;
}

/** Support asked for in the shared sections, in fen, so that shares can be said as amounts. */
export function requestedFen(shared: readonly unknown[]): number | null {
  return shared.reduce<number | null>((found, data) => found ?? requestedIn(data), null);
}
