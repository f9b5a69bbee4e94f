/** The order in which a body recommends: lists of ids without repetition, changed one move at a time. Free of zod and Node. */

/**
 * The order with the entry at `from` moved to `to`; all others keep their order. Positions outside the list are drawn to its ends, an
 * unknown `from` changes nothing.
 */
export function movedTo<T>(order: readonly T[], from: number, to: number): T[] {
  const moved = order[from];
  if (moved === undefined) return [...order];
  const rest = order.filter((_, index) => index !== from);
  const place = Math.min(Math.max(to, 0), rest.length);
  return [...rest.slice(0, place), moved, ...rest.slice(place)];
}

/** The order with the id taken in at its end; an id that is there already stays where it is. */
export const takenIn = <T>(order: readonly T[], id: T): T[] => (order.includes(id) ? [...order] : [...order, id]);

/** The order without the id. */
export const leftOut = <T>(order: readonly T[], id: T): T[] => order.filter((other) => other !== id);
