/** Amounts on the pages, in the unit that each language reads. */
import { expect, test } from '@jest/globals';
import { say } from '../pages/people.ts';
import { moneyWords } from '../../admin-ui/src/form/money-words.ts';

const translate =
  (language: 'zh' | 'en') =>
  (key: string, values: Record<string, string> = {}) =>
    say(key, values, language);

test.each([
  [4_000_000_000, '4,000 万元', 'CNY 40,000,000'],
  [123_450_050, '123.45005 万元', 'CNY 1,234,500.50'],
  [0, '0 万元', 'CNY 0'],
])('%d fen', (fen, zh, en) => {
  expect(moneyWords(fen, translate('zh'))).toBe(zh);
  expect(moneyWords(fen, translate('en'))).toBe(en);
});
