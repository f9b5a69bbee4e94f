/** How a person wants mail. The inbox always has every message at once. */
import { z } from 'zod';

export const MAIL_MODES = ['immediate', 'daily', 'none'] as const;
export type MailMode = (typeof MAIL_MODES)[number];

/** Time of day in Beijing, `HH:MM`. */
const clockTime = z.string().refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), { message: 'clockTime' });

const inQuietHours = (hour: number, from: string, to: string): boolean => {
  const at = `${String(hour).padStart(2, '0')}:00`;
  return from < to ? at >= from && at < to : at >= from || at < to;
};

export const MessagePreferences = z
  .strictObject({
    mode: z.enum(MAIL_MODES),
    /** Hour of the day in Beijing at which a daily digest leaves. */
    digestHour: z.number().int().min(0).max(23),
    quietFrom: clockTime.nullable(),
    quietTo: clockTime.nullable(),
  })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    path: ['quietTo'],
    message: 'bothOrNeither',
  })
  .refine(({ quietFrom, quietTo }) => quietFrom === null || quietFrom !== quietTo, {
    path: ['quietTo'],
    message: 'quietAllDay',
  })
  .refine(
    ({ mode, digestHour, quietFrom, quietTo }) =>
      mode !== 'daily' || quietFrom === null || quietTo === null || !inQuietHours(digestHour, quietFrom, quietTo),
    { path: ['digestHour'], message: 'inQuietHours' },
  );
export type MessagePreferences = z.infer<typeof MessagePreferences>;

/** Until a person chooses. */
export const STANDARD_PREFERENCES: MessagePreferences = {
  mode: 'immediate',
  digestHour: 8,
  quietFrom: null,
  quietTo: null,
};
