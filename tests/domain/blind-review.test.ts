/** Blind review: what a text may not say about who applies. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aliasOf, hidden, tellingWords } from '../../domain/blind-review.ts';

const words = tellingWords(
  [{ name: '郑州豫味源食品股份有限公司', identifier: '91410105PDY0010128', lead: true }],
  [{ name: '新郑枣香园食品有限公司(集团)', identifier: '91410184PDY0010152' }],
);

test.each([
  ['由郑州豫味源食品股份有限公司牵头', '由【牵头单位】牵头'],
  ['由 郑州 豫味源 食品股份有限公司 牵头', '由 【牵头单位】 牵头'],
  ['代码 91410105-pdy0010128', '代码 【牵头单位】'],
  ['优于新郑枣香园食品有限公司（集团）', '优于【其他申报单位】'],
  ['见 https://food.example.com/scm?x=1，已上线', '见 【网址】，已上线'],
  ['官网www.yuweiyuan.com.cn。', '官网【网址】。'],
  ['登录 mall.yuweiyuan.cn/login 可见', '登录 【网址】 可见'],
  ['联系 lin@yuweiyuan.cn', '联系 【邮箱】'],
  ['豫ICP备12345678号-1', '【备案号】'],
  ['电话0371-68001234、13900000001', '电话【电话】、【电话】'],
])('%s', (text, shown) => {
  expect(hidden({ plan: [text] }, words)).toEqual({ plan: [shown] });
});

test('what tells nothing stays as it was written', () => {
  for (const text of [
    '三年内服务企业1200家，网上采购比率达到30.5%',
    '符合 GB/T 22239-2019 第三级',
    '自筹资金2800万元',
    'Node.js 20',
  ])
    expect(hidden(text, words)).toBe(text);
  expect(hidden({ amount: 13_900_000_001, yes: true, none: null }, words)).toEqual({
    amount: 13_900_000_001,
    yes: true,
    none: null,
  });
});

test('no spacing or case of a name or an identifier comes through', () => {
  const telling = fc.constantFrom('郑州豫味源食品股份有限公司', '91410105PDY0010128', '91410184PDY0010152');
  fc.assert(
    fc.property(
      telling,
      fc.array(fc.constantFrom('', ' ', '-', '\u3000'), { minLength: 30, maxLength: 30 }),
      (text, gaps) => {
        const written = [...text].map((one, i) => `${one.toLowerCase()}${gaps[i] ?? ''}`).join('');
        expect(String(hidden(`甲${written}乙`, words))).toMatch(/^甲【(牵头单位|其他申报单位)】[\s-]*乙$/);
      },
    ),
  );
});

test('letters of rivals do not repeat', () => {
  const letters = Array.from({ length: 80 }, (_, index) => aliasOf(index));
  expect(letters.slice(0, 2)).toEqual(['A', 'B']);
  expect(letters.slice(25, 27)).toEqual(['Z', 'A1']);
  expect(new Set(letters).size).toBe(80);
});
