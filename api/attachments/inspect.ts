/** What a finished upload really is: its hash, its size, its type by content, the virus scanner's verdict. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '../../contracts/problem-error.ts';
import type { Scan } from './virus-scan.ts';

/** Types of office documents are told apart by the names inside the archive, which may lie far behind its start. */
const SNIFFED_BYTES = 64 * 1024;

/** Hash (hex), size in bytes and media type found in the content; null when it is of no type that can be told from content. */
export async function inspect(
  content: Readable,
): Promise<{ sha256: string; sizeBytes: number; mediaType: string | null }> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (sizeBytes < SNIFFED_BYTES) head.push(chunk.subarray(0, SNIFFED_BYTES - sizeBytes));
    sizeBytes += chunk.length;
  }
  const found = await fileTypeFromBuffer(Buffer.concat(head)).catch(() => undefined);
  return { sha256: hash.digest('hex'), sizeBytes, mediaType: found?.mime ?? null };
}

/** Refuses content that is not what was declared. Only types that show in the content itself are ever accepted. */
export function demandDeclaredType(declared: string, found: string | null): void {
  if (found === declared) return;
  throw new Problem('unsupportedType', {
    detail: found === null ? `this is no ${declared} file` : `declared as ${declared}, but the file is ${found}`,
    declared,
    found,
  });
}

/** `clean`, or `notScanned` where no scanner is set up. Throws infected, or unavailable when the scanner cannot be asked. */
export async function demandClean(
  scan: Scan | null,
  content: () => Promise<Readable>,
): Promise<'clean' | 'notScanned'> {
  if (scan === null) return 'notScanned';
  const verdict = await scan(await content()).catch((error: unknown) => {
    throw new Problem('unavailable', {
      detail: 'the virus scanner does not answer: try again in a moment',
      cause: String(error),
    });
  });
  if (verdict.infected)
    throw new Problem('infected', {
      detail: `the virus scanner found ${verdict.signature}`,
      signature: verdict.signature,
    });
  return 'clean';
}
