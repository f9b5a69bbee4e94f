/** The credit register in a real browser: one record by hand, a file with a fault and a clean one, a revocation. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type System, startSystem } from '../support/system.ts';
import { DESKTOP, findings, PHONE, say, Visitor } from './people.ts';

let system: System;
let browser: Browser;
beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ round: true }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

const CITY = 'city.officer@demo.tenfold.example';
const CODE = '91410105PDY0010128';
const HEAD = '统一社会信用代码,企业名称,类型,来源,文号,事由,生效日期,失效日期';

test('the city office keeps the register', async () => {
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  const { page } = visitor;
  await visitor.signIn(CITY);
  await visitor.go('/desk/credit-records');
  await page.getByText(say('credit.none')).waitFor();
  await visitor.button(say('credit.enter')).click();
  const form = page.getByRole('region', { name: say('credit.enter') });
  for (const [key, value] of Object.entries({
    identifier: CODE,
    name: '示例企业',
    source: '市市场监督管理局',
    documentNo: '郑市监〔2026〕18号',
    reason: '提供虚假证明材料',
    validFrom: '2026-03-01',
  })) {
    await form.getByLabel(say(`credit.field.${key}`)).fill(value);
  }
  await visitor.look('credit-enter');
  await visitor.button(say('credit.submit')).click();
  await page.getByText(say('credit.done', { name: '示例企业' })).waitFor();

  await visitor.button(say('credit.import')).click();
  const choose = (text: string) =>
    page
      .getByTestId('credit-file')
      .setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const line = (code: string, no: number) =>
    `${code},某公司,守信,省级主管部门,豫信〔2026〕${no}号,纳税信用A级,2026/1/1,长期`;
  await choose([HEAD, line('12345678', 1), line(CODE, 2)].join('\n'));
  await page.getByRole('cell', { name: say('problem.rule.length') }).waitFor();
  await visitor.look('credit-faults');
  expect(await visitor.button(say('credit.take', { count: 1 })).count()).toBe(0);
  await choose([HEAD, line(CODE, 2)].join('\n'));
  await visitor.button(say('credit.take', { count: 1 })).click();
  await page.getByText(say('credit.imported', { entered: 1, known: 0 })).waitFor();

  await page
    .getByRole('button', { name: say('credit.revokeOf', { name: '示例企业', no: '郑市监〔2026〕18号' }) })
    .click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: say('credit.revoke') }).isDisabled()).toBe(true);
  await dialog.getByLabel(say('credit.revokeReason')).fill('复议撤销原决定');
  await visitor.look('credit-revoke');
  await dialog.getByRole('button', { name: say('credit.revoke') }).click();
  await page.getByRole('cell').getByText(say('vocabulary.creditStateStatus.revoked'), { exact: true }).waitFor();
  await visitor.look('credit-register');
  await visitor.close();
}, 120_000);

test('the auditor reads it on a phone, in English', async () => {
  const visitor = await Visitor.open(browser, system, 'en', PHONE);
  await system.sql`update users set locale = 'en' where email like 'auditor@%'`;
  await visitor.signIn('auditor@demo.tenfold.example', 'en');
  await visitor.go('/desk/credit-records');
  await visitor.page
    .getByRole('listitem')
    .getByText(say('vocabulary.creditStateStatus.revoked', {}, 'en'), { exact: true })
    .waitFor();
  expect(await visitor.button(say('credit.enter', {}, 'en')).count()).toBe(0);
  await visitor.look('credit-phone-en');
  await visitor.close();
}, 60_000);

test('nothing was found wrong on these pages', () => {
  expect(findings.splice(0)).toEqual([]);
});
