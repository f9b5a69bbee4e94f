/** An objection in a real browser: raised from the notice, taken and decided by an officer, followed by the objector. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { formatDeadline } from '../../admin-ui/src/i18n/instants.ts';
import standing from '../../admin-ui/src/i18n/standing.ts';
import { insertNotice } from '../../db/notices.ts';
import { launchBrowser } from '../support/browser.ts';
import { smallPdf } from '../support/story.ts';
import { type System, startSystem } from '../support/system.ts';
import { DESKTOP, findings, PHONE, say, Visitor } from './people.ts';

const email = (name: string) => `${name}@demo.tenfold.example`;

let system: System;
let browser: Browser;
let roundId = '';
let noticeId = '';
let applicationId = '';
let file = '';

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ round: true }), launchBrowser()]);
  const { sql } = system;
  const [application] = await sql<{ caseId: string; roundId: string; categoryNo: number }[]>`
    select case_id, round_id, category_no from applications where content_version > 0 limit 1`;
  roundId = application?.roundId as string;
  applicationId = application?.caseId as string;
  const line = { slot: 1, projectName: null, parties: [], scoreHundredths: null } as const;
  const notice = await sql.begin((tx) =>
    insertNotice(tx, roundId, 'first', 7, [
      {
        categoryNo: application?.categoryNo as number,
        slot: 1,
        applicationId,
        place: 'winner',
        projectName: '中原汽车产业电子商务服务平台',
        parties: ['郑州嵩岳汽车工业有限公司', '河南云桥电子商务服务有限公司'],
        scoreHundredths: 8750,
      },
      { ...line, categoryNo: 3, applicationId: null, place: 'leftOpen', parties: [] },
    ]),
  );
  noticeId = notice.noticeId;
  await sql`update rounds set status = 'notice' where case_id = ${roundId}`;
  await sql`update applications set status = 'noticed' where case_id = ${applicationId}`;
  file = path.join(mkdtempSync(path.join(tmpdir(), 'tenfold-evidence-')), 'evidence.pdf');
  writeFileSync(file, smallPdf('evidence'));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

test('from the notice to the verdict, on a phone in English and on a desktop in Chinese', async () => {
  const objector = await Visitor.open(browser, system, 'en', PHONE);
  await system.sql`update users set locale = 'en' where email = ${email('xinghui.owner')}`;
  await objector.signIn(email('xinghui.owner'), 'en');
  await objector.go(`/notices/${noticeId}`);
  await objector.look('objection-notice-phone-en');
  await objector.page.getByRole('link', { name: /^Raise an objection to “中原汽车/ }).click();
  await objector.settled();
  const words = (key: string) => say(key, {}, 'en');
  await objector.button(words('objection.form.submit')).click();
  await objector.page.getByText(words('objection.form.evidenceMissing')).waitFor();
  await objector.look('objection-form-faults-phone-en');
  await objector.page.getByRole('textbox', { name: words('objection.form.realName') }).fill('王建国');
  await objector.page.getByRole('textbox', { name: words('objection.form.mobile') }).fill('13800138000');
  await objector.page
    .getByRole('textbox', { name: words('objection.form.facts') })
    .fill('该项目申报材料中的合同与公开信息不一致，具体见证据。');
  for (const kind of ['statement', 'evidence']) {
    await objector.page.locator(`input[data-kind=${kind}]`).setInputFiles(file);
    await objector.page
      .getByRole('button', { name: `${words('objection.form.remove')}: evidence.pdf` })
      .nth(kind === 'statement' ? 0 : 1)
      .waitFor();
  }
  await objector.button(words('objection.form.submit')).click();
  await objector.page.getByRole('heading', { name: words('objection.filed.title') }).waitFor();
  await objector.look('objection-filed-phone-en');
  await objector.page.getByRole('link', { name: words('objection.filed.follow') }).click();
  await objector.page.getByText('13800138000').waitFor();
  await objector.look('objection-mine-phone-en');

  // The control room says what goes on during the notice and what comes next.
  const notice = await system.sql<{ endsAt: string }[]>`select ends_at from notices where id = ${noticeId}`;
  const seesTheNotice = async (visitor: Visitor, language: 'zh' | 'en') => {
    await visitor.go(`/desk/rounds/${roundId}`);
    const block = visitor.page.getByRole('region', { name: standing[language].title, exact: true });
    const words = standing[language].say;
    const at = formatDeadline(notice[0]?.endsAt, language);
    expect(at).toMatch(/24:00$/);
    await block.getByText(words.notice.replace('%{at}', at)).waitFor();
    await block.getByText(words.objected.replace('%{open}', '1').replace('%{paused}', '1')).waitFor();
    await block.getByText(words.afterNoticeObjected.replace('%{days}', '5')).waitFor();
    await visitor.look(`round-standing-notice-${language}`);
  };
  const reader = await Visitor.open(browser, system, 'en', PHONE);
  await system.sql`update users set locale = 'en' where email = ${email('auditor')}`;
  await reader.signIn(email('auditor'), 'en');
  await seesTheNotice(reader, 'en');
  await reader.close();
  const officer = await Visitor.open(browser, system, 'zh', DESKTOP);
  await officer.signIn(email('city.officer2'));
  await seesTheNotice(officer, 'zh');
  await officer.go('/desk/objections');
  await officer.look('objections-desktop-zh');
  await officer.go('/desk/tasks');
  await officer.page
    .getByRole('link', { name: /^异议 YY-/ })
    .first()
    .click();
  await officer.settled();
  await officer.page.getByText(say('objection.hidden')).waitFor();
  expect(await officer.page.getByText('13800138000').count()).toBe(0);
  await officer.button(say('objection.take')).click();
  await officer.page.getByText('13800138000').waitFor();
  await officer.page.getByRole('radio', { name: /^异议部分成立/ }).check();
  await officer.look('objection-verdict-desktop-zh');
  await officer.page.getByRole('radio', { name: /^异议成立/ }).check();
  await officer.page.getByRole('textbox', { name: say('objection.verdict.reason') }).fill('经核查合同不实。');
  await officer.page.getByRole('textbox', { name: say('objection.verdict.publicReason') }).fill('申报材料与事实不符。');
  await officer.button(say('objection.verdict.submit')).click();
  await officer.button(say('objection.verdict.confirm')).click();
  await officer.page.getByText('经核查合同不实。').waitFor();
  await officer.look('objection-decided-desktop-zh');
  await officer.go(`/desk/rounds/${roundId}`);
  await officer.look('objection-round-desktop-zh');
  await officer.go(`/notices/${noticeId}`);
  await officer.page.getByText('申报材料与事实不符。').waitFor();
  await officer.look('objection-notice-struck-desktop-zh');

  // A reversal is proposed on the page of the application and decided by the group.
  const { sql } = system;
  await sql`update applications set status = 'awarded' where case_id = ${applicationId}`;
  await sql`
    insert into results (round_id, category_no, outcome, application_id, published_at, published_by)
    select round_id, category_no, 'winner', case_id, now(), 'office' from applications where case_id = ${applicationId}`;
  await sql`update notice_items set state = 'published' where application_id = ${applicationId}`;
  await sql`update rounds set status = 'published' where case_id = ${roundId}`;
  await officer.go(`/desk/applications/${applicationId}`);
  await officer.button(say('reversal.propose.revokeAward')).click();
  await officer.page.getByRole('textbox', { name: say('reversal.document') }).fill('郑政〔2026〕31号');
  await officer.page.getByRole('textbox', { name: say('reversal.reason') }).fill('查实材料造假。');
  await officer.button(say('reversal.propose.confirm')).click();
  await officer.page.getByText(say('vocabulary.reversalStatus.proposed')).waitFor();
  await officer.look('reversal-proposed-desktop-zh');
  const member = await Visitor.open(browser, system, 'zh', DESKTOP);
  await member.signIn(email('promotion.member'));
  const [task] = await sql<{ id: string }[]>`select id from tasks where step = 'reversal' and status = 'open'`;
  await member.go(`/desk/tasks/${task?.id}`);
  await member.page.getByRole('textbox', { name: say('reversal.decisionReason') }).fill('同意撤销。');
  await member.look('reversal-task-desktop-zh');
  await member.button(say('reversal.approve')).click();
  await member.page.getByText(say('vocabulary.reversalStatus.approved')).first().waitFor();
  await objector.go(`/results/${roundId}`);
  await objector.page.getByText(/award revoked on/).waitFor();
  await objector.look('reversal-result-phone-en');
  expect(findings.splice(0)).toEqual([]);
}, 400_000);
