/**
 * The seals a second time, outside the database: one JSON line each in a file that is only appended to. Whoever administers
 * the database cannot reach it; put it on a disk of another owner, or copy it away, to keep the two apart.
 */
import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Seal } from '../domain/audit-chain.ts';

const hex = z.string().regex(/^([0-9a-f]{2})*$/);
const SealLine = z.strictObject({
  no: z.number().int().min(1),
  sealedAt: z.iso.datetime(),
  chains: z.number().int(),
  factsTotal: z.number().int(),
  root: hex,
  prevRoot: hex,
  signature: hex,
  heads: z.array(z.tuple([z.uuid(), z.number().int().min(1), hex])),
});

const NEWLINE = 0x0a;

/** The seal of one line; null when the line is none. */
function parseLine(line: string): Seal | null {
  try {
    return SealLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** All seals of the log in its order, and how many lines could not be read. A log that does not exist is empty. */
export async function readSealLog(path: string): Promise<{ seals: Seal[]; unreadable: number }> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').filter((line) => line !== '');
  const seals = lines.map(parseLine).filter((seal) => seal !== null);
  return { seals, unreadable: lines.length - seals.length };
}

/**
 * Opens the log for adding and finds its last seal, reading from the end only. A line cut short by a crash in the middle of
 * writing is taken off: its seal is in the database and is written again.
 */
export async function openSealLog(
  path: string,
): Promise<{ last: Seal | null; append: (seals: Seal[]) => Promise<void>; close: () => Promise<void> }> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    let length = Math.min(size, 64 * 1024);
    let tail = Buffer.alloc(0);
    let lineStart = -1;
    for (;;) {
      tail = Buffer.alloc(length);
      await file.read(tail, 0, length, size - length);
      const lastNewline = tail.lastIndexOf(NEWLINE);
      lineStart = lastNewline > 0 ? tail.lastIndexOf(NEWLINE, lastNewline - 1) : -1;
      if (lineStart >= 0 || length === size) break;
      length = Math.min(size, length * 4);
    }
    const end = tail.lastIndexOf(NEWLINE) + 1;
    if (end < length) await file.truncate(size - length + end);
    const last = end === 0 ? null : parseLine(tail.subarray(lineStart + 1, end - 1).toString('utf8'));
    return {
      last,
      append: async (seals) => {
        if (seals.length === 0) return;
        await file.appendFile(seals.map((seal) => `${JSON.stringify(seal)}\n`).join(''), 'utf8');
        await file.sync();
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
