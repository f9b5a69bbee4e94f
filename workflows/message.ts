import { sleep } from '@temporalio/workflow';
import type { MessageInput } from '../contracts/workflows.ts';
import { database, mail } from './steps/activities.ts';

/** One message by mail, after the person's quiet hours. Each failed attempt is written to the message, where the operator sees it. */
export async function messageWorkflow({ messageId }: MessageInput): Promise<void> {
  try {
    for (;;) {
      const waitMs = await mail.deliverMail(messageId);
      if (!waitMs) return; // nothing in the histories of before there were quiet hours
      await sleep(waitMs);
    }
  } catch {
    // Refused for good, or a day of attempts used up.
    await database.giveUpMail(messageId);
  }
}
