import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fenToWanText, fenToYuanText, wanTextToFen } from '../../domain/money.ts';
import { percentText, ratioBp, yearlyRatios } from '../../domain/ratios.ts';
import { checkShares, splitFen } from '../../domain/shares.ts';

const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('amounts in 万元', () => {
  test.each([
    [0, '0'],
    [1, '0.000001'],
    [123_450_000, '123.45'],
    [1_000_000, '1'],
    [-2_500_000, '-2.5'],
  ])('%d fen is written %s', (fen, text) => {
    expect(fenToWanText(fen)).toBe(text);
    expect(wanTextToFen(text)).toBe(fen);
  });

  test('thousands on demand, yuan with two decimals', () => {
    expect(fenToWanText(1_234_567_000_000, { group: true })).toBe('1,234,567');
    expect(fenToYuanText(123_456)).toBe('1,234.56');
  });

  test.each(['', 'abc', '1.1234567', '1.2.3', '--1', '9999999999999'])('%s is no amount', (text) => {
    expect(wanTextToFen(text)).toBeNull();
  });

  test('what is written is read back exactly', () => {
    fc.assert(fc.property(amount, fc.boolean(), (fen, group) => wanTextToFen(fenToWanText(fen, { group })) === fen));
  });
});

/** Shares in basis points that add to 10,000. */
const shares = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 6 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10_000])
  .map((points) => points.slice(1).map((point, i) => point - (points[i] ?? 0)));

describe('shares of a consortium', () => {
  test('they must add to exactly 10,000 basis points', () => {
    expect(checkShares([7_000, 3_000])).toEqual({ ok: true, totalBp: 10_000, missing: 0 });
    expect(checkShares([7_000, 2_999])).toEqual({ ok: false, totalBp: 9_999, missing: 1 });
    expect(checkShares([7_000, 3_001])).toMatchObject({ ok: false, missing: -1 });
    expect(checkShares([10_500, -500]).ok).toBe(false);
    expect(checkShares([]).ok).toBe(false);
  });

  test('the last member takes the remainder of rounding', () => {
    expect(splitFen(100, [3_333, 3_333, 3_334])).toEqual([33, 33, 34]);
    expect(splitFen(1, [5_000, 5_000])).toEqual([0, 1]);
  });

  test('parts add to the whole, none is negative, none but the last is a fen off', () => {
    fc.assert(
      fc.property(amount, shares, (total, bps) => {
        const parts = splitFen(total, bps);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
        parts.forEach((part, i) => {
          const exact = (BigInt(total) * BigInt(bps[i] ?? 0)) / 10_000n;
          const off = BigInt(part) - exact;
          expect(off >= 0n && off <= (i === parts.length - 1 ? BigInt(parts.length) : 0n)).toBe(true);
        });
      }),
    );
  });

  test('shares that do not add up are refused', () => {
    expect(() => splitFen(100, [5_000])).toThrow(RangeError);
    expect(() => splitFen(-1, [10_000])).toThrow(RangeError);
  });
});

describe('derived ratios', () => {
  test('null where the denominator is 0 or unknown', () => {
    expect(
      yearlyRatios({ totalSalesFen: 0, onlineSalesFen: 0, totalPurchaseFen: 300, onlinePurchaseFen: 100 }),
    ).toEqual({
      onlinePurchaseBp: 3_333,
      onlineSalesBp: null,
      onlinePaymentBp: null,
    });
    expect(percentText(null)).toBe('—');
    expect(percentText(2_550)).toBe('25.5%');
  });

  test('a part of the whole is between 0 and 10,000', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const ratio = ratioBp(Math.min(a, b), Math.max(a, b));
        expect(ratio === null ? Math.max(a, b) === 0 : ratio >= 0 && ratio <= 10_000).toBe(true);
      }),
    );
  });
});
