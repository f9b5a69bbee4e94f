/** A round's dates as they would fall if every step took all the time its policy gives it. */
import type { RoundPolicy } from '../contracts/policy.ts';
import type { Bilingual } from '../contracts/text.ts';
import { addDays, addWorkingDays, type CalendarDay } from './day-arithmetic.ts';

export type SampleStep = {
  /** `opening`, `closing`, a desk's step, `drawPanel`, `score`, `propose`, `deliberate`, `notice`, `publish`. */
  key: string;
  label: Bilingual | null;
  /** Working days given; null for the call itself, which counts calendar days. */
  workingDays: number | null;
  /** First and last day `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** A day on the way lies in a year whose holidays are not published yet. */
  provisional: boolean;
};

/**
 * Steps in their order, each beginning on the day the one before ends. The call stays open for its shortest window; corrections
 * are left out, they only come where an officer asks for them. The public notice runs from the day after its publication.
 * @param calendar a row for each day on the way
 */
export function sampleTimeline(
  policy: RoundPolicy,
  opensOn: string,
  calendar: (day: string) => CalendarDay,
): SampleStep[] {
  const closesOn = addDays(opensOn, policy.minWindowDays);
  const steps: SampleStep[] = [
    { key: 'opening', label: null, workingDays: null, from: opensOn, to: opensOn, provisional: false },
    { key: 'closing', label: null, workingDays: null, from: opensOn, to: closesOn, provisional: false },
  ];
  let day = closesOn;
  const add = (key: string, workingDays: number, label: Bilingual | null = null) => {
    const from = key === 'notice' ? addDays(day, 1) : day;
    const end = addWorkingDays(calendar, day, workingDays);
    steps.push({ key, label, workingDays, from, to: end.day, provisional: end.provisional });
    day = end.day;
  };
  for (const { step, label, workingDays } of policy.desks) add(step, workingDays, label);
  add('drawPanel', policy.officeTasks.drawPanelWorkingDays);
  add('score', policy.panel.scoringWorkingDays);
  add('propose', policy.officeTasks.proposeWorkingDays);
  add('deliberate', policy.officeTasks.deliberateWorkingDays);
  add('notice', policy.notice.workingDays);
  add('publish', policy.officeTasks.publishWorkingDays);
  return steps;
}
