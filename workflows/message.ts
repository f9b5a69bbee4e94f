import type { MessageInput } from '../contracts/workflows.ts';
import { database, mail } from './steps/activities.ts';

/** One message by mail. Each failed attempt is written to the message, where the operator sees it. */
export async function messageWorkflow({ messageId }: MessageInput): Promise<void> {
  try {
    await mail.deliverMail(messageId);
  } catch {
    // Refused for good, or a day of attempts used up.
    await database.giveUpMail(messageId);
  }
}
