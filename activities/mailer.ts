import { createTransport } from 'nodemailer';

export type Mail = { messageId: string; to: string; subject: string; text: string };

/** How mail leaves; null where no SMTP server is named, and mail is kept for the operator. */
export type Mailer = {
  send: (mail: Mail) => Promise<void>;
  /** The text of a message with the address of its page beneath. */
  withLink: (body: string, link: string | null) => string;
  close: () => void;
} | null;

/**
 * Mail through an SMTP server, e.g. `smtp://user:password@mail.example:587`.
 * @param baseUrl address of this installation: its host names the sender where `from` is not given
 */
export function createMailer(smtpUrl: string | undefined, baseUrl: string, from?: string): Mailer {
  if (!smtpUrl) return null;
  const host = new URL(baseUrl).hostname;
  const sender = from ?? `Tenfold <no-reply@${host}>`;
  const transport = createTransport(smtpUrl, { from: sender });
  return {
    send: async ({ messageId, to, subject, text }) => {
      // The same id for each attempt: servers that have it already can drop the repetition.
      await transport.sendMail({ to, subject, text, messageId: `<${messageId}@${host}>` });
    },
    withLink: (body, link) => (link ? `${body}\n\n${new URL(link, baseUrl).href}` : body),
    close: () => transport.close(),
  };
}
