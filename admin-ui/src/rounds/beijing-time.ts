/** Instants as `<input type="datetime-local">` wants them, always on Beijing's clock (UTC+8, no summer time since 1991). */
const OFFSET_MS = 8 * 3_600_000;

/** `2026-11-23T16:05` in Beijing for an instant. */
export function beijingInput(instant: string | number): string {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  return Number.isNaN(ms) ? '' : new Date(ms + OFFSET_MS).toISOString().slice(0, 16);
}

/** The instant meant by such a text; null when it is none. */
export function beijingInstant(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  const whole = text.length === 16 ? `${text}:00` : text;
  return Number.isNaN(Date.parse(`${whole}+08:00`)) ? null : `${whole}+08:00`;
}
