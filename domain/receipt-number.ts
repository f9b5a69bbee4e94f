/**
 * Number of a receipt, e.g. `ZZEC-2026-04-0007`: prefix of the programme, year of submission, category (two digits),
 * serial within year and category (four digits or more).
 */
export function receiptNumber(prefix: string, year: number, categoryNo: number, serial: number): string {
  if (!/^[A-Z]{2,6}$/.test(prefix)) throw new RangeError(`not a receipt prefix: ${prefix}`);
  for (const part of [year, categoryNo, serial]) {
    if (!Number.isInteger(part) || part < 1) throw new RangeError(`not a part of a receipt number: ${part}`);
  }
  return [prefix, String(year), String(categoryNo).padStart(2, '0'), String(serial).padStart(4, '0')].join('-');
}
