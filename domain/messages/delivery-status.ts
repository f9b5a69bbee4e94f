/** Fields of a delivery status notification (RFC 3464). */

export type DeliveryStatus = {
  /** Address that the report is about, without its type. */
  recipient: string;
  /** `failed` | `delayed` | `delivered` | `relayed` | `expanded`. */
  action: string;
  /** Enhanced status code, e.g. `5.1.1`. */
  status: string;
  /** What the remote server said; empty where it said nothing. */
  diagnostic: string;
};

/**
 * The first recipient of a `message/delivery-status` part. Our mails have one recipient each.
 * @returns null when the text has no recipient with an action and a status
 */
export function readDeliveryStatus(text: string): DeliveryStatus | null {
  for (const group of text.replaceAll('\r\n', '\n').split(/\n{2,}/)) {
    const fields = fieldsOf(group);
    const action = fields.get('action')?.toLowerCase();
    const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0];
    const recipient = untyped(fields.get('final-recipient') ?? fields.get('original-recipient') ?? '');
    if (!action || !status || recipient === '') continue;
    return { recipient, action, status, diagnostic: untyped(fields.get('diagnostic-code') ?? '') };
  }
  return null;
}

/** Says that no later attempt will succeed: a class 5 status of the mailbox, not of policy, content or a full mailbox. */
export const isPermanent = ({ action, status }: DeliveryStatus): boolean =>
  action === 'failed' && /^5\./.test(status) && !/^5\.[67]\./.test(status) && status !== '5.2.2';

/** Header fields by lower-case name, folded lines joined. */
function fieldsOf(group: string): Map<string, string> {
  const lines = group.replaceAll(/\n[ \t]+/g, ' ').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );
}

/** `rfc822; li@town.example` → `li@town.example`. */
const untyped = (value: string): string => value.replace(/^[\w-]+\s*;\s*/, '').trim();
