/** The operator's room: what is set aside is sent again after a dry run; what must always hold is checked and shown. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { personOf } from '../support/story.ts';
import { type System, startSystem } from '../support/system.ts';
import { DESKTOP, findings, PHONE, say, Visitor } from './people.ts';

let system: System;
let browser: Browser;
const operator = personOf('operator');

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ round: true, engine: true }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

const speak = (language: 'zh' | 'en') => system.sql`update users set locale = ${language} where email = ${operator}`;

test('what was set aside is listed with its error, tried dry, and sent again', async () => {
  await system.sql`delete from outbox`;
  await system.sql`
    insert into outbox (kind, subject_id, version, created_at, attempts, last_error, parked_at)
    select 'application', case_id, 1, now() - interval '2 hours', 10, 'INVALID_ARGUMENT: the task queue is not set', now()
    from applications where status = 'circulating'`;
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  await visitor.signIn(operator);
  await visitor.go('/desk/operations');
  const { page } = visitor;
  await page.getByText('INVALID_ARGUMENT').waitFor();
  await visitor.button(say('operator.dead.all')).click();
  await page.getByText(say('operator.dead.dryText'), { exact: false }).waitFor();
  await visitor.look('operations-desktop-zh');
  await visitor.button(say('operator.dead.confirm')).click();
  await page.getByText(say('operator.dead.none')).waitFor();
  const [row] = await system.sql`select parked_at, attempts from outbox where kind = 'application'`;
  expect(row).toEqual({ parkedAt: null, attempts: 0 });
  await visitor.close();
  await speak('en');
  const phone = await Visitor.open(browser, system, 'en', PHONE);
  await phone.signIn(operator, 'en');
  await phone.go('/desk/operations');
  await phone.look('operations-phone-en');
  await phone.close();
  expect(findings.splice(0)).toEqual([]);
});

test('a case without a workflow is named with what it means; a retry with nobody to work claims nothing', async () => {
  await system.sql`delete from outbox`;
  await system.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update facts set at = at - interval '1 hour'`;
  });
  await speak('zh');
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  await visitor.signIn(operator);
  await visitor.go('/desk/operations');
  const { page } = visitor;
  await page.getByText(say('operations.cause.workflowMissing.text')).first().waitFor();
  await page
    .getByRole('button', { name: new RegExp(`^${say('operations.stuck.retry')}`) })
    .first()
    .click();
  await page.getByText(say('operations.stuck.outcome.stillStuck'), { exact: false }).waitFor();
  await visitor.look('stuck-desktop-zh');
  await visitor.close();
  await speak('en');
  const phone = await Visitor.open(browser, system, 'en', PHONE);
  await phone.signIn(operator, 'en');
  await phone.go('/desk/operations');
  await phone.look('stuck-phone-en');
  await phone.close();
  await speak('zh');
  expect(findings.splice(0)).toEqual([]);
});

test('the check is made now; an exception is named with its case, and the auditor reads it too', async () => {
  await system.sql`
    update application_parties set share_bp = 4000 where role = 'lead'
      and application_id in (select case_id from applications where status = 'circulating')`;
  await speak('zh');
  const visitor = await Visitor.open(browser, system, 'zh', DESKTOP);
  await visitor.signIn(operator);
  await visitor.go('/desk/invariants');
  await visitor.page.getByText(say('operator.invariants.none')).waitFor();
  await visitor.button(say('operator.invariants.run')).click();
  await visitor.page.getByText(say('operator.invariants.violations', { smart_count: 1 })).waitFor();
  await visitor.look('invariants-desktop-zh');
  await visitor.close();
  const auditor = personOf('auditor');
  await system.sql`update users set locale = 'en' where email = ${auditor}`;
  const phone = await Visitor.open(browser, system, 'en', PHONE);
  await phone.signIn(auditor, 'en');
  await phone.go('/desk/invariants');
  await phone.page.getByText(say('operator.invariants.check.sharesAddToWhole', {}, 'en')).waitFor();
  expect(await phone.button(say('operator.invariants.run', {}, 'en')).count()).toBe(0);
  await phone.look('invariants-phone-en');
  await phone.close();
  expect(findings.splice(0)).toEqual([]);
});
