/** Blind review: what a text may not say about who applies. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aliasOf, hidden, type NamedParty, tellingWords } from '../../domain/blind-review.ts';

const party = (name: string, written: NamedParty['written'][number] = {}, identifier = '91410105PDY0010128') => ({
  name,
  identifier,
  written: [written],
});
const ordinary = '食品行业电子商务服务平台 企业供应链管理系统 泵阀 金色 扩大成效 food platform';
const words = tellingWords(
  [
    {
      ...party('郑州豫味源食品股份有限公司', {
        legalRepresentative: '陈国栋',
        contact: { name: '高峰' },
        platformUrls: ['https://www.yuweiyuan-food.cn', 'https://ywy.tmall.com', 'https://www.person.cn'],
        registeredAddress: '郑州市金水区农业路示例街1号',
        registrationNumber: '410100000012345',
        shareholders: [{ name: '林婉清' }, { name: '豫东粮仓投资有限公司', identifier: '91410105PDY001099X' }],
      }),
      lead: true,
    },
  ],
  [
    party('新郑枣香园食品有限公司(集团)', {}, '91410184PDY0010152'),
    party('河南中原物流有限公司'),
    party('大成（郑州）商贸有限公司'),
    party('郑州金色食品有限公司'),
    party('郑州市华丰航天器材厂'),
  ],
  ordinary,
);

test.each([
  ['由郑州豫味源食品股份有限公司牵头', '由⟦lead⟧牵头'],
  ['由 郑州 豫味源 食品股份有限公司 牵头', '由 ⟦lead⟧ 牵头'],
  ['代码 91410105-pdy0010128', '代码 ⟦lead⟧'],
  ['代码 ９１４１０１０５ＰＤＹ００１０１２８', '代码 ⟦lead⟧'],
  ['注册号410100000012345', '注册号⟦lead⟧'],
  ['优于新郑枣香园食品有限公司（集团）', '优于⟦rival⟧'],
  // The 字号, alone and with its trade or a form behind it.
  ['豫味源将投入2800万元', '⟦lead⟧将投入2800万元'],
  ['“豫 味·源”品牌', '“⟦lead⟧”品牌'],
  ['郑州豫味源食品公司的仓库', '⟦lead⟧的仓库'],
  ['好于枣香园集团、枣香园', '好于⟦rival⟧、⟦rival⟧'],
  ['与华丰合作，华丰航天亦然', '与⟦rival⟧合作，⟦rival⟧亦然'],
  // In Latin letters: pinyin and the platform's domain.
  ['Yuweiyuan and YU WEI-YUAN, yuweiyuan-food, ywytmall', '⟦lead⟧ and ⟦lead⟧, ⟦lead⟧, ywytmall'],
  ['Zaoxiangyuan is smaller', '⟦rival⟧ is smaller'],
  ['person of 陈国栋', '⟦lead⟧ of ⟦person⟧'],
  // What tells nothing by itself: a division, a word of the shared texts. With trade or form it tells.
  ['中原经济区、中原城市群', '中原经济区、中原城市群'],
  ['中原公司和中原物流', '⟦rival⟧和⟦rival⟧'],
  ['金色的麦田', '金色的麦田'],
  ['金色食品', '⟦rival⟧'],
  // Two characters that meet by chance.
  ['重大成果；由大成实施；扩大成效', '重大成果；由⟦rival⟧实施；扩大成效'],
  // Persons, shareholders, addresses.
  ['法人代表陈国栋，股东林婉清', '法人代表⟦person⟧，股东⟦person⟧'],
  ['高峰期订单量；联系人高峰经理', '高峰期订单量；联系人⟦person⟧经理'],
  ['由豫东粮仓投资有限公司控股', '由⟦holder⟧控股'],
  ['位于郑州市金水区农业路示例街1号', '位于⟦address⟧'],
  // Whoever it is.
  ['见 https://food.example.com/scm?x=1，已上线', '见 ⟦web⟧，已上线'],
  ['官网www.yuweiyuan.com.cn。', '官网⟦web⟧。'],
  ['登录 mall.yuweiyuan.cn/login 可见', '登录 ⟦web⟧ 可见'],
  ['联系 lin@yuweiyuan.cn', '联系 ⟦mail⟧'],
  ['豫ICP备12345678号-1', '⟦filing⟧'],
  ['电话0371-68001234、13900000001、139 0000 0001', '电话⟦phone⟧、⟦phone⟧、⟦phone⟧'],
])('%s', (text, shown) => {
  expect(hidden({ plan: [text] }, words)).toEqual({ plan: [shown] });
  expect(hidden(shown, words)).toBe(shown);
});

test('what tells nothing stays as it was written', () => {
  for (const text of [
    '三年内服务企业1200家，网上采购比率达到30.5%',
    '符合 GB/T 22239-2019 第三级',
    '自筹资金2800万元',
    'Node.js 20',
    'an online food platform',
    '郑州、河南、新郑的食品企业',
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
        expect(String(hidden(`甲${written}乙`, words))).toMatch(/^甲⟦(lead|rival)⟧[\s-]*乙$/);
      },
    ),
  );
});

/** Names as they are registered: division, 字号, trade, form, and a division in brackets behind the 字号. */
const sign = fc.constantFrom(...'华丰泰鑫瑞嘉铭源盛昌恒裕禾谷嵩岳链桐颐沁');
const brand = fc.array(sign, { minLength: 2, maxLength: 4 }).map((signs) => signs.join(''));
const registered = fc
  .record({
    division: fc.constantFrom('', '郑州', '郑州市', '河南省', '河南省郑州市金水区', '新郑', '郑州高新技术产业开发区'),
    brand,
    bracket: fc.constantFrom('', '（郑州）', '(河南)', '（集团）'),
    trade: fc.constantFrom('电子商务', '食品', '现代农业发展', '商贸物流', '泵阀', '航天器材', '网络科技'),
    form: fc.constantFrom('有限公司', '股份有限公司', '有限责任公司', '集团有限公司', '厂', '中心'),
  })
  .map((parts) => ({ ...parts, name: Object.values(parts).join('') }));
/** Prose whose words end where it is cut. */
const phrase = fc.constantFrom(
  '由',
  '负责平台建设，',
  '与',
  '合作。',
  '服务企业1200家；',
  '“',
  '”',
  '公司',
  ' and ',
  '的',
  '⟦lead⟧',
);

test('no 字号 of a generated name survives in prose, whatever stands around it', () => {
  fc.assert(
    fc.property(registered, fc.array(phrase), fc.array(phrase), (one, before, after) => {
      const all = tellingWords([{ ...party(one.name), lead: true }], [], ordinary);
      const text = [...before, one.brand, ...after].join('');
      const shown = String(hidden(text, all));
      expect(shown).not.toContain(one.brand);
      expect(shown).toContain('⟦lead⟧');
    }),
    { numRuns: 300 },
  );
});

test('hiding again changes nothing, and a text without telling words is left as it is', () => {
  fc.assert(
    fc.property(
      fc.array(registered, { minLength: 1, maxLength: 4 }),
      fc.array(fc.oneof(phrase, brand, sign, fc.string({ unit: 'binary' }))),
      (names, pieces) => {
        const all = tellingWords(
          names.map(({ name }, i) => ({ ...party(name), lead: i === 0 })),
          [],
          ordinary,
        );
        const once = hidden(pieces.join(''), all);
        expect(hidden(once, all)).toBe(once);
      },
    ),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.array(phrase), (pieces) => {
      expect(hidden(pieces.join(''), words)).toBe(pieces.join(''));
    }),
  );
});

test('any name and any value makes a pattern that matches nothing but what it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'binary' }), (odd, text) => {
      const one = party(odd, { legalRepresentative: odd, registeredAddress: odd, platformUrls: [odd] }, odd);
      const all = tellingWords([{ ...one, lead: true }], [], '');
      expect(hidden('服务企业1200家', all)).toBe('服务企业1200家');
      hidden(text, all);
    }),
    { numRuns: 300 },
  );
});

test('no text makes a pattern run over it again and again: each of these would take minutes', () => {
  for (const unit of ['a', 'a.', 'a-', '豫 ', '豫味 ', '1', '华丰', '大成', 'www.', '0371-', 'ICP备1'])
    hidden(unit.repeat(100_000), words);
}, 60_000);

test('letters of rivals do not repeat', () => {
  const letters = Array.from({ length: 80 }, (_, index) => aliasOf(index));
  expect(letters.slice(0, 2)).toEqual(['A', 'B']);
  expect(letters.slice(25, 27)).toEqual(['Z', 'A1']);
  expect(new Set(letters).size).toBe(80);
});
