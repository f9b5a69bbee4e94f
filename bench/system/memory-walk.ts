/** What rest costs on this machine by itself, whatever program runs on it. */
import { setTimeout as delay } from 'node:timers/promises';
import { spread } from '../statistics.ts';
import { REST_MS } from './stage.ts';

/** Microseconds of one walk, in the middle of many. */
export type MemoryWalk = { atOnce: number; afterRest: number };

/** A quarter MiB: any second-level cache of today holds it. */
const PLACES = 65_536;
const STEPS = 30_000;
const WALKS = 60;

/**
 * The same walk through the same memory, one after another and each after a rest. A processor that keeps its caches while it
 * rests needs the same time for both; where they are lost to the machine's other guests, every first click pays for it.
 */
export async function walkMemory(): Promise<MemoryWalk> {
  const next = oneRing();
  const walk = () => {
    const began = performance.now();
    let at = 0;
    for (let step = 0; step < STEPS; step += 1) at = next[at] as number;
    const tookUs = (performance.now() - began) * 1000;
    // Where the walk ended is asked for, so that no compiler leaves it out.
    if (at >= PLACES) throw new Error('the walk left its ring');
    return tookUs;
  };
  const walks = async (restMs: number) => {
    const taken: number[] = [];
    for (let no = 0; no < WALKS; no += 1) {
      if (restMs > 0) await delay(restMs);
      taken.push(walk());
    }
    return Math.round(spread(taken).p50);
  };
  await walks(0); // Compiled by now.
  return { atOnce: await walks(0), afterRest: await walks(REST_MS) };
}

/** Each place names the next one; all lie on one ring (Sattolo 1986). */
function oneRing(): Uint32Array {
  const places = Uint32Array.from({ length: PLACES }, (_, place) => place);
  for (let place = PLACES - 1; place > 0; place -= 1) {
    const other = Math.floor(Math.random() * place);
    [places[place], places[other]] = [places[other] as number, places[place] as number];
  }
  return places;
}
