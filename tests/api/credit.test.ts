/** The credit register: entering, importing, revoking, and what a check of an application finds. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CreditImport, CreditRecordView } from '../../contracts/credit.ts';
import { creditCheck, recordCreditCheck } from '../../db/credit.ts';
import type { z } from 'zod';
import { usccCheckDigit } from '../../domain/identifiers.ts';
import { openScene, problemOf, type Scene } from '../support/scene.ts';
import { applyJointly, cast, sampleApplication } from '../support/story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
});

const food = sampleApplication('food');
const lead = cast.enterprises.find(({ key }) => key === food.lead) as { uscc: string; name: { zh: string } };
const organisationCode = lead.uscc.slice(8, 17);
const DAY_MS = 86_400_000;
/** Calendar day in Beijing, so many days from today. */
const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * DAY_MS).toISOString().slice(0, 10);
let serial = 0;
const record = (given: object = {}) => ({
  identifier: lead.uscc,
  name: lead.name.zh,
  kind: 'untrustworthy',
  source: '市发展改革委',
  documentNo: `郑信用〔2026〕${++serial}号`,
  reason: '虚报统计数据',
  validFrom: day(-10),
  validTo: day(10),
  ...given,
});
const list = (query: string) => scene.city.get<{ items: CreditRecordView[] }>(`/credit-records?${query}`);
const enter = (given: object = {}) => scene.city.post<{ id: string }>('/credit-records', record(given));
const revoke = (id: string) => scene.city.post(`/credit-records/${id}/revocation`, { reason: '名单已移除' });
const officeFacts = async (kind: string, recordId: string) =>
  scene.sql`select 1 from facts where kind = ${kind} and payload ->> 'recordId' = ${recordId}`;
const importing = (text: string | Buffer, dryRun: boolean) =>
  scene.city.call('POST', '/credit-records/imports', {
    body: { content: Buffer.from(text).toString('base64'), dryRun },
  });
const HEAD = '统一社会信用代码,企业名称,类型,来源,文号,事由,生效日期,失效日期';

test('a record is found by name, number and either kind of code, is entered once, and ends when it is revoked', async () => {
  const given = record();
  const { id } = await scene.city.post<{ id: string }>('/credit-records', given);
  for (const q of [lead.uscc, organisationCode, given.documentNo, lead.name.zh.slice(0, 4)]) {
    expect((await list(`q=${encodeURIComponent(q)}`)).items.map((row) => row.id)).toContain(id);
  }
  expect((await list('q=__')).items).toEqual([]);
  const again = await scene.city.call('POST', '/credit-records', { body: { ...given, identifier: organisationCode } });
  expect(problemOf(again).code).toBe('duplicate');
  await revoke(id);
  const [row] = (await list(`state=revoked&q=${encodeURIComponent(given.documentNo)}`)).items;
  expect(row).toMatchObject({ id, state: 'revoked', revokeReason: '名单已移除', enterprise: { name: lead.name.zh } });
  const twice = await scene.city.call('POST', `/credit-records/${id}/revocation`, { body: { reason: '再次' } });
  expect(problemOf(twice).code).toBe('wrongState');
  expect(await officeFacts('creditRecordEntered', id)).toHaveLength(1);
  expect(await officeFacts('creditRecordRevoked', id)).toHaveLength(1);
});

test('a code with a wrong check digit, an end before the beginning and a day that does not exist are named', async () => {
  const code = await scene.city.call('POST', '/credit-records', {
    body: record({ identifier: `${lead.uscc.slice(0, 17)}${lead.uscc.endsWith('A') ? 'B' : 'A'}` }),
  });
  expect(problemOf(code).errors).toMatchObject([{ pointer: '/identifier', rule: 'checkDigit' }]);
  const end = await scene.city.call('POST', '/credit-records', { body: record({ validTo: day(-20) }) });
  expect(problemOf(end).errors).toMatchObject([{ pointer: '/validTo' }]);
  const never = await scene.city.call('POST', '/credit-records', { body: record({ validFrom: '2026-02-30' }) });
  expect(problemOf(never).errors).toMatchObject([{ pointer: '/validFrom' }]);
});

test('a dry run names every bad line and writes nothing; a clean file in GB 18030 is taken in as a whole, once', async () => {
  const other = '91410100MA9TEXT01';
  const sound = `${other}${usccCheckDigit(other)}`;
  const line = (no: number, given: { code?: string; kind?: string; from?: string; to?: string } = {}) =>
    `${given.code ?? sound},"甲公司, 分部",${given.kind ?? '失信'},来源单位,文件${no},事由说明,${given.from ?? '2026年3月1日'},${given.to ?? ''}`;
  const bad = [
    HEAD,
    line(1),
    line(2, { code: '123' }),
    line(3, { kind: '不明' }),
    line(1),
    line(4, { to: '2026/2/1' }),
  ];
  const judged = await importing(bad.join('\r\n'), true);
  expect(judged.body as z.infer<typeof CreditImport>).toMatchObject({
    dryRun: true,
    encoding: 'utf-8',
    lines: 5,
    entered: 1,
    faults: [
      { line: 3, column: 'identifier', rule: 'length', value: '123' },
      { line: 4, column: 'kind', rule: 'invalid_value', value: '不明' },
      { line: 5, column: 'documentNo', rule: 'twice', value: '2' },
      { line: 6, column: 'validTo', rule: 'beforeValidFrom' },
    ],
  });
  const refused = problemOf(await importing(bad.join('\n'), false));
  expect(refused).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/lines/3/identifier', rule: 'length' }, {}, {}, {}],
  });
  expect((await list(`q=${sound}`)).items).toEqual([]);

  // «失信» and the rest in GB 18030: each sign by its two bytes.
  const clean = gb18030(`${HEAD}\n${line(1)}\n${line(2, { kind: '守信', to: '2030/12/31' })}\n`);
  expect((await importing(clean, true)).body).toMatchObject({ encoding: 'gb18030', lines: 2, entered: 2, faults: [] });
  expect((await importing(clean, false)).body).toMatchObject({ dryRun: false, entered: 2, known: 0 });
  expect((await importing(clean, false)).body).toMatchObject({ entered: 0, known: 2 });
  expect(
    (await list(`q=${sound}`)).items
      .map(({ name, kind, validFrom, validTo }) => `${name} ${kind} ${validFrom} ${validTo}`)
      .sort(),
  ).toEqual(['甲公司, 分部 trustworthy 2026-03-01 2030-12-31', '甲公司, 分部 untrustworthy 2026-03-01 null']);
});

test.each([
  ['a column is missing', Buffer.from('企业名称,类型\n甲,失信'), { rule: 'missingColumn' }],
  ['a quotation mark stays open', Buffer.from(`${HEAD}\n"甲`), { rule: 'csv' }],
  ['there is no line', Buffer.from(HEAD), { rule: 'noLines' }],
])('a file is refused in words when %s', async (_, bytes, fault) => {
  const reply = await importing(bytes, true);
  expect((reply.body as { faults: object[] }).faults).toContainEqual(expect.objectContaining(fault));
});

test('bytes that are no text are refused', async () => {
  expect(problemOf(await importing(Buffer.from([0x41, 0xff, 0xff, 0x30]), true)).errors).toMatchObject([
    { pointer: '/content', rule: 'encoding' },
  ]);
});

test('a check finds what is in force today for any confirmed party, by either code, and is kept with a fact', async () => {
  const roundId = await scene.openRound();
  const { id: caseId } = await applyJointly(scene.stage, scene.ids, roundId, food);
  expect(await creditCheck(scene.sql, caseId)).toMatchObject({ clear: true, hits: [] });
  const partner = cast.enterprises.find(({ key }) => key === food.parties[1]?.enterprise);
  const entered = [
    await enter({ identifier: organisationCode, validTo: day(0) }),
    await enter({
      identifier: partner?.uscc,
      name: partner?.name.zh,
      kind: 'trustworthy',
      validFrom: day(0),
      validTo: null,
    }),
    await enter({ validFrom: day(-30), validTo: day(-1) }),
    await enter({ validFrom: day(1), validTo: null }),
  ];
  const revoked = await enter();
  await revoke(revoked.id);
  const found = await scene.sql.begin((tx) => recordCreditCheck(tx, caseId, 'notice', null));
  expect(found.clear).toBe(false);
  expect(found.hits).toMatchObject([
    { enterpriseId: scene.ids[food.lead], kind: 'untrustworthy', validTo: day(0) },
    { name: partner?.name.zh, kind: 'trustworthy', validTo: null },
  ]);
  const kept = await scene.sql`select clear, purpose, hits from credit_checks where application_id = ${caseId}`;
  expect(kept).toMatchObject([{ clear: false, purpose: 'notice', hits: found.hits }]);
  await expect(scene.sql`update credit_checks set clear = true`).rejects.toThrow(/append-only/);
  const [fact] = await scene.sql`select payload from facts where case_id = ${caseId} and kind = 'creditChecked'`;
  expect(fact?.payload).toMatchObject({ purpose: 'notice', clear: false });
  for (const { id } of entered) await revoke(id);
  expect(await creditCheck(scene.sql, caseId)).toMatchObject({ clear: true, hits: [] });
});

/** Text in GB 18030, by asking the decoder which two bytes give each sign. */
function gb18030(text: string): Buffer {
  const wanted = new Set([...text].filter((sign) => sign.charCodeAt(0) > 127));
  const bytesOf = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe && bytesOf.size < wanted.size; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const sign = decoder.decode(Uint8Array.of(high, low));
      if (wanted.has(sign)) bytesOf.set(sign, [high, low]);
    }
  }
  return Buffer.from([...text].flatMap((sign) => bytesOf.get(sign) ?? [sign.charCodeAt(0)]));
}
