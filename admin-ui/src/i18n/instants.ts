/** Instants are always shown in Beijing time, whatever the clock of the machine says. */
const ZONE = 'Asia/Shanghai';

function parts(iso: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

/** `2026年11月23日 16:05` or `23 Nov 2026, 16:05`; Beijing time. Empty for an absent instant. */
export function formatInstant(
  iso: string | null | undefined,
  locale: string,
  options: { seconds?: boolean } = {},
): string {
  if (!iso) return '';
  const { hour, minute, second } = parts(iso);
  const clock = options.seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
  return locale === 'en' ? `${formatDay(iso, locale)}, ${clock}` : `${formatDay(iso, locale)} ${clock}`;
}

/** A deadline. Midnight belongs to the day that ends with it: 24:00, never 00:00 of the next. */
export function formatDeadline(iso: string | null | undefined, locale: string): string {
  if (!iso) return '';
  const { hour, minute, second } = parts(iso);
  if (hour !== '00' || minute !== '00' || second !== '00') return formatInstant(iso, locale);
  const before = new Date(Date.parse(iso) - 1).toISOString();
  return locale === 'en' ? `${formatDay(before, locale)}, 24:00` : `${formatDay(before, locale)} 24:00`;
}

/** The calendar day of an instant in Beijing, or of a plain `YYYY-MM-DD`. */
export function formatDay(iso: string | null | undefined, locale: string): string {
  if (!iso) return '';
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T00:00:00+08:00` : iso;
  const { year, month, day } = parts(instant);
  if (locale !== 'en') return `${year}年${Number(month)}月${Number(day)}日`;
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, month: 'short' }).format(new Date(instant));
  return `${Number(day)} ${name} ${year}`;
}

/** Days, hours, minutes and seconds between two instants, never negative. */
export function timeLeft(
  nowMs: number,
  untilMs: number,
): { days: number; hours: number; minutes: number; seconds: number } {
  const left = Math.max(0, Math.floor((untilMs - nowMs) / 1000));
  return {
    days: Math.floor(left / 86_400),
    hours: Math.floor((left % 86_400) / 3600),
    minutes: Math.floor((left % 3600) / 60),
    seconds: left % 60,
  };
}
