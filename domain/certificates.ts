/** Numbers and verification codes of certificates. */

type Series = { prefix: string; rehearsal: boolean; year: number; categoryNo: number };

/**
 * Number of a certificate, e.g. `ZZEC-CERT-2026-04-0007`: prefix of the programme, year of issue, category, serial within year
 * and category. Those of a rehearsal say `DRILL` and count by themselves.
 */
export function certificateNumber({ prefix, rehearsal, year, categoryNo }: Series, serial: number): string {
  if (!/^[A-Z]{2,6}$/.test(prefix)) throw new RangeError(`not a prefix: ${prefix}`);
  for (const part of [year, categoryNo, serial]) {
    if (!Number.isInteger(part) || part < 1) throw new RangeError(`not a part of a certificate number: ${part}`);
  }
  return [
    prefix,
    rehearsal ? 'DRILL' : 'CERT',
    String(year),
    String(categoryNo).padStart(2, '0'),
    String(serial).padStart(4, '0'),
  ].join('-');
}

/** Crockford's base 32: no letter that is read as a digit. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of 16 characters in groups of four (80 bits), made from ten random bytes. */
export function verificationCode(random: Uint8Array): string {
  if (random.length !== 10) throw new RangeError('ten bytes make a code');
  let bits = 0n;
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  const digits = Array.from({ length: 16 }, (_, at) => DIGITS[Number((bits >> BigInt(5 * (15 - at))) & 31n)]).join('');
  return (digits.match(/.{4}/g) ?? []).join('-');
}

/** A code as it is compared: capital letters and digits only, with what people mistake for another set right. */
const normalised = (code: string) =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** Are these the same code, however it was typed? */
export const codesMatch = (given: string, code: string): boolean => normalised(given) === normalised(code);
