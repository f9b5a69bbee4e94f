/** A district ranks its applications in a real browser: by dragging, by buttons and by keyboard; the summary; what the city reads. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { openTown, type Town } from '../support/desks.ts';
import { until } from '../support/scene.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, say, Visitor } from './people.ts';

let town: Town;
let browser: Browser;
let path = '';
let ids: string[];
beforeAll(async () => {
  [town, browser] = await Promise.all([
    openTown({ recommendation: { quotaPerCategory: 2, basis: 'test' } }),
    launchBrowser(),
  ]);
  path = `/desk/rounds/${town.world.roundId}/recommendations/district-a`;
  ids = await town.atRecommendation(4);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

/** A person of the town with a session, without the sign-in form: the town has no passwords. */
async function visit(who: string, language: Language = 'zh', place: Place = DESKTOP): Promise<Visitor> {
  await town.sql`update users set locale = ${language} where id = ${who}`;
  const visitor = await Visitor.open(browser, town.system, language, place);
  const [name = '', value = ''] = (await town.as(who)).cookie.split(/=(.*)/s);
  await visitor.context.addCookies([{ name, value, url: town.system.baseUrl }]);
  return visitor;
}
const rows = (page: Page) => page.getByRole('list', { name: say('recommendation.order') }).getByRole('listitem');
const names = async (page: Page) =>
  (await rows(page).getByRole('link').allTextContents()).map((name) => name.replace('项目', ''));
const savedOrder = async () => {
  const saved = await town.sql<{ name: string }[]>`
    select replace(a.project_name, '项目', '') as name from recommendation_ranks k join applications a on a.case_id = k.application_id
    where k.rank is not null order by k.rank`;
  return saved.map(({ name }) => name);
};

test('ranks by dragging, by buttons and by keyboard, writes an opinion, and saves one version', async () => {
  const district = await visit('district');
  await district.go(path);
  const { page } = district;
  for (const name of ['项目1', '项目2', '项目3', '项目4'])
    await district.button(say('recommendation.takeInOf', { name })).click();
  expect(await names(page)).toEqual(['1', '2', '3', '4']);

  const handle = page.getByRole('button', { name: say('recommendation.drag', { name: '项目3', place: 3 }) });
  const from = await handle.boundingBox();
  const to = await rows(page).first().boundingBox();
  if (!from || !to) throw new Error('the rows are not there');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y - 20, { steps: 5 });
  await page.mouse.move(from.x + from.width / 2, to.y + 4, { steps: 10 });
  await page.mouse.up();
  await until('the dragged row is first', async () => (await names(page)).join() === '3,1,2,4');

  await district.button(say('recommendation.down', { name: '项目1' })).click();
  await district.button(say('recommendation.up', { name: '项目4' })).click();
  expect(await names(page)).toEqual(['3', '2', '4', '1']);

  await page.getByRole('button', { name: say('recommendation.drag', { name: '项目1', place: 4 }) }).focus();
  await page.keyboard.press('Space');
  await page.getByText(say('recommendation.over', { name: '项目1', place: 4 })).waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowUp');
  await page.getByText(say('recommendation.over', { name: '项目1', place: 3 })).waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  await until('the row moved by keyboard is third', async () => (await names(page)).join() === '3,2,1,4');

  await page.getByLabel(say('recommendation.opinionOf', { name: '项目3' })).fill('基础扎实，同意推荐。');
  await district.look('recommendation-unsaved');
  expect(await rows(page).nth(2).getByText(say('recommendation.beyond')).count()).toBe(1);
  await district.button(say('recommendation.save')).click();
  await until('the order is saved', async () => (await savedOrder()).join() === '3,2,1,4');
  await page
    .getByText(/district于/)
    .first()
    .waitFor();
  await district.close();
}, 180_000);

test('an editor who was overtaken keeps the own order on the screen and is told by whom', async () => {
  await town.world.person('colleague', 'districtOfficer', { bodyId: 'district-a' });
  const district = await visit('district');
  await district.go(path);
  await district.button(say('recommendation.up', { name: '项目4' })).click();
  const colleague = await town.as('colleague');
  await colleague.put(
    `/rounds/${town.world.roundId}/recommendations/district-a`,
    { ranked: [ids[0]], opinions: [] },
    { ifMatch: 1 },
  );
  await district.page.getByText(/colleague已于/).waitFor();
  expect(await names(district.page)).toEqual(['3', '2', '4', '1']);
  expect(await district.button(say('recommendation.save')).isDisabled()).toBe(true);
  await district.button(say('recommendation.takeTheirs')).click();
  expect(await names(district.page)).toEqual(['1']);
  await district.close();
}, 120_000);

test('issues an interim summary; the city finds it, and on the case rank and opinion', async () => {
  const district = await visit('district');
  await district.go(path);
  await district.button(say('recommendation.issueInterim')).click();
  await district.button(say('recommendation.issue')).click();
  await district.page.getByRole('link', { name: /PDF：下载汇总表 TT-T-/ }).waitFor();
  await district.look('recommendation-issued');
  await district.close();
  await town.world.decide(ids[0] as string, 'district', 'accepted');
  const city = await visit('city');
  await city.go(`/desk/rounds/${town.world.roundId}/recommendations`);
  await city.page.getByRole('link', { name: /XLSX：下载汇总表 TT-T-/ }).waitFor();
  await city.look('recommendation-bodies');
  const task = await town.taskOf(ids[0] as string);
  await city.go(`/desk/tasks/${task.id}`);
  await city.page.getByText(say('recommendation.ofBody', { body: '甲区' })).waitFor();
  await city.look('recommendation-case');
  await city.close();
}, 120_000);

test('reads well in English on a phone', async () => {
  const district = await visit('district', 'en', PHONE);
  await district.go(path);
  await district.look('recommendation-phone-en');
  await district.go(`/desk/rounds/${town.world.roundId}/recommendations`);
  await district.look('recommendation-bodies-phone-en');
  await district.close();
  expect(findings.splice(0)).toEqual([]);
}, 120_000);
