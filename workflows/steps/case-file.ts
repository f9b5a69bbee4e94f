import { condition, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { CASE_MOVED } from '../../contracts/workflows.ts';
import { database } from './activities.ts';

/** The case's version rose. 0 stands for "count again": something about the round changed without a fact of its own. */
export const caseMoved = defineSignal<[version: number]>(CASE_MOVED);

/** Waits never end earlier than this, so that two clocks a moment apart do not make a busy loop. */
const SHORTEST_WAIT_MS = 20;

/** A case as its workflow holds it: the facts seen so far and the ear for new ones. */
export type CaseFile<News extends { version: number; standing: unknown }> = {
  caseId: string;
  /** Version up to which facts have been read and told. */
  seenVersion: () => number;
  /** Reads on from the last seen version, tells those whom the new facts concern, and returns where the case stands. */
  standing: () => Promise<News['standing']>;
  /** Until the case moves, at the latest at `instant` (ISO, database clock); null waits for a move alone. True: it moved. */
  movedBefore: (instant: string | null) => Promise<boolean>;
  /** The same with a span in milliseconds. */
  movedWithin: (ms: number) => Promise<boolean>;
};

/** Opens the case. Call it before anything is awaited, so that no signal is missed. */
export function openCase<News extends { version: number; standing: unknown }>(
  caseId: string,
  seenVersion: number,
  read: (caseId: string) => Promise<News>,
): CaseFile<News> {
  let seen = seenVersion;
  let stirred = false;
  setHandler(caseMoved, (version) => {
    if (version === 0 || version > seen) stirred = true;
  });
  const movedWithin = (ms: number) => condition(() => stirred, Math.max(ms, SHORTEST_WAIT_MS));
  return {
    caseId,
    seenVersion: () => seen,
    standing: async () => {
      // Set back before the reading: what arrives meanwhile is read next time.
      stirred = false;
      const news = await read(caseId);
      if (news.version > seen) {
        await database.notifyOf(caseId, seen, news.version);
        seen = news.version;
      }
      return news.standing;
    },
    movedBefore: async (instant) => {
      if (instant !== null) return movedWithin(Date.parse(instant) - Date.now());
      await condition(() => stirred);
      return true;
    },
    movedWithin,
  };
}

/** True when the history has grown so long that the workflow should go on in a new run. */
export const historyIsLong = () => workflowInfo().continueAsNewSuggested;
