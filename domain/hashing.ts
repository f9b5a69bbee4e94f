/** SHA-256 for servers (node:crypto). Pages use `crypto.subtle`. */
import { createHash } from 'node:crypto';

/** SHA-256 of the UTF-8 bytes of a text, or of bytes, as 64 hex digits in lower case. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
