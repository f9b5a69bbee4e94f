import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OBJECTION_STATUSES } from '../../contracts/vocabulary.ts';
import { afterObjection, FOLLOWED, RENOUNCEABLE, UNSETTLED, verdictsFor } from '../../domain/notice-items.ts';

const ended = fc.constantFrom(...OBJECTION_STATUSES.filter((status) => status !== 'open' && status !== 'closed'));
const circumstance = fc.record({ othersOpen: fc.boolean(), noticeEnded: fc.boolean() });

describe('a paused line after one of its objections has ended', () => {
  test('leaves the notice only when an objection is upheld, wholly or in part', () => {
    fc.assert(
      fc.property(ended, circumstance, (how, given) => {
        const state = afterObjection(how, given);
        expect(FOLLOWED.includes(state)).toBe(how === 'upheld' || how === 'partlyUpheld');
      }),
    );
  });

  test('stays paused as long as another objection to it is open, and is never published under one', () => {
    fc.assert(
      fc.property(ended, fc.boolean(), (how, noticeEnded) => {
        const state = afterObjection(how, { othersOpen: true, noticeEnded });
        expect(['ready', 'noticed']).not.toContain(state);
      }),
    );
  });

  test('goes back to the notice while it runs, and is ready to be published once it is over', () => {
    expect(afterObjection('rejected', { othersOpen: false, noticeEnded: false })).toBe('noticed');
    expect(afterObjection('notAccepted', { othersOpen: false, noticeEnded: true })).toBe('ready');
    expect(afterObjection('withdrawn', { othersOpen: false, noticeEnded: true })).toBe('ready');
  });

  test('nothing that left can be given up again, and nothing unsettled counts as left', () => {
    expect(FOLLOWED.filter((state) => RENOUNCEABLE.includes(state) || UNSETTLED.includes(state))).toEqual([]);
  });

  test('a place left open has nobody to strike', () => {
    expect(verdictsFor('leftOpen')).not.toContain('upheld');
    expect(verdictsFor('winner')).toContain('upheld');
  });
});
