/** Codes for demo and test data from the user-defined range PDY00001 to PDY99999, never issued to a real organisation. */
import { organisationCheckDigit, usccCheckDigit } from './identifiers.ts';

/**
 * A well-formed 统一社会信用代码 (registrar 9, type 1) of the demo range.
 * @param divisionCode six digits of GB/T 2260
 * @param n 1..99999
 */
export function demoUscc(divisionCode: string, n: number): string {
  if (!/^[0-9]{6}$/.test(divisionCode)) throw new RangeError(`division code must be six digits: ${divisionCode}`);
  if (!Number.isInteger(n) || n < 1 || n > 99_999) throw new RangeError(`demo number must be 1..99999: ${n}`);
  const organisation = `PDY${String(n).padStart(5, '0')}`;
  const first17 = `91${divisionCode}${organisation}${organisationCheckDigit(organisation)}`;
  return first17 + usccCheckDigit(first17);
}
