/** Message texts in the office's own words. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { TemplateList, TemplatePreview, TemplateView } from '../../contracts/message-templates.ts';
import { postMessage } from '../../db/messages.ts';
import { personOf } from '../support/story.ts';
import { type Client, startSystem, type System } from '../support/system.ts';

let system: System;
let city: Client;
beforeAll(async () => {
  system = await startSystem();
  city = await system.as(personOf('cityOfficer'));
});
afterAll(() => system.close());

const TEXT = { subject: '{round}延期', body: '请于 {closesAt} 前提交。[[\n原因：{reason}]]' };
const view = () => city.get<z.infer<typeof TemplateView>>('/message-templates/closingExtended');
const edit = (text: object, ifMatch: number, who = city) =>
  who.put<{ version: number }>('/message-templates/closingExtended/zh', text, { ifMatch });

let keys = 0;
async function written(locale: 'zh' | 'en', reason: string | null): Promise<{ subject: string; body: string }> {
  keys += 1;
  const dedupeKey = `template-${keys}`;
  await postMessage(system.sql, {
    template: 'closingExtended',
    values: { round: { zh: '第一批', en: 'First' }, closesAt: '2026-12-04T16:00:00.000Z', reason },
    userId: null,
    email: 'li@town.example',
    locale,
    dedupeKey,
  });
  const [row] = await system.sql<{ subject: string; body: string }[]>`
    select subject, body from messages where dedupe_key = ${dedupeKey}`;
  return row as { subject: string; body: string };
}

test('a text is edited in one language, used from then on, and given back; what was written keeps its words', async () => {
  const before = await written('zh', null);
  expect((await view()).texts.zh).toMatchObject({ version: 0, isBuiltIn: true, history: [] });
  expect(await edit(TEXT, 0)).toEqual({ version: 1 });
  expect(await written('zh', '系统检修')).toEqual({
    subject: '第一批延期',
    body: '请于 2026-12-04 24:00 前提交。\n原因：系统检修',
  });
  expect((await written('zh', null)).body).toBe('请于 2026-12-04 24:00 前提交。');
  expect((await written('en', null)).subject).toBe('The call is extended to 2026-12-04 24:00');
  const { items } = await city.get<z.infer<typeof TemplateList>>('/message-templates');
  const entry = items.find(({ template }) => template === 'closingExtended');
  expect(entry).toMatchObject({ subject: { zh: TEXT.subject }, edited: { zh: { by: expect.any(String) }, en: null } });

  await city.post('/message-templates/closingExtended/zh/reset', {}, { ifMatch: 1 });
  expect(await written('zh', null)).toEqual(before);
  const { zh } = (await view()).texts;
  expect(zh).toMatchObject({ version: 2, isBuiltIn: true });
  expect(zh.history).toMatchObject([
    { version: 2, text: null },
    { version: 1, text: TEXT },
  ]);
  const [first] = await system.sql`select subject from messages where dedupe_key = 'template-2'`;
  expect(first).toEqual({ subject: '第一批延期' });
  const facts = await system.sql<{ kind: string }[]>`
    select kind from facts where kind like 'messageTemplate%' order by version`;
  expect(facts.map(({ kind }) => kind)).toEqual(['messageTemplateChanged', 'messageTemplateReset']);
});

test('of two editors who saw the same version the second is told so', async () => {
  const { version } = (await view()).texts.zh;
  const outcomes = await Promise.allSettled([edit(TEXT, version), edit({ ...TEXT, subject: '另一种' }, version)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(edit(TEXT, version)).rejects.toMatchObject({ status: 412, problem: { code: 'staleVersion' } });
});

test.each([
  [
    { subject: '', body: '{closesAt} {reason}' },
    { pointer: '/subject', rule: 'empty' },
  ],
  [
    { subject: 'x', body: '{closesAt} {reason} {who}' },
    { pointer: '/body', rule: 'unknownPlaceholder', message: '{who}' },
  ],
  [
    { subject: 'x', body: '{closesAt}' },
    { pointer: '/body', rule: 'missingPlaceholder', message: '{reason}' },
  ],
])('%j is refused by field, rule and name, while previewing and while saving', async (text, fault) => {
  const { version } = (await view()).texts.zh;
  const refusal = { status: 422, problem: { errors: [expect.objectContaining(fault)] } };
  await expect(edit(text, version)).rejects.toMatchObject(refusal);
  await expect(
    city.post('/message-templates/closingExtended/preview', { locale: 'zh', ...text }),
  ).rejects.toMatchObject(refusal);
});

test('a preview is the mail with sample values and the address of the page', async () => {
  const mail = await city.post<z.infer<typeof TemplatePreview>>('/message-templates/closingExtended/preview', {
    locale: 'zh',
    ...TEXT,
  });
  expect(mail.subject).toBe('2026 年第一批行业电子商务平台延期');
  expect(mail.text).toContain('原因：平台检修影响申报。');
  expect(mail.text).toContain(`${system.baseUrl}/desk`);
});

test('a text put together by circumstance is not edited; one that does not exist is not found; an auditor only reads', async () => {
  await expect(
    city.put('/message-templates/partyGone/zh', { subject: 'x', body: 'y' }, { ifMatch: 0 }),
  ).rejects.toMatchObject({ status: 409 });
  await expect(city.get('/message-templates/nothing')).rejects.toMatchObject({ status: 404 });
  const auditor = await system.as(personOf('auditor'));
  await auditor.get('/message-templates/closingExtended');
  await expect(edit(TEXT, 0, auditor)).rejects.toMatchObject({ status: 403 });
});
