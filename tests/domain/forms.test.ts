import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Form } from '../../contracts/policy.ts';
import type { Category } from '../../contracts/programme.ts';
import { extraFaults } from '../../domain/form-faults.ts';
import { schemaFault, validateSection } from '../../domain/form-validator.ts';
import {
  formForCategory,
  markedOnly,
  missingAttachments,
  missingItems,
  serviceCoverage,
  titleAt,
} from '../../domain/forms.ts';

const name = (zh: string) => ({ zh, en: `${zh} en` });
const category: Category = {
  no: 1,
  key: 'one',
  name: name('一'),
  industry: 'one',
  purpose: null,
  requiredServices: [
    { code: '01-01', name: name('查询') },
    { code: '01-02', name: name('支付') },
    { code: '01-03', name: name('配送') },
  ],
};
const plan = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['planned', 'built'] },
    plan: { type: 'string', title: '内容', minLength: 1 },
  },
  required: ['status', 'plan'],
};
const form: Form = {
  version: 1,
  sections: [
    {
      key: 'services',
      title: name('服务'),
      scope: 'shared',
      schema: { type: 'object', properties: { plans: { 'x-per-required-service': plan } }, required: ['plans'] },
      uiSchema: {},
    },
    {
      key: 'staff',
      title: name('人员'),
      scope: 'party',
      schema: {
        type: 'object',
        properties: {
          total: { type: 'integer', title: '总数', 'x-title-en': 'Total' },
          part: { type: 'integer', 'x-not-above': 'total' },
          rows: {
            type: 'array',
            'x-unique-by': 'year',
            items: { type: 'object', properties: { mobile: { type: 'string', 'x-identifier': 'mobile' } } },
          },
          from: { type: 'string', format: 'date' },
          to: { type: 'string', format: 'date', 'x-not-before': 'from' },
        },
        required: ['total'],
      },
      uiSchema: {},
    },
  ],
};
const expanded = formForCategory(form, category);
const staff = form.sections[1]?.schema ?? {};

describe('the form of a category', () => {
  test('asks for one plan per required service, and for no other', () => {
    const schema = expanded.sections[0]?.schema ?? {};
    expect(schemaFault(schema)).toBeNull();
    expect(validateSection(schema, { plans: { '01-01': { status: 'built', plan: '有' }, '09-09': {} } })).toEqual([
      { pointer: '/plans/01-02', rule: 'required' },
      { pointer: '/plans/01-03', rule: 'required' },
      { pointer: '/plans/09-09', rule: 'unknown' },
    ]);
    expect(titleAt(schema, '/plans/01-02/status')).toEqual({ zh: '01-02 支付', en: '01-02 支付 en' });
    expect(titleAt(schema, '/plans/01-02/plan')).toEqual({ zh: '内容', en: '内容' });
  });

  test('leaves the programme’s form as it is', () => {
    expect(JSON.stringify(form)).toContain('x-per-required-service');
    expect(JSON.stringify(expanded)).not.toContain('x-per-required-service');
  });
});

describe('coverage of services', () => {
  test('counts services with a plan in words', () => {
    const plans = {
      '01-01': { status: 'built', plan: '有' },
      '01-02': { status: 'planned', plan: ' ' },
      '01-03': { status: 'planned', plan: '将有' },
    };
    expect(serviceCoverage({ plans }, category)).toEqual({
      required: 3,
      planned: 1,
      built: 1,
      coverageBp: 6_666,
      missing: ['01-02'],
    });
    expect(serviceCoverage(null, category).coverageBp).toBe(0);
  });

  test('no data makes it throw or leave 0..10,000', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const { coverageBp, planned, built, missing } = serviceCoverage({ plans: data }, category);
        expect(coverageBp >= 0 && coverageBp <= 10_000 && planned + built + missing.length === 3).toBe(true);
      }),
    );
  });
});

describe('rules between fields', () => {
  test('not above, not before, identifiers, rows that differ, no control characters', () => {
    const data = {
      total: 5,
      part: 6,
      from: '2026-02-01',
      to: '2026-01-31',
      rows: [{ year: 1, mobile: '123' }, { year: 1 }],
      note: 'a\u0000b',
    };
    expect(extraFaults(staff, data)).toEqual([
      { pointer: '/part', rule: 'notAbove' },
      { pointer: '/to', rule: 'notBefore' },
      { pointer: '/rows/0/mobile', rule: 'identifier.length' },
      { pointer: '/rows/1/year', rule: 'uniqueBy' },
      { pointer: '/note', rule: 'controlCharacters' },
    ]);
    expect(extraFaults(staff, { total: 6, part: 6, from: '2026-01-31', to: '2026-01-31' })).toEqual([]);
  });

  test('a field of the wrong type is told once', () => {
    expect(validateSection(staff, { total: 'five' })).toEqual([{ pointer: '/total', rule: 'type' }]);
  });

  test('no data makes the rules throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (data) => Array.isArray(validateSection(staff, data))));
  });
});

describe('what is missing', () => {
  test('every required field of each party and of the whole, with its title', () => {
    const content = [{ section: 'staff', enterpriseId: 'a', data: { total: 1 } }];
    expect(missingItems(expanded, ['a', 'b'], content, validateSection)).toEqual([
      { section: 'services', enterpriseId: null, pointer: '/plans', rule: 'required', title: null },
      { section: 'staff', enterpriseId: 'b', pointer: '/total', rule: 'required', title: { zh: '总数', en: 'Total' } },
    ]);
  });

  test('attachments: required ones by scope, and too many', () => {
    const slot = { label: name('件'), mediaTypes: ['application/pdf'], maxBytes: 1, maxCount: 1, basis: 'x' };
    const slots = [
      { ...slot, key: 'letter', scope: 'party' as const, required: true },
      { ...slot, key: 'extra', scope: 'shared' as const, required: false },
    ];
    const files = [
      { slot: 'letter', enterpriseId: 'a' },
      { slot: 'extra', enterpriseId: null },
      { slot: 'extra', enterpriseId: null },
    ];
    expect(
      missingAttachments(slots, ['a', 'b'], files).map(({ enterpriseId, pointer, rule }) => [
        enterpriseId,
        pointer,
        rule,
      ]),
    ).toEqual([
      ['b', '/letter', 'required'],
      [null, '/extra', 'maxItems'],
    ]);
  });
});

describe('a correction', () => {
  const before = [
    { section: 'project', enterpriseId: null, data: { name: '甲', cost: { own: 1, asked: 2 } } },
    { section: 'staff', enterpriseId: 'a', data: { total: 1 } },
    { section: 'staff', enterpriseId: 'b', data: { total: 1 } },
  ];
  const changed = [
    { section: 'project', enterpriseId: null, data: { name: '甲', cost: { own: 9, asked: 2 } } },
    { section: 'staff', enterpriseId: 'a', data: { total: 2 } },
    { section: 'staff', enterpriseId: 'b', data: { total: 1 } },
  ];
  const mark = (section: string, enterpriseId: string | null, pointer: string) => ({ section, enterpriseId, pointer });

  test('may change what is marked and what lies below, nothing else', () => {
    expect(markedOnly(before, changed, [mark('project', null, '/cost'), mark('staff', 'a', '/total')])).toEqual([]);
    expect(markedOnly(before, changed, [mark('project', null, '/cost/asked'), mark('staff', 'b', '/total')])).toEqual([
      mark('project', null, '/cost/own'),
      mark('staff', 'a', '/total'),
    ]);
    expect(markedOnly(before, changed, [mark('project', null, ''), mark('staff', 'a', '')])).toEqual([]);
  });

  test('no mark, no change', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (a, b) => {
        const one = [{ section: 's', enterpriseId: null, data: a }];
        const two = [{ section: 's', enterpriseId: null, data: b }];
        expect(markedOnly(one, one, [])).toEqual([]);
        expect(markedOnly(one, two, [mark('s', null, '')])).toEqual([]);
      }),
    );
  });
});
