import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CERTIFICATE_NUMBER } from '../../contracts/documents.ts';
import { certificateNumber, codesMatch, verificationCode } from '../../domain/certificates.ts';

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('a certificate’s number', () => {
  const series = { prefix: 'ZZEC', rehearsal: false, year: 2026, categoryNo: 4 };
  test('says programme, year, category and serial; a rehearsal’s says so', () => {
    expect(certificateNumber(series, 7)).toBe('ZZEC-CERT-2026-04-0007');
    expect(certificateNumber({ ...series, rehearsal: true }, 12_345)).toBe('ZZEC-DRILL-2026-04-12345');
  });
  test('is one that the public page takes, whatever its parts', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 2000, max: 2100 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 99_999 }),
        (rehearsal, year, categoryNo, serial) =>
          CERTIFICATE_NUMBER.test(certificateNumber({ prefix: 'ZZEC', rehearsal, year, categoryNo }, serial)),
      ),
    );
  });
  test.each([
    [{ ...series, prefix: 'zz' }, 1],
    [{ ...series, year: 0 }, 1],
    [series, 1.5],
  ])('is not made of %j and %d', (given, serial) => {
    expect(() => certificateNumber(given, serial)).toThrow(RangeError);
  });
});

describe('a verification code', () => {
  test('has 16 readable characters in groups of four', () => {
    fc.assert(
      fc.property(tenBytes, (bytes) =>
        /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/.test(verificationCode(bytes)),
      ),
    );
  });
  test('differs where the bytes differ', () => {
    fc.assert(
      fc.property(tenBytes, tenBytes, (a, b) => {
        const same = Buffer.from(a).equals(Buffer.from(b));
        expect(codesMatch(verificationCode(a), verificationCode(b))).toBe(same);
      }),
    );
  });
  test('is known again in small letters, without hyphens, and with the usual mistakes of reading', () => {
    expect(codesMatch('o1il 0abc-wxyz 9qxr', '0111-0ABC-WXYZ-9QXR')).toBe(true);
    expect(codesMatch('０１１１０ＡＢＣＷＸＹＺ９ＱＸＲ', '0111-0ABC-WXYZ-9QXR')).toBe(true);
    expect(codesMatch('', '0111-0ABC-WXYZ-9QXR')).toBe(false);
  });
});
