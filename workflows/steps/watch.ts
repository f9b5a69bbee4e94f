import type { Watch } from '../../contracts/facts.ts';
import { database } from './activities.ts';
import type { CaseFile } from './case-file.ts';

type AnyFile = CaseFile<{ version: number; standing: unknown }>;

/**
 * Waits until the case moves, or until its next reminder or deadline has come and been dealt with. The database's clock
 * decides: where it says "not yet", the wait goes on for the rest.
 * @param onDue what the deadline brings, e.g. a mark as overdue or a lapse; returns the milliseconds still missing
 */
export async function watch(file: AnyFile, { remindAt, dueAt }: Watch, onDue: (caseId: string) => Promise<number>) {
  // A reminder that would come together with the deadline, or after it, is of no use to anybody.
  const reminding =
    remindAt !== null && (dueAt === null || Date.parse(dueAt) > Math.max(Date.now(), Date.parse(remindAt)));
  if (await file.movedBefore(reminding ? remindAt : dueAt)) return;
  await insist(file, reminding ? database.remind : onDue);
}

/** Carries out a timed step; while its moment has not come by the database's clock, waits for the rest or for a move. */
export async function insist(file: AnyFile, step: (caseId: string) => Promise<number>): Promise<void> {
  for (;;) {
    const missingMs = await step(file.caseId);
    if (missingMs <= 0) return;
    if (await file.movedWithin(missingMs)) return;
  }
}
