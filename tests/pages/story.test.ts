/**
 * One platform round in real browsers, each person in the own account: call, joint application, signatures, submission,
 * correction, circulation, draw, blind scoring, deliberation, notice, publication. A rehearsal clock makes days short.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { loadPack } from '../../programmes/load.ts';
import { launchBrowser, screenshot } from '../support/browser.ts';
import { membersWithoutWords } from '../support/fact-words.ts';
import { until } from '../support/scene.ts';
import {
  cast,
  openTask,
  PASSWORD,
  personOf,
  sampleApplication,
  saveSections,
  scoreEverything,
  smallPdf,
} from '../support/story.ts';
import { type System, startSystem } from '../support/system.ts';
import { findings, opening, present, say, Visitor } from './people.ts';

/** Seconds of one working day: a correction has 5 of them, the notice 7. */
const DAY_SECONDS = 8;
const { policy } = loadPack('zhengzhou-ecommerce');
const food = sampleApplication('food');
const partnerKey = food.parties[1]?.enterprise as string;
const partner = cast.enterprises.find(({ key }) => key === partnerKey);
const lead = cast.enterprises.find(({ key }) => key === food.lead);

let system: System;
let browser: Browser;
let city: Visitor;
let owner: Visitor;
let district: Visitor;
let roundId = '';
let applicationId = '';

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ worker: true, round: false }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

let broken = false;
/** A chapter of the story: it cannot be told when an earlier one failed. */
function chapter(name: string, tell: () => Promise<void>): void {
  test(name, async () => {
    if (broken) throw new Error('an earlier chapter failed');
    broken = true;
    try {
      await tell();
    } catch (error) {
      let no = 0;
      for (const { page } of present) await screenshot(page, `failed-${++no}`).catch(() => undefined);
      throw error;
    }
    broken = false;
  }, 300_000);
}

const idAtEnd = (url: string) => /([0-9a-f-]{36})(?:[?#].*)?$/.exec(url)?.[1] ?? '';

/** The words of the pack for a desk's outcome, the engine's own for the office's steps. */
function outcomeWords(key: string): string {
  const desk = policy.desks.flatMap(({ outcomes }) => outcomes).find((outcome) => outcome.key === key);
  return desk?.label?.zh ?? say(`vocabulary.outcome.${key}`);
}

async function decideOnPage(visitor: Visitor, outcomeKey: string): Promise<void> {
  await visitor.page.getByRole('radio', { name: new RegExp(`^${outcomeWords(outcomeKey)}`) }).check();
  await visitor.button(say('task.decide')).click();
  await visitor.button(say('task.confirm')).click();
  await visitor.page.getByText(opening('task.recordedAt')).first().waitFor();
}

/** Opens the queue and in it the task of the application, or of the round. */
async function openFromQueue(visitor: Visitor, name: string | RegExp, heading = say('task.decision')): Promise<void> {
  await visitor.go('/desk/tasks');
  await visitor.page.getByRole('link', { name }).first().click();
  await visitor.page.getByRole('heading', { name: heading, exact: true }).waitFor();
}

chapter('the office calls a round and the public sees it', async () => {
  city = await Visitor.open(browser, system);
  await city.go('/sign-in');
  await city.look('sign-in');
  await city.signIn(personOf('cityOfficer'));
  await city.look('home-office');
  await city.go('/desk/rounds/create');
  const { page } = city;
  await page.getByLabel(say('round.form.titleZh')).fill('平台评选（页面演练）');
  await page.getByLabel(say('round.form.titleEn')).fill('Platform round (page rehearsal)');
  await page.getByRole('checkbox', { name: /食品行业/ }).check();
  await page.getByRole('checkbox', { name: /汽车行业/ }).check();
  await page.getByLabel(say('round.form.rehearsal'), { exact: true }).check();
  await page.getByLabel(say('round.form.secondsPerDay')).fill(String(DAY_SECONDS));
  await city.look('round-create');
  await city.button(say('round.form.submit')).click();
  await page.waitForURL(/\/desk\/rounds\/[0-9a-f-]{36}/);
  roundId = idAtEnd(page.url());
  await city.button(say('round.open')).first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('round.open'), exact: true })
    .click();
  await page.getByText(say('vocabulary.roundStatus.open')).first().waitFor();
  await city.look('round-control-room');

  const citizen = await Visitor.open(browser, system);
  await citizen.go('/');
  await citizen.page.getByText('平台评选（页面演练）').first().waitFor();
  await citizen.look('public-calls');
  await citizen.go(`/calls/${roundId}`);
  await citizen.look('public-call');
  await citizen.go('/guide');
  await citizen.look('public-guide');
  await citizen.close();
});

chapter('the lead drafts, invites its partner, and the partner confirms in its own account', async () => {
  owner = await Visitor.open(browser, system);
  await owner.signIn(personOf('enterpriseOwner', { enterprise: food.lead }));
  await owner.look('home-applicant');
  await owner.go(`/desk/applications/create?round=${roundId}`);
  await owner.page.getByRole('radio', { name: /食品行业/ }).check();
  await owner.look('application-create');
  await owner.button(say('application.create.create')).click();
  await owner.page.waitForURL(/\/desk\/applications\/[0-9a-f-]{36}/);
  applicationId = idAtEnd(new URL(owner.page.url()).pathname);
  await owner.page.getByText(say('application.notSubmitted.title')).waitFor();
  await owner.page.getByLabel(say('application.invite.identifier')).fill(partner?.uscc ?? '');
  await owner.button(say('application.invite.lookUp')).click();
  await owner.button(say('application.invite.invite')).click();
  await owner.page.getByText(say('application.invite.sent', { name: partner?.name.zh ?? '' })).waitFor();
  await owner.look('application-parties');

  const invited = await Visitor.open(browser, system);
  await invited.signIn(personOf('enterpriseOwner', { enterprise: partnerKey }));
  await invited.look('home-invited');
  await invited.go(`/desk/applications/${applicationId}`);
  await invited.button(say('application.invitation.confirm')).click();
  await invited.page
    .getByRole('dialog')
    .getByRole('button', { name: say('application.invitation.confirm'), exact: true })
    .click();
  await invited.page.getByText(say('application.notSubmitted.title')).waitFor();
  await invited.look('application-partner');
  await invited.close();
});

chapter('the form saves by itself, files arrive, and the check finds nothing missing', async () => {
  const { page } = owner;
  const view = await (await system.as(personOf('enterpriseOwner', { enterprise: food.lead }))).get<{
    parties: { enterpriseId: string; role: string }[];
  }>(`/applications/${applicationId}`);
  const idOf = (role: string) => view.parties.find((party) => party.role === role)?.enterpriseId ?? '';
  await owner.go(`/desk/applications/${applicationId}?step=project`);
  const name = page.getByRole('textbox', { name: /项目名称/ }).first();
  await name.fill(String(food.shared.project?.projectName));
  await page.getByText(opening('application.save.saved')).first().waitFor();
  await owner.look('application-section');

  // What the sections hold beside the name typed above comes from the cast, saved as the pages save it.
  const leadPerson = await system.as(personOf('enterpriseOwner', { enterprise: food.lead }));
  const partnerPerson = await system.as(personOf('enterpriseOwner', { enterprise: partnerKey }));
  await saveSections(leadPerson, applicationId, null, food.shared);
  await saveSections(leadPerson, applicationId, idOf('lead'), food.parties[0]?.sections ?? {});
  await saveSections(partnerPerson, applicationId, idOf('partner'), food.parties[1]?.sections ?? {});
  await leadPerson.put(`/applications/${applicationId}/shares`, {
    shares: [
      { enterpriseId: idOf('lead'), shareBp: food.parties[0]?.shareBp },
      { enterpriseId: idOf('partner'), shareBp: food.parties[1]?.shareBp },
    ],
  });

  await owner.go(`/desk/applications/${applicationId}?step=attachments`);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '承诺书.pdf', mimeType: 'application/pdf', buffer: smallPdf('lead') });
  await owner.button(say('application.file.removeName', { name: '承诺书.pdf' })).waitFor();
  await owner.look('application-attachments');
  const member = await Visitor.open(browser, system);
  await member.signIn(personOf('enterpriseOwner', { enterprise: partnerKey }));
  await member.go(`/desk/applications/${applicationId}?step=attachments`);
  await member.page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '合作方承诺书.pdf', mimeType: 'application/pdf', buffer: smallPdf('partner') });
  await member.button(say('application.file.removeName', { name: '合作方承诺书.pdf' })).waitFor();
  await member.close();

  await owner.go(`/desk/applications/${applicationId}?step=check`);
  await page.getByText(say('application.check.complete')).waitFor();
  await owner.look('application-check');
  await owner.go(`/desk/applications/${applicationId}?step=preview`);
  await owner.look('application-preview');
});

chapter('all sign the same frozen content, the lead submits and holds a receipt', async () => {
  const { page } = owner;
  await owner.go(`/desk/applications/${applicationId}?step=sign`);
  await owner.button(say('application.sign.freeze')).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('application.sign.freeze'), exact: true })
    .click();
  await page.getByText(say('application.notSubmitted.signingTitle')).waitFor();
  await owner.look('application-signing');
  for (const enterprise of [food.lead, partnerKey]) {
    const signer = await Visitor.open(browser, system);
    await signer.signIn(personOf('enterpriseSigner', { enterprise }));
    await signer.go(`/desk/applications/${applicationId}?step=sign`);
    await signer.button(say('application.sign.sign')).click();
    const dialog = signer.page.getByRole('dialog');
    await dialog.getByLabel(say('application.act.password')).fill('wrong password');
    await dialog.getByRole('button', { name: say('application.sign.sign'), exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel(say('application.act.password')).fill(PASSWORD);
    await dialog.getByRole('button', { name: say('application.sign.sign'), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await signer.close();
  }
  await owner.go(`/desk/applications/${applicationId}?step=sign`);
  await owner.button(say('application.sign.submit')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('application.act.password')).fill(PASSWORD);
  await dialog.getByRole('button', { name: say('application.sign.submit'), exact: true }).click();
  await page.getByText(say('application.receipt.recorded')).waitFor();
  const receiptNo = /ZZEC-\d{4}-\d{2}-\d{6}/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? '';
  expect(receiptNo).not.toBe('');
  await owner.look('application-receipt');
  const pdf = await owner.context.request.get(`${system.baseUrl}/api/v1/applications/${applicationId}/receipt.pdf`);
  expect(pdf.headers()['content-type']).toContain('application/pdf');
  const citizen = await Visitor.open(browser, system);
  await citizen.go(`/receipts/${receiptNo}`);
  await citizen.look('public-receipt');
  await citizen.close();
});

chapter(
  'the district asks for a correction of one field, the applicant corrects it alone, the officer sees the difference',
  async () => {
    district = await Visitor.open(browser, system);
    await district.signIn(personOf('districtOfficer', { bodyId: lead?.recommendingBodyId ?? '' }));
    await district.look('home-district');
    await district.go('/desk/tasks');
    await district.look('work-queue');
    await openFromQueue(district, String(food.shared.project?.projectName));
    await district.look('case-page');
    await district.button(say('task.markField', { field: '项目概况' })).click();
    await district.page.getByLabel(say('task.markNote')).fill('请补充覆盖的企业数量');
    await district.button(say('task.markSave')).click();
    await decideOnPage(district, 'correction');

    const { page } = owner;
    await owner.go(`/desk/applications/${applicationId}`);
    await page.getByText(say('application.correction.title')).waitFor();
    await owner.look('application-correction');
    const summary = page.getByRole('textbox', { name: /项目概况/ }).first();
    await summary.fill(`${String(food.shared.project?.summary)} 覆盖本市食品企业六百家。`);
    await page.getByText(opening('application.save.saved')).first().waitFor();
    await owner.button(say('application.correction.submit')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('application.act.password')).fill(PASSWORD);
    await dialog.getByRole('button', { name: say('application.correction.submit'), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(say('application.timeline.title')).first().waitFor();
    await owner.look('application-timeline');

    const officer = await system.as(personOf('districtOfficer', { bodyId: lead?.recommendingBodyId ?? '' }));
    await until(
      'the next step of the round',
      async () => (await openTask(officer, applicationId, 'formCheck')) !== undefined,
    );
    await openFromQueue(district, String(food.shared.project?.projectName));
    await district.page.getByRole('tab', { name: say('task.tab.differences') }).click();
    await district.page.getByText('覆盖本市食品企业六百家').first().waitFor();
    await district.look('case-differences');
    for (const tab of ['checks', 'history', 'comments', 'timeline']) {
      await district.page.getByRole('tab', { name: say(`task.tab.${tab}`) }).click();
      await district.look(`case-${tab}`);
    }
    await decideOnPage(district, 'accepted');
    const told = { step: policy.desks[1]?.label?.zh ?? '', body: '金水区', due: '' };
    await district.page.getByText(say('task.recordedNext', told).replace(/。$/, '')).waitFor();
    await district.look('case-decided');
  },
);

chapter('district recommends, the city qualifies, and the applicant sees each step on the timeline', async () => {
  await openFromQueue(district, String(food.shared.project?.projectName));
  await decideOnPage(district, 'recommended');
  await openFromQueue(city, String(food.shared.project?.projectName));
  await city.look('case-qualification');
  await decideOnPage(city, 'qualified');
  await owner.go(`/desk/applications/${applicationId}`);
  await owner.page.getByText(say('vocabulary.applicationStatus.qualified')).first().waitFor();
  await owner.look('application-qualified');
});

chapter('the call closes by the database clock; a draft in an open tab is told so', async () => {
  const late = await Visitor.open(browser, system);
  const latecomer = sampleApplication('automotive');
  await late.signIn(personOf('enterpriseOwner', { enterprise: latecomer.lead }));
  await late.go(`/desk/applications/create?round=${roundId}`);
  await late.page.getByRole('radio', { name: /汽车行业/ }).check();
  await late.button(say('application.create.create')).click();
  await late.page.waitForURL(/\/desk\/applications\/[0-9a-f-]{36}/);
  const draftId = idAtEnd(new URL(late.page.url()).pathname);
  await late.go(`/desk/applications/${draftId}?step=project`);
  const name = late.page.getByRole('textbox', { name: /项目名称/ }).first();
  await name.waitFor();

  const office = await system.as(personOf('cityOfficer'));
  await office.post(`/rounds/${roundId}/closing`, {
    closesAt: new Date(Date.now() + 500).toISOString(),
    reason: '演练提前截止',
  });
  await until(
    'the next step of the round',
    async () => (await office.get<{ status: string }>(`/rounds/${roundId}`)).status === 'panel',
  );
  // The page may have taken the field away already.
  await name.fill('来晚的项目', { timeout: 2_000 }).catch(() => undefined);
  await late.page.getByText(say('application.notSubmitted.closedTitle')).waitFor();
  await late.look('application-expired');
  await late.close();
});

chapter('the office draws the panel and an expert scores blind and signs', async () => {
  await openFromQueue(city, /平台评选（页面演练）/, say('round.draw.button'));
  await city.look('draw-panel');
  await city.button(say('round.draw.button')).click();
  await city.page
    .getByRole('dialog')
    .getByRole('button', { name: say('round.draw.button'), exact: true })
    .click();
  const office = await system.as(personOf('cityOfficer'));
  await until(
    'the next step of the round',
    async () => (await office.get<{ status: string }>(`/rounds/${roundId}`)).status === 'scoring',
  );
  await city.go(`/desk/rounds/${roundId}`);
  await city.look('round-panels');

  const { items } = await office.get<{ items: { members: { expertId: string }[] }[] }>(`/rounds/${roundId}/panels`);
  const [seat] = await system.sql<
    { email: string }[]
  >`select email from users where id = ${items[0]?.members[0]?.expertId ?? ''}`;
  const expert = await Visitor.open(browser, system);
  await expert.signIn(seat?.email ?? '');
  await expert.look('home-expert');
  await expert.go('/desk/tasks');
  await expert.page.locator('main').getByRole('row').nth(1).getByRole('link').first().click();
  await expert.button(say('scoring.sign')).waitFor();
  expect(await expert.page.locator('main').textContent()).not.toContain(lead?.name.zh);
  await expert.look('scoring');
  for (const anchor of await expert.page.getByRole('list', { name: say('scoring.anchors') }).all())
    await anchor.getByRole('button').last().click();
  await expert.page.getByRole('radio', { name: say('vocabulary.advice.support'), exact: true }).check();
  await expert.page.getByLabel(say('scoring.opinion')).fill('方案完整，覆盖全部必备服务。');
  await expert.page.getByText(opening('scoring.saved')).first().waitFor();
  await expert.button(say('scoring.sign')).click();
  await expert.page
    .getByRole('dialog')
    .getByRole('button', { name: say('scoring.sign'), exact: true })
    .click();
  await expert.page.getByText(opening('scoring.signed')).first().waitFor();
  await expert.look('scoring-signed');
  await expert.close();
  await scoreEverything({ baseUrl: system.baseUrl, as: system.as }, roundId, () => 0.8);
  await until('the next step of the round', async () => (await openTask(office, roundId, 'propose')) !== undefined);
});

chapter('ranking, proposal, deliberation with a second factor, notice, publication', async () => {
  await city.go(`/desk/rounds/${roundId}/ranking`);
  await city.look('ranking');
  await openFromQueue(city, /平台评选（页面演练）/);
  await city.look('propose');
  await decideOnPage(city, 'forward');

  const office = await system.as(personOf('cityOfficer'));
  await until(
    'the next step of the round',
    async () => (await office.get<{ status: string }>(`/rounds/${roundId}`)).status === 'deliberation',
  );
  const group = await Visitor.open(browser, system);
  await group.signIn('promotion.member@demo.tenfold.example');
  await group.look('home-group');
  await openFromQueue(group, /平台评选（页面演练）/);
  await group.page.getByLabel(say('round.deliberate.minutes')).fill('会议同意建议名单。');
  await group.look('deliberate');
  await decideOnPage(group, 'approved');
  await group.close();

  await until(
    'the next step of the round',
    async () => (await office.get<{ status: string }>(`/rounds/${roundId}`)).status === 'notice',
  );
  const citizen = await Visitor.open(browser, system);
  await citizen.go('/notices');
  await citizen.look('public-notices');
  await citizen.page
    .getByRole('link', { name: /平台评选（页面演练）/ })
    .first()
    .click();
  await citizen.look('public-notice');

  await until('the next step of the round', async () => (await openTask(office, roundId, 'publish')) !== undefined);
  await openFromQueue(city, /平台评选（页面演练）/);
  await city.look('publish');
  await decideOnPage(city, 'published');
  await until(
    'the next step of the round',
    async () => (await office.get<{ status: string }>(`/rounds/${roundId}`)).status === 'published',
  );
  await citizen.go(`/results/${roundId}`);
  await citizen.page.getByText(String(food.shared.project?.projectName)).first().waitFor();
  await citizen.look('public-result');
  await citizen.close();
  await owner.go(`/desk/applications/${applicationId}`);
  await owner.page.getByText(say('vocabulary.applicationStatus.awarded')).first().waitFor();
  await owner.look('application-awarded');
  await owner.go('/desk/inbox');
  await owner.look('inbox');
});

test('the auditor has words for every member of what the story recorded', async () => {
  expect(await membersWithoutWords(system.sql)).toEqual([]);
});

test('no page of the story had a finding: axe, sideways scrolling, script errors', () => {
  expect(findings).toEqual([]);
});
