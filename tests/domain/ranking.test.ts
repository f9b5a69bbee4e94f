import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RoundPolicy } from '../../contracts/policy.ts';
import { type ConflictParty, comparableName, conflictOf, draw, drawOrder } from '../../domain/draw.ts';
import { sha256Hex } from '../../domain/hashing.ts';
import { lotOf, type RankingEntry, rankCategory } from '../../domain/ranking.ts';

const selection: RoundPolicy['selection'] = {
  winnersPerCategory: 1,
  reservesPerCategory: 1,
  tieBreakers: [
    { kind: 'coverage' },
    { kind: 'criterion', key: 'lead' },
    { kind: 'submittedEarlier' },
    { kind: 'lot' },
  ],
  basis: 'x',
};
const entry = (applicationId: string, change: Partial<RankingEntry> = {}): RankingEntry => ({
  applicationId,
  averageHundredths: 8_000,
  passed: true,
  criteria: { lead: 1_500 },
  coverageBp: 10_000,
  submittedAt: '2026-11-01T00:00:00.000Z',
  ...change,
});
const rank = (entries: RankingEntry[], seed = 'seed') => rankCategory(entries, selection, seed, sha256Hex);

describe('ranking within a category', () => {
  test('the best average wins, the next is reserve, one below the pass mark is neither', () => {
    const { entries, leftOpen } = rank([
      entry('c', { averageHundredths: 5_000, passed: false }),
      entry('a', { averageHundredths: 7_000 }),
      entry('b', { averageHundredths: 9_000 }),
      entry('d', { averageHundredths: 6_000 }),
    ]);
    expect(entries.map(({ applicationId, rank: place, result }) => [applicationId, place, result])).toEqual([
      ['b', 1, 'winner'],
      ['a', 2, 'reserve'],
      ['d', 3, 'notSelected'],
      ['c', 4, 'notSelected'],
    ]);
    expect(leftOpen).toBe(false);
  });

  test('nobody at the pass mark leaves the category open', () => {
    expect(rank([entry('a', { passed: false })])).toMatchObject({
      leftOpen: true,
      entries: [{ result: 'notSelected' }],
    });
    expect(rank([])).toEqual({ entries: [], leftOpen: true });
  });

  test.each([
    ['coverage', { coverageBp: 9_000 }],
    ['criterion:lead', { criteria: { lead: 1_499 } }],
    ['submittedEarlier', { submittedAt: '2026-11-01T00:00:00.001Z' }],
  ] as const)('a tie is broken by %s', (by, worse) => {
    const { entries } = rank([entry('a', worse), entry('b')]);
    expect(entries.map(({ applicationId, decidedBy }) => [applicationId, decidedBy])).toEqual([
      ['b', null],
      ['a', by],
    ]);
  });

  test('a full tie is broken by the lot, which anyone can compute from the seed', () => {
    const { entries } = rank([entry('a'), entry('b')]);
    const lots = entries.map(({ applicationId }) => lotOf('seed', applicationId, sha256Hex));
    expect(entries[1]?.decidedBy).toBe('lot');
    expect(lots).toEqual([...lots].sort());
  });

  const small = fc.record({
    averageHundredths: fc.integer({ min: 5_998, max: 6_002 }),
    lead: fc.integer({ min: 0, max: 1 }),
    coverageBp: fc.constantFrom(9_000, 10_000),
    second: fc.integer({ min: 0, max: 1 }),
  });
  const many = fc.array(small, { maxLength: 12 }).map((list) =>
    list.map(({ averageHundredths, lead, coverageBp, second }, i) =>
      entry(`app${i}`, {
        averageHundredths,
        passed: averageHundredths >= 6_000,
        criteria: { lead },
        coverageBp,
        submittedAt: `2026-11-01T00:00:0${second}.000Z`,
      }),
    ),
  );

  test('a total order: whatever order the entries come in, the ranking is the same', () => {
    fc.assert(
      fc.property(many, fc.string(), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (entries, seed, keys) => {
        const shuffled = entries.map((item, i) => ({ item, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key);
        const ranking = rank(entries, seed);
        expect(
          rank(
            shuffled.map(({ item }) => item),
            seed,
          ),
        ).toEqual(ranking);
        expect(ranking.entries.map((one) => one.rank)).toEqual(entries.map((_, i) => i + 1));
        expect(ranking.entries.filter(({ result }) => result === 'winner')).toHaveLength(ranking.leftOpen ? 0 : 1);
        expect(ranking.entries.every((one) => one.passed || one.result === 'notSelected')).toBe(true);
      }),
    );
  });
});

describe('random draw', () => {
  const ids = fc.uniqueArray(fc.uuid(), { maxLength: 20 });

  test('a known seed gives a known draw', () => {
    expect(draw('2026-seed', ['e1', 'e2', 'e3', 'e4', 'e5'], 2, sha256Hex)).toEqual(
      ['e1', 'e2', 'e3', 'e4', 'e5']
        .sort((a, b) => (sha256Hex(`2026-seed:${a}`) < sha256Hex(`2026-seed:${b}`) ? -1 : 1))
        .slice(0, 2),
    );
  });

  test('reproducible, independent of order, without repetition, from the candidates only', () => {
    fc.assert(
      fc.property(fc.string(), ids, fc.integer({ min: 0, max: 25 }), (seed, candidates, n) => {
        const drawn = draw(seed, candidates, n, sha256Hex);
        expect(draw(seed, [...candidates].reverse(), n, sha256Hex)).toEqual(drawn);
        expect(drawn).toHaveLength(Math.min(n, candidates.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.every((id) => candidates.includes(id))).toBe(true);
      }),
    );
  });

  test('one who leaves is replaced by the next in order; everybody else stays', () => {
    fc.assert(
      fc.property(fc.string(), ids, (seed, candidates) => {
        fc.pre(candidates.length > 3);
        const order = drawOrder(seed, candidates, sha256Hex);
        const without = candidates.filter((id) => id !== order[0]);
        expect(draw(seed, without, 2, sha256Hex)).toEqual(order.slice(1, 3));
      }),
    );
  });
});

describe('conflict of interest', () => {
  const parties = [
    { enterpriseId: 'e1', name: '郑州云桥电子商务服务有限公司', identifier: '91410102PDY00001X9' },
    { enterpriseId: 'e2', name: '河南星汇(集团)有限公司', identifier: null },
  ];
  const expert = { employerName: null, employerIdentifier: null, declared: [] };

  test('by the employer’s identifier, by its name however written, by declaration', () => {
    expect(conflictOf({ ...expert, employerIdentifier: '91410102pdy00001x9' }, parties)).toEqual([
      { enterpriseId: 'e1', ground: 'employerIdentifier' },
    ]);
    expect(conflictOf({ ...expert, employerName: '河南星汇（集团） 有限公司' }, parties)).toEqual([
      { enterpriseId: 'e2', ground: 'employerName' },
    ]);
    expect(conflictOf({ ...expert, declared: ['91410102PDY00001X9', 'e2'] }, parties)).toEqual([
      { enterpriseId: 'e1', ground: 'declared' },
      { enterpriseId: 'e2', ground: 'declared' },
    ]);
  });

  test('by shares that the expert or the employer holds, and by representing a party', () => {
    const owned = [
      {
        ...parties[0],
        shareholders: [{ name: '王芳' }, { name: '星汇大学资产公司', identifier: '9141-0102PDY00001X9' }],
      },
      { ...parties[1], legalRepresentative: '王 芳' },
    ] as ConflictParty[];
    expect(conflictOf({ ...expert, name: '王芳' }, owned)).toEqual([
      { enterpriseId: 'e1', ground: 'shareholder' },
      { enterpriseId: 'e2', ground: 'legalRepresentative' },
    ]);
    const employed = { ...expert, employerName: '别的名称', employerIdentifier: '91410102PDY00001X9' };
    expect(conflictOf(employed, [{ ...owned[0], identifier: null } as ConflictParty])).toEqual([
      { enterpriseId: 'e1', ground: 'shareholder' },
    ]);
    expect(conflictOf({ ...expert, name: '李芳' }, owned)).toEqual([]);
  });

  test('nothing in common, no conflict; an unknown identifier is not equal to another unknown one', () => {
    expect(conflictOf({ ...expert, employerName: '中原示例大学', employerIdentifier: '' }, parties)).toEqual([]);
    expect(comparableName('甲（乙）  公司')).toBe(comparableName('甲(乙)公司'));
  });
});
