import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { markRefused } from '../db/bounces.ts';
import type { Sql } from '../db/client.ts';
import { digestToSend, type MailToSend, mailFailed, mailLeft, mailToSend } from '../db/mail.ts';
import { digestMail } from '../domain/messages/digest.ts';
import { isPermanentRefusal } from '../domain/messages/refusal.ts';
import type { Mailer } from './mailer.ts';

/**
 * Mails a message once. What was sent before is not sent again; without a mail server it is kept; to an address that refuses
 * mail it is held. A failure is written to the message and thrown: Temporal tries again, unless the server refused this
 * recipient for good.
 * @returns milliseconds until the person's quiet hours end; 0 when there is nothing to wait for
 */
export async function deliverMail(sql: Sql, mailer: Mailer, messageId: string): Promise<number> {
  const mail = await mailToSend(sql, messageId);
  if (!mail) return 0;
  if (mail.waitMs > 0) return mail.waitMs;
  await deliver(sql, mailer, messageId, [mail], mail.bounces);
  return 0;
}

/** Mails everything that a closed digest carries, as one mail. */
export async function deliverDigest(sql: Sql, mailer: Mailer, digestId: string): Promise<void> {
  const mails = await digestToSend(sql, digestId);
  if (mails.length > 0) await deliver(sql, mailer, digestId, mails, mails[0]?.bounces ?? false);
}

async function deliver(sql: Sql, mailer: Mailer, id: string, mails: MailToSend[], bounces: boolean): Promise<void> {
  const [first] = mails as [MailToSend];
  const ids = mails.map((mail) => mail.id);
  if (bounces) return mailLeft(sql, ids, 'held');
  if (!mailer) return mailLeft(sql, ids, 'kept');
  const { withLink } = mailer;
  const { subject, text } =
    mails.length === 1
      ? { subject: first.subject, text: withLink(first.body, first.link) }
      : digestMail(
          first.locale,
          mails.map((mail) => ({ subject: mail.subject, text: withLink(mail.body, mail.link) })),
        );
  try {
    await mailer.send({ messageId: id, to: first.email, subject, text });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const refused = refusedForGood(error);
    await mailFailed(sql, ids, reason);
    if (refused) await markRefused(sql, first.email, reason, first.id);
    // Expected, and on the operator's page: not in the log, where an address in the server's answer would be read by others.
    const category = ApplicationFailureCategory.BENIGN;
    throw ApplicationFailure.create({ message: reason, type: 'MailFailed', nonRetryable: refused, category });
  }
  await mailLeft(sql, ids, 'sent');
}

/** The server answered about this recipient and will not change its mind. */
function refusedForGood(error: unknown): boolean {
  const { code, responseCode, response } = error as { code?: string; responseCode?: number; response?: string };
  return code === 'EENVELOPE' && isPermanentRefusal(responseCode ?? 0, response ?? '');
}
