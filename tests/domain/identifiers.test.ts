import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { demoUscc } from '../../domain/demo-identifiers.ts';
import {
  checkBankAccount,
  checkCnaps,
  checkIcp,
  checkMobile,
  checkOrganisationCode,
  checkRegistrationNumber15,
  checkUscc,
  type IdentifierCheck,
  mod1110CheckDigit,
  orgCodeOfUscc,
  USCC_ALPHABET,
} from '../../domain/identifiers.ts';

const ruleOf = (check: IdentifierCheck) => (check.ok ? 'ok' : check.rule);

describe('统一社会信用代码 (GB 32100-2015)', () => {
  test.each([
    '91350100M000100Y43',
    '91350200776049653A',
    '91440101MA5CJQ4N59',
    '91410102PDY00001X9',
    '91410182PDY0000953',
  ])('%s is well formed', (code) => expect(checkUscc(code)).toEqual({ ok: true, normalised: code }));

  test.each([
    ['91350100M000100Y4A', 'checkDigit'],
    ['91350100M000100Y4Z', 'alphabet'],
    ['91350100M000100Y4', 'length'],
    ['9135O100M000100Y43', 'alphabet'],
    ['91A50100M000100Y43', 'format'],
    ['', 'length'],
  ])('%s breaks the rule %s', (code, rule) => expect(ruleOf(checkUscc(code))).toBe(rule));

  test('a wrong check digit is told the right one', () => {
    expect(checkUscc('91350100M000100Y4A')).toMatchObject({ ok: false, rule: 'checkDigit', expected: '3' });
  });

  test('blanks, full-width forms and small letters are normalised', () => {
    expect(checkUscc(' ９１３５０１００ m000100y43 ')).toEqual({ ok: true, normalised: '91350100M000100Y43' });
  });

  test('the organisation code lies within', () => {
    expect(orgCodeOfUscc('91350200776049653A')).toBe('77604965-3');
    expect(orgCodeOfUscc('91350200776049653B')).toBeNull();
  });

  test('every demo code is well formed and holds a well-formed organisation code of the demo range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 999_999 }), fc.integer({ min: 1, max: 99_999 }), (division, n) => {
        const code = demoUscc(String(division), n);
        expect(ruleOf(checkUscc(code))).toBe('ok');
        const organisation = orgCodeOfUscc(code) ?? '';
        expect(organisation.startsWith('PDY')).toBe(true);
        expect(ruleOf(checkOrganisationCode(organisation))).toBe('ok');
      }),
    );
  });

  test('one changed sign is always found', () => {
    const sign = fc.constantFrom(...USCC_ALPHABET);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 17 }), sign, (n, at, other) => {
        const code = demoUscc('410105', n);
        fc.pre(code.charAt(at) !== other);
        expect(checkUscc(code.slice(0, at) + other + code.slice(at + 1)).ok).toBe(false);
      }),
    );
  });
});

describe('older and other identifiers', () => {
  test.each([
    ['77604965-3', 'ok'],
    ['79965505-8', 'ok'],
    ['776049653', 'ok'],
    ['77604965-4', 'checkDigit'],
    ['7760496-3', 'length'],
    ['7760496!-3', 'alphabet'],
    ['77604965-Y', 'alphabet'],
  ])('组织机构代码 %s: %s', (code, rule) => expect(ruleOf(checkOrganisationCode(code))).toBe(rule));

  test.each([
    ['313491000232', 'ok'],
    ['313491099996', 'ok'],
    ['314653617115', 'checkDigit'],
    ['31349100023', 'length'],
    ['31349100023X', 'alphabet'],
  ])('联行号 %s: %s', (code, rule) => expect(ruleOf(checkCnaps(code))).toBe(rule));

  test('注册号 of 15 digits: the digit by ISO 7064 MOD 11,10 passes, every other one does not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }), (digits) => {
        const first = digits.join('');
        const right = mod1110CheckDigit(first);
        for (let digit = 0; digit <= 9; digit += 1) {
          expect(checkRegistrationNumber15(`${first}${digit}`).ok).toBe(String(digit) === right);
        }
      }),
    );
  });

  test.each([
    ['豫ICP备12345678号', 'ok'],
    ['豫ICP备12345678号-1', 'ok'],
    ['豫icp备12345678号', 'ok'],
    ['豫ICP证123456号', 'ok'],
    ['ICP备12345678号', 'format'],
    ['豫ICP备12345号', 'format'],
  ])('ICP %s: %s', (code, rule) => expect(ruleOf(checkIcp(code))).toBe(rule));

  test.each([
    ['13800000101', 'ok'],
    ['+86 138-0000-0101', 'ok'],
    ['23800000101', 'format'],
    ['1380000010', 'length'],
  ])('mobile %s: %s', (code, rule) => expect(ruleOf(checkMobile(code))).toBe(rule));

  test.each([
    ['4100 1530 0100 5020 1234', 'ok'],
    ['41001530-0100', 'ok'],
    ['', 'length'],
    ['1'.repeat(33), 'length'],
    ['账号1', 'alphabet'],
  ])('bank account %s: %s', (code, rule) => expect(ruleOf(checkBankAccount(code))).toBe(rule));

  test('no text makes a check throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const check of [checkUscc, checkOrganisationCode, checkCnaps, checkIcp, checkMobile, checkBankAccount])
          check(text);
      }),
    );
  });
});
