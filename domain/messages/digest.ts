/** One mail with several messages. */
import type { Locale } from '../../contracts/vocabulary.ts';

const WORDS = {
  zh: {
    subject: (count: number) => `消息摘要：${count} 条新消息`,
    opening: (count: number) => `以下是您最近的 ${count} 条消息。接收方式可在“账号与安全”中更改。`,
  },
  en: {
    subject: (count: number) => `Your digest: ${count} new messages`,
    opening: (count: number) =>
      `These are your ${count} latest messages. Choose how you get mail under “Account and security”.`,
  },
};

const RULE = '────────────';

/** @param messages oldest first, each with the address of its page in its text */
export function digestMail(
  locale: Locale,
  messages: readonly { subject: string; text: string }[],
): { subject: string; text: string } {
  const words = WORDS[locale];
  const parts = messages.map(({ subject, text }, index) => `${index + 1}. ${subject}\n\n${text}`);
  return {
    subject: words.subject(messages.length),
    text: [words.opening(messages.length), ...parts].join(`\n\n${RULE}\n\n`),
  };
}
