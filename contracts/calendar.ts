/** The legal calendar as the operator loads it. */
import { z } from 'zod';
import { isoDate, personText } from './text.ts';

const year = z.coerce.number().int().min(2004).max(2100);
export const CalendarQuery = z.object({ year });
export const CalendarYear = z.object({
  year: z.number().int(),
  /** Years in the database, with what stands in for those not published. */
  years: z.array(z.object({ year: z.number().int(), provisional: z.boolean() })),
  provisional: z.boolean(),
  workingDays: z.number().int(),
  days: z.array(
    z.object({ day: isoDate, working: z.boolean(), note: z.string().nullable(), provisional: z.boolean() }),
  ),
});

const NamedDay = z.strictObject({ day: isoDate, note: personText(60) });
/** One year as the State Council published it: days off that would be working days, and days worked to make up for them. */
export const LoadCalendar = z
  .strictObject({
    year: z.number().int().min(2004).max(2100),
    holidays: z.array(NamedDay).min(1).max(120),
    makeUpDays: z.array(NamedDay).max(60),
  })
  .superRefine(({ year: of, holidays, makeUpDays }, ctx) => {
    const seen = new Set<string>();
    for (const [list, days] of [
      ['holidays', holidays],
      ['makeUpDays', makeUpDays],
    ] as const) {
      days.forEach(({ day }, no) => {
        if (!day.startsWith(`${of}-`)) ctx.addIssue({ code: 'custom', path: [list, no, 'day'], message: 'otherYear' });
        if (seen.has(day)) ctx.addIssue({ code: 'custom', path: [list, no, 'day'], message: 'twice' });
        seen.add(day);
      });
    }
  });
export const CalendarLoaded = z.object({
  year: z.number().int(),
  workingDays: z.number().int(),
  deadlinesMoved: z.number().int(),
});
