/** Reads a report that mail came back. */
import { type Attachment, simpleParser } from 'mailparser';
import { Problem } from '../../contracts/problem-error.ts';
import { type DeliveryStatus, readDeliveryStatus } from '../../domain/messages/delivery-status.ts';

export type BounceReport = DeliveryStatus & {
  /** Id in our Message-ID: a message's or a digest's. */
  mailId: string;
};

const refused = (rule: string, message: string) =>
  new Problem('invalid', { errors: [{ pointer: '/raw', rule, message }] });

/**
 * A delivery status notification (RFC 3464) of a mail of ours, as a mail server sent it.
 * @throws Problem('invalid') naming what is missing: the status part, or the Message-ID of the mail it is about
 */
export async function readBounceReport(raw: string): Promise<BounceReport> {
  const mail = await simpleParser(raw, { keepDeliveryStatus: true }).catch(() => {
    throw refused('notAMail', 'This is not a mail with headers');
  });
  const parts = mail.attachments;
  const statusPart = parts.find(({ contentType }) => contentType === 'message/delivery-status');
  const status = statusPart ? readDeliveryStatus(textOf(statusPart)) : null;
  if (!status) throw refused('noDeliveryStatus', 'No part message/delivery-status with recipient, action and status');
  const original = parts
    .filter(({ contentType }) => contentType === 'message/rfc822' || contentType === 'text/rfc822-headers')
    .map(textOf)
    .join('\n');
  const mailId = /^message-id:\s*<([0-9a-f-]{36})@/im.exec(original)?.[1];
  if (!mailId) throw refused('noMessageId', 'The Message-ID of the mail that came back is not in the report');
  return { ...status, mailId: mailId.toLowerCase() };
}

const textOf = ({ content }: Attachment): string => content.toString('utf8');
