/** A round is cancelled in a real browser: the office's dialog, then what the applicant, the expert's desk and the public read. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { food, rival } from '../support/review.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { applyJointly, openTask } from '../support/story.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, say, Visitor } from './people.ts';

let scene: Scene;
let browser: Browser;
beforeAll(async () => {
  [scene, browser] = await Promise.all([openScene({ worker: true }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

const looks: [name: string, language: Language, place: Place, reason: string][] = [
  ['desktop-zh', 'zh', DESKTOP, '专项资金预算调整，本批次不再进行。申报单位可关注下一批申报公告。'],
  ['phone-en', 'en', PHONE, 'The special fund was cut for this year. Watch for the call of the next round.'],
];

async function visit(name: string, language: Language, place: Place): Promise<Visitor> {
  const email = `${name}@demo.tenfold.example`;
  await scene.sql`update users set locale = ${language} where email = ${email}`;
  return (await Visitor.open(browser, scene.system, language, place)).signIn(email, language);
}

test.each(looks)(
  'cancelled and read as such by everybody, as %s',
  async (look, language, place, reason) => {
    const roundId = await scene.openRound({ categoryNos: [2, 3] });
    const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
    const draft = await applyJointly(scene.stage, scene.ids, roundId, rival, { submit: false });
    const district = await scene.as('jinshui.officer@demo.tenfold.example');
    const task = await openTask(district, id, 'formCheck');

    // Somebody has the task open while the round goes.
    const desk = await visit('jinshui.officer', language, place);
    await desk.go(`/desk/tasks/${task?.id}`);

    // And somebody writes in a draft: the page learns of it by itself.
    const other = await visit('zaoxiang.owner', language, place);
    await other.go(`/desk/applications/${draft.id}`);
    await other.page.getByText(say('application.notSubmitted.title', {}, language)).waitFor();

    const office = await visit('city.officer', language, place);
    await office.go(`/desk/rounds/${roundId}`);
    await office.button(say('cancellation.button', {}, language)).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByText(say('cancellation.applications', { count: 1 }, language)).waitFor();
    await dialog.getByText(say('cancellation.drafts', { count: 1 }, language)).waitFor();
    const confirm = dialog.getByRole('button', { name: say('cancellation.confirm', {}, language), exact: true });
    await dialog.getByLabel(say('cancellation.reason', {}, language)).fill(reason);
    // The reason alone is not the second word.
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel(say('cancellation.sure', {}, language)).check();
    await office.look(`cancellation-${look}-dialog`);
    await confirm.click();
    await dialog.waitFor({ state: 'detached' });
    await office.page.getByText(say('cancellation.round', {}, language), { exact: true }).waitFor();
    await office.page.getByText(say('cancellation.because', { reason }, language)).waitFor();
    expect(await office.button(say('cancellation.button', {}, language)).count()).toBe(0);
    await office.look(`cancellation-${look}-round`);
    await office.close();

    await desk.go(`/desk/tasks/${task?.id}`);
    await desk.look(`cancellation-${look}-task`);
    await desk.close();

    const owner = await visit('yuweiyuan.owner', language, place);
    await owner.go(`/desk/applications/${id}`);
    await owner.page.getByText(say('cancellation.application', {}, language), { exact: true }).waitFor();
    await owner.page
      .getByRole('note')
      .getByText(say('cancellation.because', { reason }, language))
      .waitFor();
    await owner.look(`cancellation-${look}-application`);
    await owner.go('/desk');
    await owner.look(`cancellation-${look}-home`);
    await owner.close();

    await other.page.getByText(say('cancellation.draft', {}, language), { exact: true }).waitFor();
    await other.look(`cancellation-${look}-draft`);
    await other.close();

    const passer = await Visitor.open(browser, scene.system, language, place);
    await passer.go('/');
    await passer.page
      .getByText(say('cancellation.call', {}, language), { exact: true })
      .first()
      .waitFor();
    await passer.page.getByRole('heading', { name: say('public.calls.cancelledTitle', {}, language) }).waitFor();
    await passer.page.getByText(say('public.calls.none', {}, language)).waitFor();
    await passer.look(`cancellation-${look}-calls`);
    await passer.go(`/calls/${roundId}`);
    await passer.page.getByText(say('cancellation.because', { reason }, language)).waitFor();
    await passer.look(`cancellation-${look}-call`);
    await passer.close();
    expect(findings.splice(0)).toEqual([]);
  },
  240_000,
);
