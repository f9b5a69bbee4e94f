/**
 * The designer in real browsers: an officer drafts the next version, is told of faults and mends them, adds a field without
 * writing JSON, tries form and rules, proposes; another one compares and publishes; a draft round's policy is edited.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Pack } from '../../contracts/programme.ts';
import { launchBrowser, screenshot } from '../support/browser.ts';
import { type System, startSystem } from '../support/system.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, present, say, Visitor } from './people.ts';

const KEY = 'zhengzhou-ecommerce';
const WRITER = 'city.officer@demo.tenfold.example';
const CHECKER = 'city.officer2@demo.tenfold.example';

let system: System;
let browser: Browser;
beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ round: true }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

const field = (name: string) => say(`design.field.${name}`);
const tab = async (visitor: Visitor, name: string) => {
  await visitor.page.getByRole('tab', { name: new RegExp(`^${say(`design.tab.${name}`)}`) }).click();
  await visitor.page.locator(`#design-panel[aria-labelledby=design-tab-${name}]`).waitFor();
  await visitor.settled();
};
/** The draft is on the server. */
const saved = (visitor: Visitor) => visitor.page.locator('[data-save-phase=saved]').waitFor();
const openPart = (visitor: Visitor, title: string | RegExp) =>
  visitor.page.getByRole('button', { name: title, expanded: false }).first().click();
const newest = async () => {
  const [row] = await system.sql<{ version: number; pack: Pack }[]>`
    select version, pack from programmes where key = ${KEY} and in_force order by version desc limit 1`;
  return row as { version: number; pack: Pack };
};

async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    let no = 0;
    for (const { page } of present) await screenshot(page, `failed-designer-${++no}`).catch(() => undefined);
    throw error;
  }
}

const LOOKS: [name: string, language: Language, place: Place][] = [
  ['desktop-zh', 'zh', DESKTOP],
  ['phone-en', 'en', PHONE],
];
test.each(LOOKS)(
  'a programme with one version says what there is to compare, as %s',
  (look, language, place) =>
    told(async () => {
      expect((await newest()).version).toBe(1);
      const visitor = await Visitor.open(browser, system, language, place);
      await system.sql`update users set locale = ${language} where email = ${WRITER}`;
      await visitor.signIn(WRITER, language);
      await visitor.go(`/desk/programmes/${KEY}/compare`);
      await visitor.page.getByText(say('design.onlyVersion', {}, language)).waitFor();
      await visitor.look(`designer-${look}-compare-one`);
      await visitor.page.getByLabel(say('design.compareTo', {}, language), { exact: true }).click();
      const options = visitor.page.getByRole('option');
      await options.first().waitFor();
      expect(await options.allTextContents()).not.toContain(say('design.versionNo', { version: 1 }, language));
      await visitor.choose(options.first());
      await visitor.page.getByText(say('design.noChanges', {}, language)).waitFor();
      await visitor.close();
      await system.sql`update users set locale = 'zh' where email = ${WRITER}`;
      expect(findings.splice(0)).toEqual([]);
    }),
  120_000,
);

test(
  'the next version is drafted, mended, proposed by one officer and published by another',
  () =>
    told(async () => {
      const writer = await Visitor.open(browser, system);
      await writer.signIn(WRITER);
      await writer.page.getByRole('link', { name: say('shell.menu.programmes') }).click();
      await writer.look('designer-programmes');
      await writer.page
        .getByRole('link', { name: /十百千万/ })
        .last()
        .click();
      await writer.button(say('design.startNext')).click();
      await writer.settled();

      // A broken rubric is saved, and said at its tab, at its part and in the list that leads there.
      await tab(writer, 'review');
      await openPart(writer, /^必备服务覆盖/);
      await writer.page.getByLabel(field('maxPoints')).fill('20');
      await writer.page
        .getByText(say('design.fault.pointsNot100', { points: 95 }))
        .first()
        .waitFor();
      await writer.look('designer-faults');
      expect(await writer.button(say('design.act.propose')).isDisabled()).toBe(true);
      await writer.page.getByLabel(field('maxPoints')).fill('25');
      await writer.page
        .getByText(say('design.fault.pointsNot100', { points: 95 }))
        .first()
        .waitFor({ state: 'hidden' });

      await tab(writer, 'selection');
      await writer.page.getByLabel(field('workingDays')).fill('9');
      await saved(writer);

      // A field without JSON: a choice with labels, required, moved up by keyboard.
      await tab(writer, 'form');
      await openPart(writer, /^项目/);
      await writer.button(say('design.add', { noun: say('design.noun.field') })).click();
      const inChinese = say('design.inChinese', { label: field('title') });
      const inEnglish = say('design.inEnglish', { label: field('title') });
      await writer.page.getByLabel(inChinese, { exact: true }).last().fill('建设地点');
      await writer.page.getByLabel(inEnglish, { exact: true }).last().fill('Place');
      await writer.page.getByLabel(field('maxLength')).fill('60');
      await writer.page.getByLabel(field('key'), { exact: true }).last().fill('buildingPlace');
      await writer.page.getByLabel(field('required'), { exact: true }).last().check();
      const up = writer.page.getByRole('button', { name: say('design.up', { title: '建设地点' }) });
      await up.focus();
      await writer.page.keyboard.press('Enter');
      await saved(writer);
      await writer.page.evaluate('scrollTo(0, 0)');
      await writer.look('designer-form');

      // The form as applicants see it, judged by the server.
      await tab(writer, 'preview');
      await writer.page.getByRole('textbox', { name: /建设地点/ }).fill('郑东新区');
      await writer.button(say('design.preview.judge')).click();
      await writer.page.getByText(/检查结果/).waitFor();
      await writer.page.getByRole('button', { name: 'English', exact: true }).last().click();
      await writer.page.getByRole('textbox', { name: /^Place/ }).waitFor();
      await writer.button(say('design.preview.phone')).click();
      await writer.look('designer-preview');

      await tab(writer, 'changes');
      await writer.look('designer-changes');
      await writer.button(say('design.act.propose')).click();
      await writer.page.getByLabel(say('design.note')).fill('公示期九个工作日；申报表增加建设地点');
      await writer.page
        .getByRole('dialog')
        .getByRole('button', { name: say('design.act.propose') })
        .click();
      await writer.page.getByText(say('design.standing.mine')).waitFor();
      expect(await writer.button(say('design.act.publish')).count()).toBe(0);
      await writer.look('designer-proposed');

      const checker = await Visitor.open(browser, system);
      await checker.signIn(CHECKER);
      await checker.go(`/desk/programmes/${KEY}`);
      await checker.page.getByRole('link', { name: say('design.lookAt') }).click();
      await tab(checker, 'changes');
      await checker.button(say('design.act.publish')).click();
      await checker.page
        .getByRole('dialog')
        .getByRole('button', { name: say('design.act.publish') })
        .click();
      await checker.page.waitForURL(new RegExp(`/desk/programmes/${KEY}$`));
      await checker.look('designer-versions');

      const { version, pack } = await newest();
      expect(version).toBe(2);
      expect(pack.policy.notice.workingDays).toBe(9);
      const project = pack.policy.form.sections[0] as Pack['policy']['form']['sections'][0];
      expect(project.schema.properties).toMatchObject({ buildingPlace: { title: '建设地点', maxLength: 60 } });
      expect(project.schema.required).toContain('buildingPlace');
      expect((project.uiSchema['ui:order'] as string[]).slice(-2)).toEqual(['buildingPlace', 'security']);
      await checker.go(`/desk/programmes/${KEY}/compare?from=1&to=2`);
      await checker.page.getByText('建设地点').first().waitFor();
      await checker.look('designer-compare');
      await writer.close();
      await checker.close();
    }),
  240_000,
);

test(
  'rules are tried while they are written',
  () =>
    told(async () => {
      const writer = await Visitor.open(browser, system);
      await writer.signIn(WRITER);
      await writer.go(`/desk/programmes/${KEY}`);
      await writer.button(say('design.startNext')).click();
      await writer.settled();
      await tab(writer, 'rules');
      await writer.button(say('design.add', { noun: say('design.noun.rule') })).click();
      await writer.page
        .getByLabel(say('design.inChinese', { label: field('message') }), { exact: true })
        .fill('规模规则');
      await writer.page
        .getByLabel(say('design.inEnglish', { label: field('message') }), { exact: true })
        .fill('Size rule');
      await writer.page.getByLabel(field('key'), { exact: true }).fill('sizeRule');
      const expression = writer.page.getByLabel(field('expression'));
      const verdict = writer.page.getByRole('row', { name: /^规模规则/ });
      await expression.fill('lead.partyProfile.staffTotal >= 0');
      await verdict.getByText(say('vocabulary.verdictStatus.pass')).waitFor();
      await expression.fill('lead.partyProfile.nobodyAsked == 1');
      await verdict.getByText('lead.partyProfile.nobodyAsked').waitFor();
      await writer.look('designer-rules');
      await saved(writer);
      await writer.button(say('design.act.discard')).click();
      await writer.page
        .getByRole('dialog')
        .getByRole('button', { name: say('design.act.discard') })
        .click();
      await writer.page.waitForURL(new RegExp(`/desk/programmes/${KEY}$`));
      expect((await newest()).pack.policy.eligibility.some(({ key }) => key === 'sizeRule')).toBe(false);
      await writer.close();
    }),
  120_000,
);

test(
  'a draft round’s policy is edited; an open round says why it cannot be',
  () =>
    told(async () => {
      const writer = await Visitor.open(browser, system);
      await writer.signIn(WRITER);
      const [open] = await system.sql<{ id: string }[]>`select case_id as id from rounds where status = 'open' limit 1`;
      await writer.go(`/desk/rounds/${open?.id}`);
      await writer.page.getByText(say('design.frozen')).waitFor();
      expect(await writer.button(say('design.editPolicy')).count()).toBe(0);

      const city = await system.as(WRITER);
      const { id } = await city.post<{ id: string }>('/rounds', {
        programmeKey: KEY,
        title: { zh: '草拟批次', en: 'Draft round' },
        categoryNos: [3],
        closesAt: new Date(Date.now() + 40 * 86_400_000).toISOString(),
        workingDayMs: null,
      });
      await writer.go(`/desk/rounds/${id}`);
      await writer.look('designer-round-draft');
      await writer.button(say('design.editPolicy')).click();
      await writer.settled();
      await tab(writer, 'review');
      await writer.page.getByLabel(field('size')).fill('7');
      await saved(writer);
      await writer.look('designer-round');
      await writer.button(say('design.act.takeOver')).click();
      await writer.page
        .getByRole('dialog')
        .getByRole('button', { name: say('design.act.takeOver') })
        .click();
      await writer.page.waitForURL(new RegExp(`/desk/rounds/${id}$`));
      await writer.page.getByText(say('round.read.panel', { size: 7, days: 10 })).waitFor();
      await writer.close();
    }),
  120_000,
);

test.each(LOOKS)(
  'every part of the designer as %s',
  (look, language, place) =>
    told(async () => {
      const city = await system.as(WRITER);
      const { current } = await city.get<{ current: number }>(`/programmes/${KEY}`);
      const { id } = await city.post<{ id: string }>('/designs', { programmeKey: KEY, fromVersion: current });
      const visitor = await Visitor.open(browser, system, language, place);
      await system.sql`update users set locale = ${language} where email = ${WRITER}`;
      await visitor.signIn(WRITER, language);
      const parts = [
        'guide',
        'call',
        'desks',
        'review',
        'selection',
        'form',
        'rules',
        'attachments',
        'json',
        'preview',
      ];
      for (const part of parts) {
        await visitor.go(`/desk/designs/${id}?tab=${part}`);
        const first = visitor.page.getByRole('tabpanel').getByRole('button', { expanded: false });
        if (['guide', 'desks', 'form'].includes(part)) await first.first().click();
        await visitor.look(`designer-${look}-${part}`);
      }
      for (const [page, path] of Object.entries({
        list: '/desk/programmes',
        history: `/desk/programmes/${KEY}`,
        version: `/desk/programmes/${KEY}/versions/1`,
        compare: `/desk/programmes/${KEY}/compare`,
      })) {
        await visitor.go(path);
        await visitor.look(`designer-${look}-${page}`);
      }
      await visitor.close();
      expect(findings.splice(0)).toEqual([]);
    }),
  240_000,
);
