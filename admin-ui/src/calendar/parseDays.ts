type Parsed = { days: { day: string; note: string }[]; bad: { no: number; line: string } | null };

/** Lines `2027-10-01 国庆节`; also `2027/10/1` and `2027年10月1日`. The first line that cannot be read is named. */
export function parseDays(typed: string): Parsed {
  const days: Parsed['days'] = [];
  for (const [index, raw] of typed.split('\n').entries()) {
    const line = raw.normalize('NFKC').trim();
    if (line === '') continue;
    const [, year = '', month = '', day = '', note = ''] =
      /^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?[\s,，:：]+(.+)$/.exec(line) ?? [];
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const real =
      !Number.isNaN(Date.parse(`${iso}T00:00:00Z`)) && new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso);
    if (note === '' || !real) return { days, bad: { no: index + 1, line } };
    days.push({ day: iso, note: note.trim() });
  }
  return { days, bad: null };
}
