/** The queue in a real browser: single keys, saved views, the case before and after, and a bulk decision over the whole filter. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { openTown, type Town } from '../support/desks.ts';
import { until } from '../support/scene.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, say, Visitor } from './people.ts';

let town: Town;
let browser: Browser;
const ids: string[] = [];
beforeAll(async () => {
  [town, browser] = await Promise.all([openTown(), launchBrowser()]);
  for (let no = 0; no < 30; no++) ids.push((await town.world.application({ categoryNo: no < 3 ? 2 : 1 })).id);
  await town.world.person('colleague', 'districtOfficer', { bodyId: 'district-a' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

async function visit(who: string, language: Language = 'zh', place: Place = DESKTOP): Promise<Visitor> {
  await town.sql`update users set locale = ${language} where id = ${who}`;
  const visitor = await Visitor.open(browser, town.system, language, place);
  const [name = '', value = ''] = (await town.as(who)).cookie.split(/=(.*)/s);
  await visitor.context.addCookies([{ name, value, url: town.system.baseUrl }]);
  return visitor;
}
const search = (filter: object) => `/desk/tasks?filter=${encodeURIComponent(JSON.stringify(filter))}`;

test('J, K, C and Enter work on the rows, never in a field; J leads on from case to case in the order of the list', async () => {
  const district = await visit('district');
  const { page } = district;
  await district.go(search({ view: 'open', categoryNo: 2 }));
  // Their deadlines are the same: the list says in which order they come.
  const rows = page.getByRole('link', { name: /^项目\d+$/ });
  await rows.first().waitFor();
  const names = await rows.allTextContents();
  const first = page.getByRole('link', { name: names[0] as string, exact: true });
  await page.getByLabel(say('task.filter.text')).fill('jkc');
  await page.getByText(say('task.noMatch')).waitFor();
  await page.getByLabel(say('task.filter.text')).fill('');
  await first.waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('c');
  const claimed = async () =>
    (await town.sql<{ caseId: string }[]>`select case_id from tasks where claimed_by = 'district'`)[0]?.caseId;
  expect(await until('the second row is claimed', claimed)).toBe(ids[Number(names[1]?.slice(2)) - 1]);
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: names[0] as string }).waitFor();
  await district.button(say('queue.next')).waitFor();
  await until('the neighbours are there', () => district.button(say('queue.next')).isEnabled());
  await page.keyboard.press('j');
  await page.getByRole('heading', { level: 1, name: names[1] as string }).waitFor();
  await until('the neighbours are there', () => district.button(say('queue.next')).isEnabled());
  await district.button(say('queue.next')).click();
  await page.getByRole('heading', { level: 1, name: names[2] as string }).waitFor();
  await until('the end of the list', () => district.button(say('queue.next')).isDisabled());
  await district.look('queue-case');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText(say('queue.key.back.does')).waitFor();
  await district.look('queue-keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('u');
  await first.waitFor();
  expect(await rows.allTextContents()).toEqual(names);
  await district.close();
}, 180_000);

test('a view is saved, is the default at the next visit, is renamed and deleted', async () => {
  const district = await visit('district');
  const { page } = district;
  await district.go(search({ view: 'open', categoryNo: 2 }));
  await district.button(say('queue.saveView')).click();
  await page.getByLabel(say('queue.viewName')).fill('二类');
  await page.getByLabel(say('queue.asDefault')).check();
  await district.button(say('queue.save')).click();
  const chip = page.getByRole('button', { name: `二类 (${say('queue.default')})` });
  await chip.waitFor();
  await district.look('queue-views');
  await district.go('/desk/tasks');
  await page.getByRole('link', { name: '项目3', exact: true }).waitFor();
  expect(await page.getByRole('link', { name: /^项目\d+$/ }).count()).toBe(3);
  await district.button(say('queue.changeView')).click();
  await page.getByLabel(say('queue.viewName')).fill('第二类');
  await district.button(say('queue.save')).click();
  await page.getByRole('button', { name: /^第二类/ }).waitFor();
  await district.button(say('queue.deleteView')).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('queue.deleteView'), exact: true })
    .click();
  await page.getByRole('button', { name: /^第二类/ }).waitFor({ state: 'hidden' });
  await district.close();
}, 120_000);

test('a bulk decision: dry run, one taken out, one overtaken, results', async () => {
  const district = await visit('district');
  const { page } = district;
  await district.go(search({ view: 'open', step: 'formCheck', categoryNo: 1 }));
  await district.button(say('queue.bulk.open')).click();
  await page.getByLabel(say('task.chooseOutcome')).click();
  expect(await page.getByRole('option', { name: new RegExp(say('queue.bulk.onlySingle')) }).isDisabled()).toBe(true);
  await district.choose(page.getByRole('option', { name: say('vocabulary.outcome.accepted'), exact: true }));
  await district.look('queue-bulk-choice');
  await district.button(say('queue.bulk.plan')).click();
  await page.getByText(`${say('queue.bulk.state.ready')} 27`).waitFor();
  await page.getByRole('checkbox', { name: say('queue.bulk.pickOf', { name: '项目5' }) }).uncheck();
  await district.look('queue-bulk-dry-run');
  await town.world.decide(ids[5] as string, 'colleague', 'accepted');
  await district.button(say('queue.bulk.run', { count: 26 })).click();
  await page.getByText(say('queue.bulk.finished', { recorded: 25, skipped: 1 })).waitFor();
  await page.getByText(say('queue.bulk.why.decided', { name: 'colleague' })).waitFor();
  await district.look('queue-bulk-results');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: say('queue.bulk.csv') }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv.split('\r\n').filter((line) => line.includes('已登记'))).toHaveLength(25);
  expect(await town.taskOf(ids[4] as string)).toMatchObject({ step: 'formCheck' });
  await district.close();
}, 180_000);

test('the queue reads well in English on a phone', async () => {
  const district = await visit('district', 'en', PHONE);
  await district.go('/desk/tasks');
  await district.look('queue-phone-en');
  const { id } = await town.taskOf(ids[0] as string);
  await district.go(`/desk/tasks/${id}?queue=${encodeURIComponent('view=open&sort=dueAt&order=ASC')}`);
  await district.look('queue-case-phone-en');
  await district.close();
  expect(findings.splice(0)).toEqual([]);
}, 120_000);
