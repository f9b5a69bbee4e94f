/** The auditor's chains in a real browser: what each fact recorded in words, and the exact text under the hash. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { factTexts } from '../../admin-ui/src/i18n/factTexts.ts';
import { OFFICE_CASE_ID } from '../../contracts/vocabulary.ts';
import { loadPack } from '../../programmes/load.ts';
import { awardedApplication } from '../support/awarded.ts';
import { launchBrowser } from '../support/browser.ts';
import { membersWithoutWords } from '../support/fact-words.ts';
import { automotive, underReview } from '../support/review.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { cast } from '../support/story.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, say, Visitor } from './people.ts';

const { policy } = loadPack('zhengzhou-ecommerce');

let scene: Scene;
let browser: Browser;
let applicationId: string;
let circulatedId: string;
let roundId: string;
beforeAll(async () => {
  [scene, browser] = await Promise.all([openScene({ worker: true }), launchBrowser()]);
  const reviewed = await underReview(scene, [automotive]);
  roundId = reviewed.roundId;
  circulatedId = reviewed.ids[0] as string;
  ({ id: applicationId } = await awardedApplication(scene));
  const owner = await scene.as('yuweiyuan.owner@demo.tenfold.example');
  await owner.post(`/applications/${applicationId}/changes`, {
    leavingEnterpriseId: scene.ids['liantong-network'],
    joiningEnterpriseId: scene.ids['yunqiao-service'],
    reason: '合作方业务调整，由云桥公司接替',
    shares: [
      { enterpriseId: scene.ids['yuweiyuan-food'], shareBp: 6750 },
      { enterpriseId: scene.ids['yunqiao-service'], shareBp: 3250 },
    ],
  });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

const nameOf = (key: string) => cast.enterprises.find((enterprise) => enterprise.key === key)?.name.zh;
const looks: [name: string, language: Language, place: Place][] = [
  ['desktop-zh', 'zh', DESKTOP],
  ['phone-en', 'en', PHONE],
];

test.each(looks)(
  'facts of a chain are read in words, with the exact text below, as %s',
  async (look, language, place) => {
    const email = 'auditor@demo.tenfold.example';
    await scene.sql`update users set locale = ${language} where email = ${email}`;
    const auditor = await (await Visitor.open(browser, scene.system, language, place)).signIn(email, language);
    await auditor.go(`/desk/audit/${applicationId}`);
    const fact = auditor.page.locator('main ol > li').filter({
      has: auditor.page.getByRole('heading', { name: say('vocabulary.factKind.changeFiled', {}, language) }),
    });
    /** The value under a name of the fact, as the page shows it. */
    const value = (member: keyof typeof factTexts.zh.member) =>
      fact
        .locator('dt', { hasText: new RegExp(`^${factTexts[language].member[member]}$`) })
        .first()
        .locator('xpath=following-sibling::dd[1]')
        .textContent();
    expect(await value('leavingEnterpriseId')).toBe(nameOf('liantong-network'));
    expect(await value('joiningEnterpriseId')).toBe(nameOf('yunqiao-service'));
    expect(await value('shareBp')).toBe('67.5 %');

    const exact = fact.locator('details pre');
    expect(await exact.isVisible()).toBe(false);
    await auditor.look(`audit-${look}-application`);
    const [recorded] = await scene.sql<{ text: string }[]>`
      select payload::text as text from facts where case_id = ${applicationId} and kind = 'changeFiled'`;
    await fact.locator('summary').press('Enter');
    expect(await exact.isVisible()).toBe(true);
    expect(await exact.textContent()).toBe(recorded?.text);

    for (const [name, id] of Object.entries({ circulated: circulatedId, round: roundId, office: OFFICE_CASE_ID })) {
      await auditor.go(`/desk/audit/${id}`);
      await auditor.look(`audit-${look}-${name}`);
      if (id === circulatedId) {
        const slot = policy.attachments.find(({ required }) => required);
        expect(
          await auditor.page.locator('dd', { hasText: slot?.label[language] ?? 'no slot' }).count(),
        ).toBeGreaterThan(0);
      }
    }
    await auditor.close();
    expect(findings.splice(0)).toEqual([]);
  },
  120_000,
);

test('every member of what was recorded has its words', async () => {
  expect(await membersWithoutWords(scene.sql)).toEqual([]);
});
