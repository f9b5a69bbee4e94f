import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leftOut, movedTo, takenIn } from '../../domain/recommendation-order.ts';

const orders = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 30 });

describe('order of recommendations', () => {
  test('a move keeps every entry once, puts the moved one where it was asked, and leaves the others in their order', () => {
    fc.assert(
      fc.property(orders, fc.nat(), fc.integer({ min: -5, max: 40 }), (order, pick, to) => {
        const from = pick % order.length;
        const id = order[from] as string;
        const moved = movedTo(order, from, to);
        expect([...moved].sort()).toEqual([...order].sort());
        expect(moved.indexOf(id)).toBe(Math.min(Math.max(to, 0), order.length - 1));
        expect(leftOut(moved, id)).toEqual(leftOut(order, id));
      }),
    );
  });

  test('a move and the move back are nothing', () => {
    fc.assert(
      fc.property(orders, fc.nat(), fc.nat(), (order, a, b) => {
        const [from, to] = [a % order.length, b % order.length];
        expect(movedTo(movedTo(order, from, to), to, from)).toEqual(order);
      }),
    );
  });

  test('steps up and down lead to the same place as one drag', () => {
    fc.assert(
      fc.property(orders, fc.nat(), fc.nat(), (order, a, b) => {
        const [from, to] = [a % order.length, b % order.length];
        let stepped: string[] = order;
        const step = from < to ? 1 : -1;
        for (let place = from; place !== to; place += step) stepped = movedTo(stepped, place, place + step);
        expect(stepped).toEqual(movedTo(order, from, to));
      }),
    );
  });

  test('taking in twice is taking in once, at the end; a move from nowhere changes nothing', () => {
    fc.assert(
      fc.property(orders, fc.uuid(), (order, id) => {
        const once = takenIn(order, id);
        expect(takenIn(once, id)).toEqual(once);
        if (!order.includes(id)) expect(once).toEqual([...order, id]);
        expect(movedTo(order, order.length, 0)).toEqual(order);
      }),
    );
  });
});
