/** An expert's whole job in a real browser: what is hidden shows as hidden, in the reader's language; signing, recusal, scoring again. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { food, rival, seats, underReview } from '../support/review.ts';
import { openScene, type Scene, until } from '../support/scene.ts';
import { decide, openTask, scoreEverything } from '../support/story.ts';
import { DESKTOP, findings, type Language, opening, PHONE, type Place, say, Visitor } from './people.ts';

const TELLING =
  '豫味源与链桐科技共建，强于枣香园食品公司；法定代表人陈国栋，联系人林婉清，电话 0371-68001234，详见 https://www.yuweiyuan.cn/scm 和 lin@yuweiyuan.cn。';

let scene: Scene;
let browser: Browser;
let roundId = '';
/** E-mails of the experts who hold a seat. */
let seated: string[] = [];
beforeAll(async () => {
  [scene, browser] = await Promise.all([openScene({ worker: true }), launchBrowser()]);
  const project = food.shared.project as Record<string, unknown>;
  const telling = {
    ...food,
    shared: { ...food.shared, project: { ...project, summary: `${TELLING}${project.summary}` } },
  };
  ({ roundId } = await underReview(scene, [telling, rival]));
  seated = await seats(scene, roundId, 3);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

const looks: [name: string, language: Language, place: Place, seat: number][] = [
  ['desktop-zh', 'zh', DESKTOP, 0],
  ['phone-en', 'en', PHONE, 1],
];

async function visit(seat: number, language: Language, place: Place): Promise<Visitor> {
  const email = seated[seat] as string;
  await scene.sql`update users set locale = ${language} where email = ${email}`;
  return (await Visitor.open(browser, scene.system, language, place)).signIn(email, language);
}

/** The sheet of the application with the telling text. */
async function openSheet(expert: Visitor, seat: number) {
  const client = await scene.as(seated[seat] as string);
  const { items } = await client.get<{ items: { id: string; caseId: string }[] }>(
    `/tasks?view=open&step=score&roundId=${roundId}`,
  );
  const [row] = await scene.sql<{ caseId: string }[]>`
    select a.case_id from applications a join enterprises e on e.id = a.lead_enterprise_id
    where a.round_id = ${roundId} and e.id = ${scene.ids['yuweiyuan-food'] as string}`;
  const task = items.find(({ caseId }) => caseId === row?.caseId);
  await expert.go(`/desk/tasks/${task?.id}`);
}

const inDialog = (expert: Visitor, name: string) =>
  expert.page.getByRole('dialog').getByRole('button', { name, exact: true });

for (const [look, language, place, seat] of looks) {
  test(`an expert reads, scores and signs as ${look}`, async () => {
    const expert = await visit(seat, language, place);
    await expert.look(`blind-${look}-home`);
    await expert.go('/desk/tasks');
    await expert.look(`blind-${look}-queue`);
    await openSheet(expert, seat);
    const content = expert.page.getByRole('region', { name: say('scoring.content', {}, language) });
    await content.waitFor();
    await expert.look(`blind-${look}-sheet`);
    const shown = (await content.textContent()) ?? '';
    for (const name of ['豫味源', '链桐', '枣香园', '陈国栋', '林婉清', '0371', 'yuweiyuan', '⟦'])
      expect(shown).not.toContain(name);
    for (const mask of ['lead', 'partner', 'rival', 'person', 'phone', 'web', 'mail'])
      expect(shown).toContain(`${say('scoring.hidden', {}, language)} ${say(`vocabulary.mask.${mask}`, {}, language)}`);

    await expert.button(say('scoring.sign', {}, language)).click();
    expect(await expert.page.locator('input:focus').getAttribute('id')).toBe('points-coverage');
    await expert.look(`blind-${look}-incomplete`);
    for (const anchors of await expert.page.getByRole('list', { name: say('scoring.anchors', {}, language) }).all())
      await anchors.getByRole('button').last().click();
    await expert.page.getByRole('radio', { name: say('vocabulary.advice.support', {}, language), exact: true }).check();
    await expert.page.getByLabel(say('scoring.opinion', {}, language)).fill('方案完整，覆盖全部必备服务。');
    await expert.page.getByText(opening('scoring.saved', language)).first().waitFor();
    await expert.look(`blind-${look}-scored`);
    await expert.button(say('scoring.sign', {}, language)).click();
    await expert.look(`blind-${look}-signing`);
    await inDialog(expert, say('scoring.sign', {}, language)).click();
    await expert.page.getByText(opening('scoring.signed', language)).first().waitFor();
    await expert.look(`blind-${look}-signed`);
    await expert.close();
    expect(findings.splice(0)).toEqual([]);
  }, 200_000);
}

test('an expert leaves for a conflict of interest on a phone', async () => {
  const expert = await visit(4, 'en', PHONE);
  await openSheet(expert, 4);
  await expert.button(say('scoring.recuse', {}, 'en')).click();
  await expert.page.getByLabel(say('scoring.recuseReason', {}, 'en')).fill('A relative works for an applicant.');
  await expert.look('blind-phone-en-recusal');
  await inDialog(expert, say('scoring.recuse', {}, 'en')).click();
  await expert.page.getByText(opening('scoring.recused', 'en')).first().waitFor();
  await expert.page.getByRole('region', { name: say('scoring.content', {}, 'en') }).waitFor({ state: 'detached' });
  await expert.look('blind-phone-en-recused');
  await expert.page.reload();
  await expert.page.getByText(opening('scoring.recused', 'en')).first().waitFor();
  await expert.look('blind-phone-en-recused-again');
  await expert.close();
  expect(findings.splice(0)).toEqual([]);
}, 120_000);

test('scores sent back are asked for again, and the reason names nobody', async () => {
  await scoreEverything(scene.stage, roundId, () => 0.8);
  await until('proposal', () => openTask(scene.city, roundId, 'propose'));
  await decide(scene.city, roundId, 'propose', { outcome: 'returned', reason: '请复核豫味源的行业带动一项。' });
  await until('scoring again', async () => (await scene.round(roundId)).status === 'scoring');
  for (const [look, language, place, seat] of looks) {
    const expert = await visit(seat, language, place);
    await openSheet(expert, seat);
    const reason = expert.page.getByRole('alert').filter({ hasText: say('scoring.returned', {}, language) });
    expect(await reason.textContent()).toContain(say('vocabulary.mask.lead', {}, language));
    await expert.look(`blind-${look}-returned`);
    await expert.close();
  }
  expect(findings.splice(0)).toEqual([]);
}, 200_000);
