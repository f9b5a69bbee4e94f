/** Checks with evidence, leave and cover, handing on and the supervisor's view, in real browsers. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type System, startSystem } from '../support/system.ts';
import { DESKTOP, findings, PHONE, say, Visitor } from './people.ts';

let system: System;
let browser: Browser;
let taskId = '';
const email = (name: string) => `${name}@demo.tenfold.example`;
const idOf = async (name: string) =>
  (await system.sql<{ id: string }[]>`select id from users where email = ${email(name)}`)[0]?.id ?? '';
const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ round: true }), launchBrowser()]);
  // The demo's submitted application lies with the economic zone: a colleague there, a record of credit, a task that is late.
  await system.sql`update role_grants set body_id = 'zone-economic' where user_id = ${await idOf('jinshui.officer2')}`;
  const [task] = await system.sql<{ id: string }[]>`
    update tasks set overdue_at = now(), escalated_at = now(), due_at = now() - interval '5 days' where status = 'open' returning id`;
  taskId = task?.id ?? '';
  const city = await system.as(email('city.officer'));
  const [lead] = await system.sql<{ identifier: string; name: string }[]>`
    select e.identifier, e.name from tasks t join applications a on a.case_id = t.case_id
    join enterprises e on e.id = a.lead_enterprise_id where t.id = ${taskId}`;
  await city.post('/credit-records', {
    ...lead,
    kind: 'untrustworthy',
    source: '市统计局',
    documentNo: '郑统〔2026〕7号',
    reason: '提供不真实统计资料',
    validFrom: '2026-01-01',
    validTo: null,
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

test('an officer takes a task, reads the checks, and enters a leave', async () => {
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  const { page } = visitor;
  await visitor.signIn(email('economic.officer'));
  await visitor.go(`/desk/tasks/${taskId}`);
  await visitor.button(say('task.claim')).click();
  await visitor.button(say('task.release')).waitFor();
  await page.getByRole('tab', { name: say('task.tab.checks') }).click();
  await page
    .getByRole('region', { name: say('task.check.credit') })
    .getByText('提供不真实统计资料')
    .waitFor();
  await visitor.look('checks-desktop-zh');
  await visitor.go('/desk/leaves');
  await page.getByText(say('supervision.leaves.none')).waitFor();
  await visitor.button(say('supervision.leaves.enter')).click();
  const form = page.getByRole('region', { name: say('supervision.leaves.enter') });
  await form.getByLabel(say('vocabulary.field.deputyId')).click();
  await visitor.choose(page.getByRole('option').first());
  await form.getByLabel(say('vocabulary.field.startsOn')).fill(day(0));
  await form.getByLabel(say('vocabulary.field.endsOn')).fill(day(4));
  await form.getByLabel(say('vocabulary.field.reason')).fill('年休假');
  await visitor.look('leave-enter-zh');
  await visitor.button(say('supervision.leaves.submit')).click();
  await page.getByText(say('supervision.leaves.done')).waitFor();
  await visitor.look('leaves-desktop-zh');
  await visitor.close();
}, 180_000);

test('the deputy finds the task under “Covering” and may decide it, on a phone in English', async () => {
  await system.sql`update users set locale = 'en' where email = ${email('jinshui.officer2')}`;
  const visitor = await Visitor.open(browser, system, 'en', PHONE);
  const { page } = visitor;
  await visitor.signIn(email('jinshui.officer2'), 'en');
  await visitor.go(`/desk/tasks?filter=${encodeURIComponent(JSON.stringify({ view: 'covering' }))}`);
  await page
    .getByText(say('supervision.escalated', {}, 'en'))
    .first()
    .waitFor();
  await visitor.look('covering-phone-en');
  await visitor.go(`/desk/tasks/${taskId}`);
  await page.getByText(/you stand in/).waitFor();
  await visitor.button(say('task.decide', {}, 'en')).waitFor();
  await visitor.look('covering-task-phone-en');
  await visitor.go('/desk/leaves');
  await visitor.look('leaves-phone-en');
  await visitor.close();
}, 180_000);

test('the supervisor sees who holds what and hands a late task on', async () => {
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  const { page } = visitor;
  await visitor.signIn(email('economic.supervisor'));
  await visitor.look('supervision-home-zh');
  await visitor.go('/desk/supervision');
  await page.getByRole('cell').getByText(say('supervision.escalated'), { exact: true }).waitFor();
  await visitor.look('supervision-desktop-zh');
  await page.getByRole('cell').getByRole('button', { name: /改派/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('supervision.colleague')).click();
  await visitor.choose(page.getByRole('option').first());
  await dialog.getByLabel(say('supervision.reason')).fill('原承办人休假');
  await visitor.look('supervision-reassign-zh');
  await dialog.getByRole('button', { name: say('supervision.reassign') }).click();
  await dialog.waitFor({ state: 'detached' });
  const deputy = await idOf('jinshui.officer2');
  expect((await system.sql`select claimed_by from tasks where id = ${taskId}`)[0]?.claimedBy).toBe(deputy);
  await visitor.go(`/desk/tasks/${taskId}`);
  await page.getByText(say('task.readOnly')).waitFor();
  await visitor.look('supervision-case-zh');
  await visitor.close();
}, 180_000);

test('the operator sees all leaves and enters one for somebody', async () => {
  await system.sql`update users set locale = 'en' where email like 'operator@%'`;
  const visitor = await Visitor.open(browser, system, 'en', PHONE);
  const { page } = visitor;
  await visitor.signIn(email('operator'), 'en');
  await visitor.go('/desk/leaves');
  await page.getByText('年休假').waitFor();
  await visitor.button(say('supervision.leaves.enter', {}, 'en')).click();
  await visitor.look('leaves-operator-phone-en');
  await visitor.close();
}, 120_000);

test('the office finds the related parties of a round in its control room', async () => {
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  await visitor.signIn(email('city.officer'));
  const [round] = await system.sql<{ id: string }[]>`select case_id as id from rounds limit 1`;
  await visitor.go(`/desk/rounds/${round?.id}`);
  await visitor.page.getByRole('heading', { name: say('round.related.title') }).waitFor();
  await visitor.look('related-round-zh');
  await visitor.close();
}, 120_000);

test('nothing was found wrong on these pages', () => {
  expect(findings.splice(0)).toEqual([]);
});
