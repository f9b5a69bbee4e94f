/** Joint work in a real browser: what blocks, who left, what became void; in both languages and at both widths. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { settleChange } from '../../db/change-process.ts';
import { awardedApplication } from '../support/awarded.ts';
import { launchBrowser } from '../support/browser.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { applyJointly, cast, decide, PASSWORD, sampleApplication } from '../support/story.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, say, Visitor } from './people.ts';

let scene: Scene;
let browser: Browser;
beforeAll(async () => {
  [scene, browser] = await Promise.all([openScene(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await scene?.close();
});

const food = sampleApplication('food');
const usccOf = (key: string) => cast.enterprises.find((enterprise) => enterprise.key === key)?.uscc as string;
const nameOf = (key: string) => cast.enterprises.find((enterprise) => enterprise.key === key)?.name.zh as string;
const looks: [name: string, language: Language, place: Place][] = [
  ['desktop-zh', 'zh', DESKTOP],
  ['phone-en', 'en', PHONE],
];

async function visit(name: string, language: Language, place: Place): Promise<Visitor> {
  const email = `${name}@demo.tenfold.example`;
  await scene.sql`update users set locale = ${language} where email = ${email}`;
  return (await Visitor.open(browser, scene.system, language, place)).signIn(email, language);
}

const inDialog = (visitor: Visitor, name: string) =>
  visitor.page.getByRole('dialog').getByRole('button', { name, exact: true });

/** A form that both signed, before its partner leaves. */
async function signedForm() {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food, { submit: false });
  const owner = await scene.as('yuweiyuan.owner@demo.tenfold.example');
  const { sha256 } = await owner.post<{ sha256: string }>(`/applications/${id}/freezing`);
  for (const [signer, key] of [
    ['yuweiyuan.signer', 'yuweiyuan-food'],
    ['liantong.signer', 'liantong-network'],
  ] as const) {
    const person = await scene.as(`${signer}@demo.tenfold.example`);
    await person.post(`/applications/${id}/signatures`, { enterpriseId: scene.ids[key], sha256, password: PASSWORD });
  }
  return { id, owner };
}

for (const [look, language, place] of looks) {
  test(`a partner withdraws, the lead invites another, as ${look}`, async () => {
    const { id, owner } = await signedForm();
    const partner = await visit('liantong.owner', language, place);
    await partner.go(`/desk/applications/${id}?step=parties`);
    await partner.button(say('joint.leave.open', {}, language)).click();
    const dialog = partner.page.getByRole('dialog');
    await dialog.getByLabel(say('application.act.reason', {}, language)).fill('产能已满，不能按期投入');
    await partner.look(`joint-${look}-leave`);
    await dialog.getByRole('button', { name: say('joint.leave.confirm', {}, language), exact: true }).click();
    await partner.page.waitForURL(/\/desk\/applications$/);
    await partner.close();

    await owner.post(`/applications/${id}/parties`, { identifier: usccOf('yunqiao-service') });
    const lead = await visit('yuweiyuan.owner', language, place);
    for (const step of ['parties', 'check', 'sign']) {
      await lead.go(`/desk/applications/${id}?step=${step}`);
      await lead.look(`joint-${look}-lead-${step}`);
    }
    await lead.page.getByText(say('joint.voided.title', {}, language)).waitFor();
    await lead.close();

    const invited = await visit('yunqiao.owner', language, place);
    await invited.go(`/desk/applications/${id}?step=check`);
    await invited.look(`joint-${look}-invited-check`);
    await invited.page.getByText(say('joint.blocking.title', {}, language)).waitFor();
    await invited.close();
    expect(findings.splice(0)).toEqual([]);
  }, 200_000);
}

for (const [look, language, place] of looks) {
  test(`the consortium's agreement beside the signatures, as ${look}`, async () => {
    const { id } = await signedForm();
    const signer = await visit('liantong.signer', language, place);
    await signer.go(`/desk/applications/${id}?step=sign`);
    await signer.page.getByRole('link', { name: say('joint.agreement.download', {}, language) }).waitFor();
    await signer.look(`joint-${look}-agreement-sign`);
    await signer.go(`/desk/applications/${id}?step=agreement`);
    await signer.look(`joint-${look}-agreement-section`);
    await signer.close();
    expect(findings.splice(0)).toEqual([]);
  }, 200_000);
}

for (const [look, language, place] of looks) {
  test(`an invitation by mail is sent, read and taken, as ${look}`, async () => {
    const owner = await scene.as('yuweiyuan.owner@demo.tenfold.example');
    const roundId = await scene.openRound();
    const { id } = await owner.post<{ id: string }>('/applications', {
      roundId,
      categoryNo: 3,
      enterpriseId: scene.ids['yuweiyuan-food'],
    });
    const lead = await visit('yuweiyuan.owner', language, place);
    await lead.go(`/desk/applications/${id}?step=parties`);
    await lead.page.getByLabel(say('joint.mail.email', {}, language)).fill(`${look}@newcomer.example`);
    await lead.button(say('joint.mail.send', {}, language)).click();
    await lead.page.getByText(say('joint.mail.status.open', {}, language)).waitFor();
    await lead.look(`joint-${look}-mail-sent`);
    await lead.close();

    const [mail] = await scene.sql<
      { body: string }[]
    >`select body from messages where email = ${`${look}@newcomer.example`}`;
    const path = /\/desk\/invitation\?token=[\w-]+/.exec(mail?.body ?? '')?.[0] as string;
    const newcomer = await visit('liantong.owner', language, place);
    await newcomer.go(path);
    await newcomer.look(`joint-${look}-mail-answer`);
    await newcomer.button(say('application.invitation.confirm', {}, language)).click();
    await newcomer.look(`joint-${look}-mail-sure`);
    await inDialog(newcomer, say('application.invitation.confirm', {}, language)).click();
    await newcomer.page.waitForURL(new RegExp(`/desk/applications/${id}`));
    await newcomer.go(path);
    await newcomer.look(`joint-${look}-mail-over`);
    await newcomer.close();
    expect(findings.splice(0)).toEqual([]);
  }, 200_000);
}

for (const [look, language, place] of looks) {
  test(`a change of member is asked for, confirmed and decided, as ${look}`, async () => {
    const { id, roundId } = await awardedApplication(scene);
    const lead = await visit('yuweiyuan.owner', language, place);
    await lead.go(`/desk/applications/${id}`);
    await lead.page.getByRole('link', { name: say('joint.change.file', {}, language) }).click();
    await lead.page.getByLabel(say('joint.change.joiningCode', {}, language)).fill(usccOf('yunqiao-service'));
    await lead.page.getByText(say('joint.change.lookUpFirst', {}, language)).waitFor();
    await lead.button(say('application.invite.lookUp', {}, language)).click();
    await lead.page
      .getByText(say('joint.change.joins', { name: '' }, language).trim())
      .first()
      .waitFor();
    await lead.page.getByLabel(say('application.act.reason', {}, language)).fill('合作方业务调整，由云桥公司接替');
    await lead.look(`joint-${look}-change-file`);
    await lead.button(say('joint.change.send', {}, language)).click();
    await lead.page.waitForURL(/\/desk\/changes\//);
    await lead.page.getByText(say('vocabulary.changeStatus.confirming', {}, language)).waitFor();
    await lead.look(`joint-${look}-change-filed`);
    const path = new URL(lead.page.url()).pathname;
    const changeId = path.split('/').pop() as string;
    await lead.go(`/desk/applications/${id}`);
    await lead.look(`joint-${look}-change-panel`);
    await lead.close();

    const successor = await visit('yunqiao.owner', language, place);
    await successor.go(path);
    await successor.look(`joint-${look}-change-answer`);
    await successor.button(say('application.invitation.confirm', {}, language)).click();
    await inDialog(successor, say('application.invitation.confirm', {}, language)).click();
    await successor.page.getByText(say('vocabulary.changeStatus.deciding', {}, language)).waitFor();
    await successor.close();

    const [task] = await scene.sql<{ id: string }[]>`
      select id from tasks where step = 'memberChange' and status = 'open' and case_id = ${changeId}`;
    const city = await visit('city.officer', language, place);
    await city.go(`/desk/tasks/${task?.id}`);
    await city.page.getByText(say('joint.change.explain', {}, language)).waitFor();
    await city.page.getByText(say('joint.change.evidence.noCredit', {}, language)).waitFor();
    await city.look(`joint-${look}-change-office`);
    await city.close();

    await decide(scene.city, changeId, 'memberChange', { outcome: 'changeApproved' });
    await settleChange(scene.sql, changeId);
    const after = await visit('yuweiyuan.owner', language, place);
    await after.go(path);
    await after.page.getByText(say('vocabulary.changeStatus.approved', {}, language)).waitFor();
    if (place === PHONE) await after.button(say('diagram.title', {}, language)).click();
    await after.page.getByText(say('diagram.about', {}, language)).waitFor();
    await after.look(`joint-${look}-change-approved`);
    for (const [page, of] of Object.entries({
      application: `/desk/applications/${id}`,
      result: `/results/${roundId}`,
    })) {
      await after.go(of);
      await after.page.getByText(nameOf('yunqiao-service')).first().waitFor();
      await after.look(`joint-${look}-change-${page}`);
    }
    await after.close();
    expect(findings.splice(0)).toEqual([]);
  }, 200_000);
}

for (const [look, language, place] of looks) {
  test(`declining and withdrawing a change of member ask first, as ${look}`, async () => {
    const { id } = await awardedApplication(scene);
    const owner = await scene.as('yuweiyuan.owner@demo.tenfold.example');
    const file = () =>
      owner.post<{ id: string }>(`/applications/${id}/changes`, {
        leavingEnterpriseId: scene.ids['liantong-network'],
        joiningEnterpriseId: scene.ids['yunqiao-service'],
        reason: '合作方业务调整，由云桥公司接替',
        shares: [
          { enterpriseId: scene.ids['yuweiyuan-food'], shareBp: 7000 },
          { enterpriseId: scene.ids['yunqiao-service'], shareBp: 3000 },
        ],
      });
    /** Asked on the page, left by the button and by the key, then done; the change is open until then. */
    const act = async (who: string, changeId: string, opener: string, asks: string, result: string) => {
      const status = async () =>
        (await scene.sql<{ status: string }[]>`select status from member_changes where case_id = ${changeId}`)[0]
          ?.status;
      const visitor = await visit(who, language, place);
      await visitor.go(`/desk/changes/${changeId}`);
      const name = say(opener, {}, language);
      const dialog = visitor.page.getByRole('dialog', { name: say(`joint.change.asks.${asks}Title`, {}, language) });
      await visitor.button(name).click();
      await dialog.waitFor();
      await visitor.look(`joint-${look}-change-${asks}`);
      await inDialog(visitor, say('application.act.cancel', {}, language)).click();
      await dialog.waitFor({ state: 'detached' });
      await visitor.button(name).press('Enter');
      await dialog.waitFor();
      await visitor.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await visitor.page.evaluate('document.activeElement.textContent')).toBe(name);
      expect(await status()).toBe('confirming');
      await visitor.button(name).click();
      await inDialog(visitor, name).click();
      await dialog.waitFor({ state: 'detached' });
      await visitor.page.getByText(say(`vocabulary.changeStatus.${result}`, {}, language), { exact: true }).waitFor();
      expect(await status()).toBe(result);
      await visitor.close();
    };
    const withdraw = 'joint.change.withdraw';
    await act('yuweiyuan.owner', (await file()).id, withdraw, 'withdrawn', 'withdrawn');
    const decline = 'application.invitation.decline';
    await act('yunqiao.owner', (await file()).id, decline, 'declined', 'declined');
    expect(findings.splice(0)).toEqual([]);
  }, 200_000);
}
