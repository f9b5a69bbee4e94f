import { sleep } from '@temporalio/workflow';
import type { DigestInput } from '../contracts/workflows.ts';
import { database, mail } from './steps/activities.ts';

/** A day's messages of one person in one mail: collects until its hour, then leaves. */
export async function digestWorkflow({ digestId }: DigestInput): Promise<void> {
  for (;;) {
    const waitMs = await database.closeDigest(digestId);
    if (waitMs <= 0) break;
    await sleep(waitMs);
  }
  try {
    await mail.deliverDigest(digestId);
  } catch {
    // Refused for good, or a day of attempts used up.
    await database.giveUpDigest(digestId);
  }
}
