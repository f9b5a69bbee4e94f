import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { Sql } from '../db/client.ts';
import { mailFailed, mailLeft, mailToSend } from '../db/messages.ts';
import type { Mailer } from './mailer.ts';

/**
 * Mails a message once. What was sent before is not sent again; without a mail server it is kept. A failure is written to
 * the message and thrown: Temporal tries again, unless the server refused this recipient for good.
 */
export async function deliverMail(sql: Sql, mailer: Mailer, messageId: string): Promise<void> {
  const mail = await mailToSend(sql, messageId);
  if (!mail) return;
  if (!mailer) return mailLeft(sql, messageId, 'kept');
  try {
    await mailer.send({
      messageId,
      to: mail.email,
      subject: mail.subject,
      text: mailer.withLink(mail.body, mail.link),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await mailFailed(sql, messageId, reason);
    // Expected, and on the operator's page: not in the log, where an address in the server's answer would be read by others.
    const category = ApplicationFailureCategory.BENIGN;
    throw ApplicationFailure.create({
      message: reason,
      type: 'MailFailed',
      nonRetryable: refusedForGood(error),
      category,
    });
  }
  await mailLeft(sql, messageId, 'sent');
}

/** The server answered about this recipient and will not change its mind (RFC 5321: 550, 551, 553). */
function refusedForGood(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return code === 'EENVELOPE' && [550, 551, 553].includes(responseCode ?? 0);
}
