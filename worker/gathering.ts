/** How long the relay lets moves gather before it carries them on. */
import type { Sql } from '../db/client.ts';
import { outboxLag } from '../db/outbox.ts';

/**
 * What moves within this span goes out together: a person's own next page comes before what the click sets off, and a case that moves
 * several times wakes its workflow once.
 */
export const GATHER_MS = 150;
/** So many moves within one span are a rush of people: they come first, and what they set off waits a little longer. */
const RUSH = 12;
/** Nothing waits longer than this for a rush to pass. */
const LONGEST_GATHER_MS = 5_000;

/**
 * Waits one span, and on through a rush, but never beyond what the oldest move may wait.
 * @param pause waits so many milliseconds
 * @param goOn false once the relay is to stop
 */
export async function gatherMoves(
  sql: Sql,
  pause: (ms: number) => Promise<unknown>,
  goOn: () => boolean,
): Promise<void> {
  for (let before = 0; goOn(); ) {
    await pause(GATHER_MS);
    const { waiting, oldestSeconds } = await outboxLag(sql);
    if (waiting - before < RUSH || oldestSeconds * 1000 >= LONGEST_GATHER_MS) return;
    before = waiting;
  }
}
