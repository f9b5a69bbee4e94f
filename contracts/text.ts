import { z } from 'zod';

/** Chinese and English of one text. */
export const Bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof Bilingual>;

/** Text typed by a person: trimmed, no NUL or other control characters (Postgres refuses NUL), 1..max characters. */
export const personText = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text), { message: 'controlCharacters' });

/** Calendar date `YYYY-MM-DD`. */
export const isoDate = z.iso.date();
/** Instant with offset, e.g. `2026-11-23T08:00:00+08:00`. */
export const isoInstant = z.iso.datetime({ offset: true });
export const uuid = z.uuid();
/** Amount in fen: a whole number below 2^53. */
export const fen = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
