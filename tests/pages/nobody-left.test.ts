/** 无人可办 in a real browser: told before a leave is entered, shown to the supervisor and the operator, moved up, taken by the superior. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { settleCircles } from '../../db/nobody-left.ts';
import { insertNotice } from '../../db/notices.ts';
import { launchBrowser } from '../support/browser.ts';
import { objectAs } from '../support/objection-filing.ts';
import { type System, startSystem } from '../support/system.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, say, Visitor } from './people.ts';

const email = (name: string) => `${name}@demo.tenfold.example`;
let system: System;
let browser: Browser;
let objectionId = '';
let objectionTask = '';
let deskTask = '';
const idOf = async (name: string) =>
  (await system.sql<{ id: string }[]>`select id from users where email = ${email(name)}`)[0]?.id ?? '';
const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);

/** A line on a notice of which the first officer of the city decided the qualification, and an objection to it that the second has taken. */
async function objected(roundId: string, applicationId: string, categoryNo: number) {
  const { sql } = system;
  const line = { categoryNo, slot: 1, applicationId, place: 'winner', scoreHundredths: 8750 } as const;
  const { itemIds } = await sql.begin((tx) =>
    insertNotice(tx, roundId, 'first', 7, [
      { ...line, projectName: '中原汽车产业电子商务服务平台', parties: ['郑州嵩岳汽车工业有限公司'] },
    ]),
  );
  await sql`update rounds set status = 'notice' where case_id = ${roundId}`;
  await sql`
    insert into tasks (case_id, round_id, step, role, body_id, outcomes, opened_at, working_days, remind_before_working_days, due_at, status,
      outcome, decided_by, decided_at)
    values (${applicationId}, ${roundId}, 'qualification', 'cityOfficer', 'city-office', '[]', now(), 5, 1, now(), 'done', 'accepted',
      ${await idOf('city.officer')}, now())`;
  const { id } = await objectAs(sql, await idOf('xinghui.owner'), itemIds[0] as string);
  await (await system.as(email('city.officer2'))).post(`/objections/${id}/handling`);
  return id;
}

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ round: true }), launchBrowser()]);
  const { sql } = system;
  const [desk] = await sql<{ id: string; caseId: string; roundId: string; categoryNo: number }[]>`
    select t.id, t.case_id, t.round_id, a.category_no from tasks t join applications a on a.case_id = t.case_id where t.status = 'open'`;
  if (!desk) throw new Error('the demo has an application at its desk');
  deskTask = desk.id;
  // The only officer of the zone was a member of the enterprise that applies.
  await sql`
    insert into role_grants (user_id, role, enterprise_id, revoked_at)
    select ${await idOf('economic.officer')}, 'enterpriseEditor', lead_enterprise_id, now() from applications where case_id = ${desk.caseId}`;
  await settleCircles(sql);
  objectionId = await objected(desk.roundId, desk.caseId, desk.categoryNo);
  const [task] = await sql<{ id: string }[]>`select id from tasks where case_id = ${objectionId}`;
  objectionTask = task?.id ?? '';
  await sql`update users set locale = 'en' where email = any(${[email('economic.supervisor'), email('promotion.member')]})`;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

async function visit(name: string, language: Language, place: Place) {
  const visitor = await Visitor.open(browser, system, language, place);
  await visitor.signIn(email(name), language);
  return { visitor, page: visitor.page, words: (key: string, values = {}) => say(key, values, language) };
}

test('who enters a leave sees first what it leaves without anybody', async () => {
  const { visitor, page } = await visit('city.officer2', 'zh', DESKTOP);
  await visitor.go('/desk/leaves');
  await visitor.button(say('supervision.leaves.enter')).click();
  const form = page.getByRole('region', { name: say('supervision.leaves.enter') });
  await form.getByLabel(say('vocabulary.field.deputyId')).click();
  await visitor.choose(page.getByRole('option').first());
  await page.getByText(say('stranded.uncovered.title', { count: 1 })).waitFor();
  await form.getByLabel(say('vocabulary.field.startsOn')).fill(day(0));
  await form.getByLabel(say('vocabulary.field.endsOn')).fill(day(4));
  await form.getByLabel(say('vocabulary.field.reason')).fill('年休假');
  await visitor.look('uncovered-leave-zh');
  await page.setViewportSize(PHONE);
  await visitor.look('uncovered-leave-phone-zh');
  await page.setViewportSize(DESKTOP);
  await visitor.button(say('supervision.leaves.submit')).click();
  await page.getByText(say('supervision.leaves.done')).waitFor();
  // The first reviewer reads who must act, and has no button.
  await visitor.close();
  const first = await visit('city.officer', 'zh', DESKTOP);
  await first.visitor.go(`/desk/tasks/${objectionTask}`);
  await first.page.getByText(say('stranded.way.appoint')).waitFor();
  expect(await first.visitor.button(say('stranded.moveUp')).count()).toBe(0);
  await first.visitor.look('stranded-officer-zh');
  await first.visitor.close();
}, 180_000);

test('the supervisor of the office finds the objection and asks the promotion group, which takes it', async () => {
  const { visitor, page } = await visit('city.supervisor', 'zh', DESKTOP);
  await visitor.look('stranded-home-zh');
  await visitor.go('/desk/supervision');
  await page.getByRole('tab', { name: `${say('task.view.stranded')} 1` }).click();
  await page.getByRole('cell').getByText(say('stranded.chip'), { exact: true }).waitFor();
  await visitor.look('stranded-supervision-zh');
  await page.getByRole('link', { name: /^异议 YY-/ }).click();
  await page.getByText(say('stranded.way.callBack')).waitFor();
  await visitor.look('stranded-objection-zh');
  await visitor.button(say('stranded.moveUp')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('stranded.moveUpReason')).fill('首次审查人须回避，另一名经办人休假');
  await visitor.look('stranded-move-zh');
  await dialog.getByRole('button', { name: say('stranded.moveUp') }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('status')
    .getByRole('link', { name: say('supervision.title') })
    .waitFor();
  await visitor.look('stranded-moved-zh');
  await visitor.close();

  const member = await visit('promotion.member', 'en', PHONE);
  await member.visitor.go('/desk/inbox');
  await member.visitor.look('stranded-inbox-phone-en');
  await member.visitor.go(`/desk/tasks/${objectionTask}`);
  await member.page.getByText('首次审查人须回避，另一名经办人休假').waitFor();
  await member.visitor.look('stranded-came-phone-en');
  await member.visitor.button(member.words('objection.take')).click();
  await member.page.getByText('13800138000').waitFor();
  await member.visitor.look('stranded-group-phone-en');
  await member.visitor.close();
  const [handler] = await system.sql`select handler_id from objections where case_id = ${objectionId}`;
  expect(handler?.handlerId).toBe(await idOf('promotion.member'));
}, 180_000);

test('the supervisor of a zone reads on a phone that its only officer must stand aside', async () => {
  const { visitor, page, words } = await visit('economic.supervisor', 'en', PHONE);
  await visitor.look('stranded-home-phone-en');
  await visitor.go(`/desk/tasks/${deskTask}`);
  await page.getByText(words('stranded.title')).waitFor();
  await visitor.look('stranded-case-phone-en');
  await visitor.go('/desk/supervision');
  await visitor.look('stranded-supervision-phone-en');
  await visitor.close();
}, 120_000);

test('the operator sees it among what is stuck, and moves it to the city office', async () => {
  const { visitor, page } = await visit('operator', 'zh', DESKTOP);
  await visitor.go('/desk/operations');
  await page.getByText(say('operations.cause.nobodyMayTake.text')).first().waitFor();
  await visitor.look('stranded-stuck-zh');
  await page.getByRole('button', { name: /^查看处理办法：郑州汽车/ }).click();
  await page
    .getByRole('dialog')
    .getByText(/须由本单位负责人/)
    .waitFor();
  await visitor.look('stranded-operator-zh');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('stranded.moveUp') })
    .click();
  const asks = page.getByRole('dialog').filter({ has: page.getByLabel(say('stranded.moveUpReason')) });
  await asks.getByLabel(say('stranded.moveUpReason')).fill('唯一经办人须回避');
  await asks.getByRole('button', { name: say('stranded.moveUp') }).click();
  await asks.waitFor({ state: 'detached' });
  await page.getByRole('dialog').getByRole('status').waitFor();
  await visitor.close();
  const [moved] = await system.sql`select body_id, role from tasks where id = ${deskTask}`;
  expect(moved).toEqual({ bodyId: 'city-office', role: 'cityOfficer' });
  const city = await visit('city.officer', 'zh', DESKTOP);
  await city.visitor.go(`/desk/tasks/${deskTask}`);
  await city.visitor.button(say('task.claim')).waitFor();
  await city.page.getByRole('tab', { name: say('task.tab.history') }).click();
  await city.page.getByText(say('vocabulary.factKind.taskMovedUp')).waitFor();
  await city.visitor.look('stranded-moved-case-zh');
  await city.visitor.close();
}, 180_000);

test('nothing was found wrong on these pages', () => {
  expect(findings.splice(0)).toEqual([]);
});
