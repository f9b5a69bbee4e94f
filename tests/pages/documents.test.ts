/** Certificates, result letters and process diagrams as people see them, in both languages and at phone width. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { awardedApplication } from '../support/awarded.ts';
import { sceneOf, type Scene } from '../support/scene.ts';
import { applyJointly, decide, sampleApplication } from '../support/story.ts';
import { startSystem } from '../support/system.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, say, Visitor } from './people.ts';

let scene: Scene;
let browser: Browser;
let award: Awaited<ReturnType<typeof awardedApplication>>;
let refusedId = '';
let runningRound = '';
beforeAll(async () => {
  const [system, opened] = await Promise.all([startSystem(), launchBrowser()]);
  browser = opened;
  scene = await sceneOf(system);
  award = await awardedApplication(scene);
  runningRound = await scene.openRound();
  const automotive = await applyJointly(scene.stage, scene.ids, runningRound, sampleApplication('automotive'));
  refusedId = automotive.id;
  await applyJointly(scene.stage, scene.ids, runningRound, sampleApplication('food'));
  const economic = await scene.as('economic.officer@demo.tenfold.example');
  await decide(economic, refusedId, 'formCheck', { outcome: 'notAccepted', reason: '不属于汽车行业平台' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

const looks: [name: string, language: Language, place: Place][] = [
  ['desktop-zh', 'zh', DESKTOP],
  ['phone-en', 'en', PHONE],
];

for (const [look, language, place] of looks) {
  const open = async (email: string | null) => {
    const visitor = await Visitor.open(browser, scene.system, language, place);
    if (email) {
      const address = `${email}@demo.tenfold.example`;
      await scene.sql`update users set locale = ${language} where email = ${address}`;
      await visitor.signIn(address, language);
    }
    return visitor;
  };
  const seen = (visitor: Visitor, key: string, values = {}) =>
    visitor.page
      .getByText(say(key, values, language))
      .first()
      .waitFor();

  test(`anybody verifies a certificate, as ${look}`, async () => {
    const visitor = await open(null);
    await visitor.go(`/results/${award.roundId}`);
    await visitor.page
      .getByRole('link', { name: say('documents.verify.ofResult', { number: award.number }, language) })
      .click();
    await seen(visitor, 'documents.verify.valid');
    await seen(visitor, 'documents.verify.code.notGiven');
    await visitor.look(`documents-${look}-valid`);
    await visitor.go(`/certificates/${award.number}?code=${award.code}`);
    await seen(visitor, 'documents.verify.code.right');
    await visitor.go(`/certificates/${award.number}?code=0000`);
    await seen(visitor, 'documents.verify.code.wrong');
    await visitor.look(`documents-${look}-wrong-code`);
    await visitor.go('/certificates');
    await visitor.page.getByLabel(say('documents.number', {}, language)).fill('zzec-cert-2010-01-0001');
    await visitor.page.keyboard.press('Enter');
    await seen(visitor, 'documents.verify.unknown', { no: 'ZZEC-CERT-2010-01-0001' });
    await visitor.look(`documents-${look}-unknown`);
    await visitor.close();
    expect(findings.splice(0)).toEqual([]);
  }, 120_000);

  test(`a party finds certificate, letter and diagram on its application, as ${look}`, async () => {
    const visitor = await open('yuweiyuan.owner');
    await visitor.go(`/desk/applications/${award.id}`);
    for (const key of ['documents.certificatePdf', 'documents.letterPdf']) {
      const link = visitor.page.getByRole('link', { name: say(key, {}, language) });
      const pdf = await visitor.context.request.get(`${scene.system.baseUrl}${await link.getAttribute('href')}`);
      expect(pdf.headers()['content-type']).toBe('application/pdf');
    }
    const phone = place === PHONE;
    if (phone) await visitor.page.getByRole('button', { name: say('diagram.title', {}, language) }).click();
    await seen(visitor, 'diagram.about');
    await visitor.look(`documents-${look}-application`);
    await visitor.page.getByRole('button', { name: say('diagram.picture', {}, language), exact: true }).click();
    await visitor.page.locator('.react-flow__node').first().waitFor();
    await visitor.look(`documents-${look}-application-diagram`);
    expect(await visitor.page.locator('.react-flow__edge').count()).toBeGreaterThan(15);
    expect(await visitor.page.getByRole('button', { name: say('documents.revoke.open', {}, language) }).count()).toBe(
      0,
    );
    await visitor.close();
    expect(findings.splice(0)).toEqual([]);
  }, 120_000);

  test(`the office sees the load of each desk, in the picture and in words, as ${look}`, async () => {
    const visitor = await open('city.officer');
    await visitor.go(`/desk/rounds/${runningRound}`);
    await seen(visitor, 'diagram.aboutLoad');
    for (const as of ['picture', 'list']) {
      await visitor.page.getByRole('button', { name: say(`diagram.${as}`, {}, language), exact: true }).click();
      await visitor.page
        .getByText(language === 'zh' ? '在办 1 件' : '1 case now')
        .first()
        .waitFor();
      await visitor.look(`documents-${look}-round-${as}`);
    }
    await visitor.close();
    expect(findings.splice(0)).toEqual([]);
  }, 120_000);
}

test('an officer reads the diagram and the letter of a refused case beside its decision', async () => {
  const visitor = await Visitor.open(browser, scene.system);
  await visitor.signIn('economic.officer@demo.tenfold.example');
  const [task] = await scene.sql<
    { id: string }[]
  >`select id from tasks where case_id = ${refusedId} and status = 'done'`;
  await visitor.go(`/desk/tasks/${task?.id}`);
  await visitor.page.getByRole('tab', { name: say('task.tab.diagram') }).click();
  await visitor.page.locator('.react-flow__node').first().waitFor();
  await visitor.look('documents-officer-diagram');
  await visitor.page.getByRole('tab', { name: say('task.tab.timeline') }).click();
  await visitor.page.getByRole('link', { name: say('documents.letterPdf') }).waitFor();
  await visitor.look('documents-officer-letter');
  await visitor.close();
  expect(findings.splice(0)).toEqual([]);
}, 120_000);

test('the office revokes a certificate with a reason; whoever verifies it reads why', async () => {
  await scene.sql`update users set locale = 'zh' where email like 'city.officer@%'`;
  const visitor = await Visitor.open(browser, scene.system);
  await visitor.signIn('city.officer@demo.tenfold.example');
  await visitor.go(`/desk/applications/${award.id}`);
  await visitor.button(say('documents.revoke.open')).click();
  const confirm = visitor.button(say('documents.revoke.confirm'));
  expect(await confirm.isDisabled()).toBe(true);
  await visitor.page.getByLabel(say('documents.revoke.reason')).fill('项目终止，依规定撤销');
  await visitor.look('documents-revoke-dialog');
  await confirm.click();
  await visitor.page.getByText(say('documents.state.revoked'), { exact: true }).waitFor();
  await visitor.look('documents-revoked');
  await visitor.go('/desk/certificates');
  await visitor.page.getByRole('link', { name: award.number }).waitFor();
  await visitor.look('documents-register');
  await visitor.go(`/certificates/${award.number}`);
  await visitor.page.getByText('项目终止，依规定撤销').waitFor();
  await visitor.look('documents-public-revoked');
  await visitor.close();
  expect(findings.splice(0)).toEqual([]);
}, 120_000);
