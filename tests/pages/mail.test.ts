/** Mail by choice and mail that comes back, as people see them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { postMessage } from '../../db/messages.ts';
import { launchBrowser } from '../support/browser.ts';
import { personOf } from '../support/story.ts';
import { type System, startSystem } from '../support/system.ts';
import { DESKTOP, findings, PHONE, say, Visitor } from './people.ts';

let system: System;
let browser: Browser;
const officer = personOf('cityOfficer');
const operator = personOf('operator');

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

async function mail(status: string, no: number): Promise<void> {
  const [row] = await system.sql<{ id: string }[]>`select id from users where email = ${officer}`;
  const dedupeKey = `mail-${no}`;
  await postMessage(system.sql, {
    template: 'reviewStarted',
    values: { project: `中原食品产业平台 ${no}`, round: { zh: '第一批行业平台', en: 'First platform round' } },
    userId: row?.id as string,
    email: officer,
    locale: 'zh',
    dedupeKey,
  });
  await system.sql`update messages set mail_status = ${status} where dedupe_key = ${dedupeKey}`;
}

test('a person chooses a digest and quiet hours, is told what is wrong, and finds the choice again', async () => {
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  await visitor.signIn(officer);
  await visitor.go('/desk/account');
  const { page } = visitor;
  await page.getByLabel(say('mail.choice.daily')).check();
  await page.getByLabel(say('mail.choice.quiet')).check();
  await page.getByLabel(say('mail.choice.quietTo')).fill('09:00');
  const form = page.locator('form', { has: page.getByLabel(say('mail.choice.daily')) });
  await form.getByRole('button', { name: say('shell.save') }).click();
  await page.getByText(say('problem.rule.inQuietHours')).waitFor();
  await page.getByLabel(say('mail.choice.quietTo')).fill('07:30');
  await form.getByRole('button', { name: say('shell.save') }).click();
  await page.getByText(say('mail.choice.saved')).waitFor();
  await visitor.look('mail-choice-desktop-zh');
  await visitor.go('/desk/account');
  expect(await page.getByLabel(say('mail.choice.daily')).isChecked()).toBe(true);
  expect(await page.getByLabel(say('mail.choice.quietTo')).inputValue()).toBe('07:30');
  await visitor.close();
  expect(findings.splice(0)).toEqual([]);
});

test('mail that comes back is shown to the operator and, from the sign-in on, to the person, who confirms the address', async () => {
  await mail('sent', 1);
  await mail('held', 2);
  await mail('failed', 3);
  await system.sql`
    insert into bouncing_addresses (email, since, source, diagnostic)
    values (${officer}, now() - interval '2 days', 'dsn', '5.1.1 550 no such mailbox')`;
  const watcher = await Visitor.open(browser, system, 'zh', DESKTOP);
  await watcher.signIn(operator);
  await watcher.go('/desk/mail');
  await watcher.page.getByText('5.1.1 550 no such mailbox').waitFor();
  await watcher.look('mail-operator-desktop-zh');
  await watcher.page.getByLabel(say('mail.bouncing.raw')).fill('Subject: hello\n\nhello');
  await watcher.button(say('mail.bouncing.record')).click();
  await watcher.page.getByText(say('problem.rule.noDeliveryStatus')).waitFor();
  await watcher.close();

  await system.sql`update users set locale = 'en' where email = ${officer}`;
  const visitor = await Visitor.open(browser, system, 'en', PHONE);
  await visitor.signIn(officer, 'en');
  const confirm = visitor.button(say('mail.bouncing.confirm', {}, 'en'));
  await confirm.waitFor();
  await visitor.look('mail-bounces-phone-en');
  await confirm.click();
  await confirm.waitFor({ state: 'detached' });
  const [held] = await system.sql`select 1 from messages where mail_status = 'held'`;
  expect(held).toBeUndefined();
  await visitor.close();
  expect(findings.splice(0)).toEqual([]);
});

test('the office edits a message text: a fault is named, the preview shows the mail, the version is kept', async () => {
  const email = personOf('cityOfficer');
  await system.sql`update users set locale = 'zh' where email = ${email}`;
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  await visitor.signIn(email);
  await visitor.go('/desk/message-templates');
  await visitor.look('message-templates-desktop-zh');
  await visitor.go('/desk/message-templates/closingExtended');
  const { page } = visitor;
  const chinese = page.getByRole('region', { name: say('mail.template.zh'), exact: true });
  await chinese.getByLabel(say('mail.template.body')).fill('“{round}”的截止时间改为 {closesAt}。');
  await chinese.getByRole('button', { name: say('mail.template.previewButton') }).click();
  await page.getByText('{reason}', { exact: false }).first().waitFor();
  await page.getByRole('alert').waitFor();
  await chinese.getByLabel(say('mail.template.body')).fill('“{round}”的截止时间改为 {closesAt}。[[\n原因：{reason}]]');
  await chinese.getByRole('button', { name: say('mail.template.previewButton') }).click();
  await page.getByText('原因：平台检修影响申报。', { exact: false }).last().waitFor();
  await visitor.look('message-template-desktop-zh');
  await chinese.getByRole('button', { name: say('mail.template.save') }).click();
  await page
    .getByText(say('mail.template.version', { version: 1 }), { exact: false })
    .first()
    .waitFor();
  await visitor.close();
  await system.sql`update users set locale = 'en' where email = ${email}`;
  const phone = await Visitor.open(browser, system, 'en', PHONE);
  await phone.signIn(email, 'en');
  await phone.go('/desk/message-templates/closingExtended');
  await phone.look('message-template-phone-en');
  await phone.close();
  expect(findings.splice(0)).toEqual([]);
});
