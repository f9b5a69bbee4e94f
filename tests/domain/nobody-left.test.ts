/** 无人可办: every kind of body, every circle of people has a lawful way out. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BODY_KINDS } from '../../contracts/vocabulary.ts';
import {
  DECIDING_ROLE,
  type Holder,
  isMovable,
  isStranded,
  mayTake,
  superiorsOf,
  waysOut,
} from '../../domain/nobody-left.ts';
import { BODY_KINDS_OF_ROLE } from '../../domain/role-bodies.ts';

const free = { onLeave: false, excluded: false };
const away = { onLeave: true, excluded: false };
const aside = { onLeave: false, excluded: true };

test.each<[string, Holder[], boolean, string[]]>([
  ['somebody is at work', [aside, away, free], true, []],
  ['one stands aside, the other is on leave', [aside, away], true, ['callBack', 'moveUp', 'appoint']],
  ['all stand aside', [aside, aside], true, ['moveUp', 'appoint']],
  ['who is on leave would have to stand aside too', [{ onLeave: true, excluded: true }], false, ['appoint']],
  ['nobody was ever appointed', [], true, ['moveUp', 'appoint']],
  ['no superior has anybody either', [away], false, ['callBack', 'appoint']],
])('%s', (_, holders, superior, ways) => {
  expect(waysOut(holders, superior)).toEqual(ways);
});

const holders = fc.array(fc.record({ onLeave: fc.boolean(), excluded: fc.boolean() }), { maxLength: 6 });

test('a task is stranded exactly when there is something to do about it, and each way ends it', () => {
  fc.assert(
    fc.property(holders, fc.boolean(), (people, superior) => {
      const ways = waysOut(people, superior);
      expect(ways.length > 0).toBe(isStranded(people));
      expect(isStranded(people)).toBe(people.filter(mayTake).length === 0);
      if (ways.length === 0) return;
      expect(ways.includes('moveUp')).toBe(superior);
      expect(isStranded([...people, free])).toBe(false);
      const calledBack = people.map((one) => ({ ...one, onLeave: false }));
      expect(ways.includes('callBack')).toBe(!isStranded(calledBack));
    }),
  );
});

test('superiors lead upwards without a circle, and end at the promotion group', () => {
  expect(superiorsOf('district')).toEqual(['cityOffice', 'promotionGroup']);
  expect(superiorsOf('zone')).toEqual(superiorsOf('district'));
  expect(superiorsOf('promotionGroup')).toEqual([]);
  fc.assert(
    fc.property(fc.constantFrom(...BODY_KINDS), (kind) => {
      const chain = superiorsOf(kind);
      expect(new Set([kind, ...chain]).size).toBe(chain.length + 1);
      for (const superior of chain) expect(BODY_KINDS_OF_ROLE[DECIDING_ROLE[superior]]).toContain(superior);
    }),
  );
});

test('the panel is drawn by the office that carries the round, whoever else could', () => {
  expect(['formCheck', 'propose', 'objection', 'reversal'].every(isMovable)).toBe(true);
  expect(isMovable('drawPanel')).toBe(false);
});
