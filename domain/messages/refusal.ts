/**
 * True when a mail server says that a mailbox does not exist or takes no mail (RFC 5321: 550, 551, 553). A refusal for reasons of
 * policy or content (RFC 3463: X.7.Z, X.6.Z), or a full mailbox (X.2.2), says nothing of the kind and may pass.
 * @param reply code of the reply, e.g. 550
 * @param text the reply's text, with its enhanced status code where the server gives one
 */
export function isPermanentRefusal(reply: number, text: string): boolean {
  const [, subject, detail] = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(text) ?? [];
  if (subject === '7' || subject === '6' || (subject === '2' && detail === '2')) return false;
  return [550, 551, 553].includes(reply);
}
