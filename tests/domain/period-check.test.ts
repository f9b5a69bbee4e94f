import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PeriodInput, periodFindings } from '../../domain/period-check.ts';

const sound: PeriodInput = {
  opensOn: '2026-03-01',
  parties: [{ name: '甲', establishedOn: '2026-03-01', years: [2024, 2025] }],
  schedule: { startsOn: '2026-06-01', finishesOn: '2027-05-31' },
  planned: [{ place: '03-01', readyOn: '2027-05-31' }],
};
const kinds = (change: Partial<PeriodInput>) => periodFindings({ ...sound, ...change }).map(({ kind }) => kind);

test('dates that fit are not mentioned; the day of the call and the last day of the schedule still fit', () => {
  expect(kinds({})).toEqual([]);
});

test.each<[string, Partial<PeriodInput>, string[]]>([
  [
    'founded a day after the call',
    { parties: [{ name: '甲', establishedOn: '2026-03-02', years: [2025] }] },
    ['establishedAfterCall'],
  ],
  [
    'a year that is still to come',
    { parties: [{ name: '甲', establishedOn: null, years: [2025, 2027] }] },
    ['yearAhead'],
  ],
  ['a year given twice', { parties: [{ name: '甲', establishedOn: null, years: [2025, 2025] }] }, ['yearRepeated']],
  ['figures of four years ago', { parties: [{ name: '甲', establishedOn: null, years: [2021, 2022] }] }, ['yearsOld']],
  [
    'completion before the start',
    { schedule: { startsOn: '2026-06-02', finishesOn: '2026-06-01' } },
    ['finishesBeforeStart'],
  ],
  ['a part ready after completion', { planned: [{ place: '03-01', readyOn: '2027-06-01' }] }, ['outsideSchedule']],
  [
    'nothing given',
    { parties: [{ name: '甲', establishedOn: null, years: [] }], schedule: { startsOn: null, finishesOn: null } },
    [],
  ],
])('%s', (_, change, expected) => {
  expect(kinds(change)).toEqual(expected);
});

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

test('a party is named exactly when its founding day is later than the call, whatever the days', () => {
  fc.assert(
    fc.property(day, fc.array(day, { maxLength: 5 }), (opensOn, founded) => {
      const parties = founded.map((establishedOn, no) => ({ name: String(no), establishedOn, years: [] }));
      const named = periodFindings({ ...sound, opensOn, parties, planned: [] }).flatMap((finding) =>
        finding.kind === 'establishedAfterCall' ? [finding.party] : [],
      );
      expect(named).toEqual(parties.filter(({ establishedOn }) => establishedOn > opensOn).map(({ name }) => name));
    }),
  );
});
