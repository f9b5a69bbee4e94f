/** Dates of an application against its call: what an officer would otherwise work out by hand. */

export type PeriodFinding =
  | { kind: 'establishedAfterCall'; party: string; on: string }
  | { kind: 'yearAhead'; party: string; year: number }
  | { kind: 'yearRepeated'; party: string; year: number }
  | { kind: 'yearsOld'; party: string; year: number }
  | { kind: 'finishesBeforeStart'; from: string; to: string }
  | { kind: 'outsideSchedule'; place: string; on: string };

export type PeriodInput = {
  /** Day on which the call opened, Beijing. */
  opensOn: string;
  parties: { name: string; establishedOn: string | null; years: number[] }[];
  schedule: { startsOn: string | null; finishesOn: string | null };
  /** Days on which planned parts are to be ready. */
  planned: { place: string; readyOn: string }[];
};

/** Indicators may be as old as this many years before the call. */
const OLDEST_YEARS = 3;

/** Everything that does not fit. Dates are `YYYY-MM-DD`; what is not given is not judged: other rules ask for it. */
export function periodFindings({ opensOn, parties, schedule, planned }: PeriodInput): PeriodFinding[] {
  const found: PeriodFinding[] = [];
  const callYear = Number(opensOn.slice(0, 4));
  for (const { name: party, establishedOn, years } of parties) {
    if (establishedOn !== null && establishedOn > opensOn)
      found.push({ kind: 'establishedAfterCall', party, on: establishedOn });
    for (const year of new Set(years)) {
      if (year > callYear) found.push({ kind: 'yearAhead', party, year });
      if (years.filter((other) => other === year).length > 1) found.push({ kind: 'yearRepeated', party, year });
    }
    const latest = Math.max(...years);
    if (years.length > 0 && latest < callYear - OLDEST_YEARS) found.push({ kind: 'yearsOld', party, year: latest });
  }
  const { startsOn: from, finishesOn: to } = schedule;
  if (from !== null && to !== null && to < from) found.push({ kind: 'finishesBeforeStart', from, to });
  else {
    for (const { place, readyOn: on } of planned) {
      if (to !== null && on > to) found.push({ kind: 'outsideSchedule', place, on });
    }
  }
  return found;
}
