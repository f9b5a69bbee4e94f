/**
 * Identifier rules of Chinese enterprises: form and check digit. Nothing here asks a register: an identifier that passes is
 * well formed, not proved to exist.
 */

export type IdentifierRule = 'length' | 'alphabet' | 'checkDigit' | 'format';
export type IdentifierCheck =
  | { ok: true; normalised: string }
  | { ok: false; rule: IdentifierRule; normalised: string; expected?: string };

/** 31 signs of GB 32100-2015: digits and capitals without I, O, S, V, Z. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const ICP = new RegExp(`^[${PROVINCES}](ICP备|ICP证)[0-9]{6,12}号(-[0-9]+)?$`);
const MOBILE = /^1[0-9]{10}$/;
const BANK_ACCOUNT = /^[0-9A-Za-z-]{1,32}$/;

/** Full-width digits and letters to half-width, blanks and invisible signs out, letters to capitals. */
export function normaliseCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .toUpperCase();
}

const fault = (rule: IdentifierRule, normalised: string, expected?: string): IdentifierCheck =>
  expected === undefined ? { ok: false, rule, normalised } : { ok: false, rule, normalised, expected };

/** Check digit of the first 17 signs of a 统一社会信用代码 (GB 32100-2015). The caller guarantees length and alphabet. */
export function usccCheckDigit(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += USCC_ALPHABET.indexOf(first17.charAt(i)) * (USCC_WEIGHTS[i] ?? 0);
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Check digit of the first 8 signs of a 组织机构代码 (GB 11714-1997). The caller guarantees length and alphabet. */
export function organisationCheckDigit(first8: string): string {
  let sum = 0;
  for (let i = 0; i < 8; i += 1)
    sum += ORGANISATION_ALPHABET.indexOf(first8.charAt(i)) * (ORGANISATION_WEIGHTS[i] ?? 0);
  const digit = 11 - (sum % 11);
  return digit === 10 ? 'X' : digit === 11 ? '0' : String(digit);
}

/** Check digit by ISO 7064 MOD 11,10 (GB/T 17710) over a string of digits of any length. */
export function mod1110CheckDigit(digits: string): string {
  let product = 10;
  for (const sign of digits) {
    const sum = (product + Number(sign)) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return String((11 - product) % 10);
}

/** 统一社会信用代码, 18 signs: registrar, type, division (6 digits), organisation code (9), check digit. */
export function checkUscc(text: string): IdentifierCheck {
  const code = normaliseCode(text);
  if (code.length !== 18) return fault('length', code);
  if ([...code].some((sign) => !USCC_ALPHABET.includes(sign))) return fault('alphabet', code);
  if (!/^[0-9]{6}$/.test(code.slice(2, 8))) return fault('format', code);
  const expected = usccCheckDigit(code.slice(0, 17));
  return code.endsWith(expected) ? { ok: true, normalised: code } : fault('checkDigit', code, expected);
}

/** 组织机构代码, 8 signs and a check digit; the hyphen before the last is optional and is kept in the normalised form. */
export function checkOrganisationCode(text: string): IdentifierCheck {
  const code = normaliseCode(text).replace(/-(.)$/, '$1');
  if (code.length !== 9) return fault('length', code);
  if ([...code.slice(0, 8)].some((sign) => !ORGANISATION_ALPHABET.includes(sign))) return fault('alphabet', code);
  if (!/[0-9X]$/.test(code)) return fault('alphabet', code);
  const expected = organisationCheckDigit(code.slice(0, 8));
  if (!code.endsWith(expected)) return fault('checkDigit', code, expected);
  return { ok: true, normalised: `${code.slice(0, 8)}-${expected}` };
}

/** 组织机构代码 within a 统一社会信用代码 (signs 9 to 17), with hyphen; null when the code is not well formed. */
export function orgCodeOfUscc(uscc: string): string | null {
  const checked = checkUscc(uscc);
  return checked.ok ? `${checked.normalised.slice(8, 16)}-${checked.normalised.slice(16, 17)}` : null;
}

/** A code of either kind: 统一社会信用代码 when it has 18 signs, otherwise 组织机构代码. */
export const checkOrganisation = (text: string): IdentifierCheck =>
  normaliseCode(text).length === 18 ? checkUscc(text) : checkOrganisationCode(text);

function checkMod1110(text: string, length: number): IdentifierCheck {
  const code = normaliseCode(text);
  if (code.length !== length) return fault('length', code);
  if (!/^[0-9]+$/.test(code)) return fault('alphabet', code);
  const expected = mod1110CheckDigit(code.slice(0, -1));
  return code.endsWith(expected) ? { ok: true, normalised: code } : fault('checkDigit', code, expected);
}

/** 工商注册号 of the years 2007 to 2015, 15 digits (GS 15-2006). */
export function checkRegistrationNumber15(text: string): IdentifierCheck {
  return checkMod1110(text, 15);
}

/** 联行号 (CNAPS), 12 digits: bank 3, area 4, branch 4, check digit. */
export function checkCnaps(text: string): IdentifierCheck {
  return checkMod1110(text, 12);
}

/** ICP 备案号 or ICP 证: form only, there is no check digit. */
export function checkIcp(text: string): IdentifierCheck {
  const code = normaliseCode(text);
  return ICP.test(code) ? { ok: true, normalised: code } : fault('format', code);
}

/** Mainland mobile number, 11 digits; a leading +86 is taken off. */
export function checkMobile(text: string): IdentifierCheck {
  const code = normaliseCode(text).replace(/^\+86/, '').replace(/-/g, '');
  if (code.length !== 11) return fault('length', code);
  return MOBILE.test(code) ? { ok: true, normalised: code } : fault('format', code);
}

/** Corporate bank account: 1 to 32 letters, digits, hyphens. Such accounts carry no public check digit, so no Luhn. */
export function checkBankAccount(text: string): IdentifierCheck {
  const code = text.normalize('NFKC').replace(/\s/g, '');
  if (code.length < 1 || code.length > 32) return fault('length', code);
  return BANK_ACCOUNT.test(code) ? { ok: true, normalised: code } : fault('alphabet', code);
}

/** Checks a form field may name with `x-identifier`. */
export const IDENTIFIER_CHECKS = {
  uscc: checkUscc,
  organisationCode: checkOrganisationCode,
  registrationNumber15: checkRegistrationNumber15,
  cnaps: checkCnaps,
  icp: checkIcp,
  mobile: checkMobile,
  bankAccount: checkBankAccount,
} as const;
export type IdentifierKind = keyof typeof IDENTIFIER_CHECKS;
