/** The turns of a decision as each person meets them: recusal, lapse, scoring again, objections, reserve, a place given up, a category called again. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { decideObjection, noticesOf, objectTo } from '../../scripts/play/objection-acts.ts';
import { launchBrowser } from '../support/browser.ts';
import { endNotices, lines, onNotice, publish, SECOND_OFFICER } from '../support/objections.ts';
import { automotive, food, rival, scoreTasks, seats, underReview } from '../support/review.ts';
import { openScene, type Scene, until } from '../support/scene.ts';
import { applyJointly, decide, openTask, personOf, scoreEverything } from '../support/story.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, say, Visitor } from './people.ts';

const email = (name: string) => `${name}@demo.tenfold.example`;
const CITIZEN = email('zhongyuan.officer');

let scene: Scene;
let browser: Browser;
beforeAll(async () => {
  [scene, browser] = await Promise.all([openScene({ worker: true }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

/** Somebody signed in already, at a browser of the language and size. */
async function visit(address: string | null, language: Language = 'zh', place: Place = DESKTOP): Promise<Visitor> {
  const visitor = await Visitor.open(browser, scene.system, language, place);
  if (address !== null) {
    const [name = '', value = ''] = (await scene.as(address)).cookie.split(/=(.*)/s);
    await visitor.context.addCookies([{ name, value, url: scene.system.baseUrl }]);
  }
  return visitor;
}

/** The same page as two people meet it: on a desktop in Chinese and on a phone in English. `reads`: a text that must be there. */
async function both(address: string | null, path: string, name: string, reads: string | null = null): Promise<void> {
  for (const [language, place, look] of [
    ['zh', DESKTOP, 'desktop-zh'],
    ['en', PHONE, 'phone-en'],
  ] as const) {
    const visitor = await visit(address, language, place);
    await visitor.go(path);
    if (reads !== null) await visitor.page.getByText(reads).first().waitFor();
    await visitor.look(`turns-${name}-${look}`);
    await visitor.close();
  }
}

test('an expert withdraws for a conflict of interest; the office sees who took the seat', async () => {
  const { roundId } = await underReview(scene, [food]);
  const [address = ''] = await seats(scene, roundId, 3);
  const expert = await visit(address, 'en', PHONE);
  const { items } = await (await scene.as(address)).get<{ items: { id: string }[] }>(
    `/tasks?view=open&step=score&roundId=${roundId}`,
  );
  await expert.go(`/desk/tasks/${items[0]?.id}`);
  await expert.button(say('scoring.recuse', {}, 'en')).click();
  const dialog = expert.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: say('scoring.recuseReason', {}, 'en') }).fill('曾任该企业顾问');
  await expert.look('turns-recusal-phone-en');
  await dialog.getByRole('button', { name: say('scoring.recuse', {}, 'en'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expert.look('turns-recused-phone-en');
  await expert.close();
  expect(await seats(scene, roundId, 3)).not.toContain(address);
  const office = await visit(personOf('cityOfficer'));
  await office.go(`/desk/rounds/${roundId}`);
  await office.page.locator('#panel-3').click();
  await office.page.getByText('曾任该企业顾问').first().waitFor();
  await office.look('turns-recused-office-desktop-zh');
  await office.close();
}, 240_000);

test('a correction that nobody answers lapses: the applicant reads what it means', async () => {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const district = await scene.as(email('jinshui.officer'));
  const marks = [{ section: 'project', enterpriseId: null, pointer: '/summary', note: '请写明服务对象' }];
  await decide(district, id, 'formCheck', { outcome: 'correction', reason: '材料不全', marks });
  const owner = personOf('enterpriseOwner', { enterprise: food.lead });
  await until('the correction', async () => (await scene.view(await scene.as(owner), id)).status === 'correcting');
  await scene.sql`update tasks set due_at = clock_timestamp() where case_id = ${id} and status = 'open'`;
  await scene.sql`
    insert into outbox (kind, subject_id, version, created_at) values ('application', ${id}, 0, clock_timestamp())`;
  await until('the lapse', async () => (await scene.view(await scene.as(owner), id)).status === 'deemedWithdrawn');
  await both(owner, `/desk/applications/${id}`, 'lapsed');
}, 240_000);

test('scored again, and sent back by the promotion group: whoever is asked again reads why', async () => {
  const { roundId } = await underReview(scene, [food]);
  const { city, stage } = scene;
  await scoreEverything(stage, roundId, () => 0.8);
  const proposal = await until('proposal', () => openTask(city, roundId, 'propose'));
  const office = await visit(personOf('cityOfficer'));
  await office.go(`/desk/tasks/${proposal.id}`);
  await office.page.getByRole('radio', { name: new RegExp(`^${say('task.returnedForScoring')}`) }).check();
  expect(await office.page.getByText(say('round.propose.reasons'), { exact: true }).count()).toBe(0);
  await office.page.getByRole('textbox', { name: say('task.reason') }).fill('请复核行业带动一项的评分。');
  await office.button(say('task.decide')).click();
  await office.page.getByText(say('task.next.rescore')).waitFor();
  await office.look('turns-return-desktop-zh');
  await office.button(say('task.confirm')).click();
  await until('scoring again', async () => (await scene.round(roundId)).status === 'scoring');
  await office.close();
  const [address = ''] = await seats(scene, roundId, 3);
  const [sheet] = await scoreTasks(scene, address, roundId);
  await both(address, `/desk/tasks/${sheet?.id}`, 'scored-again', '请复核行业带动一项的评分。');

  await scoreEverything(stage, roundId, () => 0.9);
  await until('proposal again', () => openTask(city, roundId, 'propose'));
  await decide(city, roundId, 'propose', { outcome: 'forward' });
  const member = await scene.person('promotionMember');
  const deliberation = await until('deliberation', () => openTask(member, roundId, 'deliberate'));
  await both(personOf('promotionMember'), `/desk/tasks/${deliberation.id}`, 'deliberation');
  await decide(member, roundId, 'deliberate', { outcome: 'sentBack', reason: '请补充资金落实情况。' });
  const again = await until('proposal once more', () => openTask(city, roundId, 'propose'));
  await both(personOf('cityOfficer'), `/desk/tasks/${again.id}`, 'sent-back', '请补充资金落实情况。');
}, 240_000);

test('objections, the reserve, a place given up, and the category called again', async () => {
  const { system } = scene;
  const { roundId, ids, notice } = await onNotice(
    scene,
    [food, rival, automotive],
    (index) => [0.9, 0.8, 0.85][index] ?? 0,
  );
  const [winner, reserve, other] = ids as [string, string, string];
  const lineOf = (no: number) => notice.items.find(({ categoryNo }) => categoryNo === no)?.id as string;
  const citizen = await scene.as(CITIZEN);
  const upheld = await objectTo(scene.stage, citizen, lineOf(3));
  const rejected = await objectTo(scene.stage, citizen, lineOf(2));
  const ownerOf = (enterprise: string) => personOf('enterpriseOwner', { enterprise });
  await both(ownerOf(food.lead), `/desk/applications/${winner}`, 'paused');

  const handler = await scene.as(SECOND_OFFICER);
  await decideObjection(handler, rejected.id, 'rejected');
  await both(CITIZEN, `/desk/objections/${rejected.id}`, 'rejected');
  await both(ownerOf(automotive.lead), `/desk/applications/${other}`, 'restored');

  await decideObjection(handler, upheld.id, 'upheld');
  const reserveNotice = await until('the reserve on a notice', async () => {
    const [latest] = await noticesOf(system.anonymous, roundId);
    return latest?.kind === 'reserve' ? latest : null;
  });
  await both(CITIZEN, `/desk/objections/${upheld.id}`, 'upheld');
  await both(ownerOf(food.lead), `/desk/applications/${winner}`, 'struck');
  await both(null, `/notices/${reserveNotice.id}`, 'reserve-notice');
  await both(ownerOf(rival.lead), `/desk/applications/${reserve}`, 'promoted');

  // Upheld in part: the amended line has a notice of its own.
  const partly = await objectTo(scene.stage, citizen, reserveNotice.items[0]?.id as string);
  await decideObjection(handler, partly.id, 'partlyUpheld', {
    note: '更正项目名称。',
    projectName: '中原食品平台（更正）',
  });
  const amended = await until('the amended line on a notice', async () => {
    const [latest] = await noticesOf(system.anonymous, roundId);
    return latest?.kind === 'amended' ? latest : null;
  });
  await both(null, `/notices/${amended.id}`, 'amended-notice');
  await endNotices(scene, roundId);
  await publish(scene, roundId);
  await until('published', async () => (await scene.round(roundId)).status === 'published');

  // Given up after the publication, on a phone; nobody is left to follow.
  const owner = await visit(ownerOf(automotive.lead), 'en', PHONE);
  await owner.go(`/desk/applications/${other}`);
  await owner.button(say('application.renounce.open', {}, 'en')).click();
  await owner.page.getByRole('dialog').getByRole('textbox').first().fill('经营调整');
  await owner.look('turns-give-up-phone-en');
  await owner.page
    .getByRole('dialog')
    .getByRole('button', { name: say('application.renounce.confirm', {}, 'en'), exact: true })
    .click();
  await owner.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await owner.look('turns-given-up-phone-en');
  await owner.close();
  await until('left open', async () => (await lines(scene, roundId)).includes('2 - leftOpen ready') || null);
  await publish(scene, roundId);
  await until('published', async () => (await scene.round(roundId)).status === 'published');

  const office = await visit(personOf('cityOfficer'));
  await office.go(`/desk/rounds/${roundId}`);
  await office.button(say('round.recall.button')).click();
  await office.look('turns-recall-desktop-zh');
  await office.page
    .getByRole('dialog')
    .getByRole('button', { name: say('round.recall.confirm'), exact: true })
    .click();
  await office.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await office.page.getByText(say('round.recall.of')).waitFor();
  await office.look('turns-recalled-draft-desktop-zh');
  await office.close();
  const recall = (await scene.round(roundId)).recalls[0]?.id as string;
  await scene.city.post(`/rounds/${recall}/opening`);
  await both(null, `/results/${roundId}`, 'results');
  await both(null, `/calls/${recall}`, 'called-again');
}, 400_000);

test('nothing was found wrong on these pages', () => {
  expect(findings.splice(0)).toEqual([]);
});
