import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { atMost } from '../../api/documents/at-most.ts';
import { printable, renderPdf } from '../../api/documents/pdf.ts';
import { receiptDocument } from '../../api/documents/receipt.ts';
import { type ReceiptData, receiptData } from '../../db/receipts.ts';
import { fontCoverage, showable } from '../../domain/font-coverage.ts';
import { textsOf } from '../support/paper.ts';
import { personOf } from '../support/story.ts';
import { startSystem, type System } from '../support/system.ts';

describe('the receipt of the demo’s submitted application', () => {
  let system: System;
  let id: string;
  let draftId: string;
  let receipt: ReceiptData;
  beforeAll(async () => {
    system = await startSystem({ round: true });
    const rows = await system.sql<
      { id: string; receiptNo: string | null }[]
    >`select case_id as id, receipt_no from applications`;
    id = rows.find(({ receiptNo }) => receiptNo !== null)?.id as string;
    draftId = rows.find(({ receiptNo }) => receiptNo === null)?.id as string;
    receipt = (await receiptData(system.sql, id)) as ReceiptData;
  });
  afterAll(() => system.close());

  const fetchPdf = async (email: string, applicationId = id) =>
    fetch(`${system.baseUrl}/api/v1/applications/${applicationId}/receipt.pdf`, {
      headers: { cookie: (await system.as(email)).cookie },
    });

  test('is a PDF for its parties and officers', async () => {
    for (const email of [
      personOf('enterpriseSigner', { enterprise: 'yunqiao-service' }),
      personOf('districtOfficer', { bodyId: 'zone-economic' }),
    ]) {
      const answer = await fetchPdf(email);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(answer.headers.get('content-disposition')).toContain(`${receipt.receiptNo}.pdf`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.length).toBeGreaterThan(15_000);
    }
  });
  test('does not exist for others', async () => {
    const others = [
      personOf('enterpriseOwner', { enterprise: 'zaoxiang-food' }),
      personOf('districtOfficer', { bodyId: 'district-410184' }),
      personOf('expert'),
    ];
    for (const email of others) expect([403, 404]).toContain((await fetchPdf(email)).status);
  });
  test('does not exist before submission', async () => {
    const answer = await fetchPdf(personOf('enterpriseOwner', { enterprise: 'yuweiyuan-food' }), draftId);
    expect(await answer.json()).toMatchObject({ code: 'notReady' });
  });
  test('says number, instant, parties with shares, category and hash, and leads to the public proof', async () => {
    const [row] = await system.sql<{ submittedAt: string; sha256: string }[]>`
      select s.submitted_at, f.sha256 from submissions s join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no
      where s.application_id = ${id}`;
    const texts = textsOf(receiptDocument(receipt, `${system.baseUrl}/receipts/${receipt.receiptNo}`));
    const all = texts.join('\n');
    expect(texts).toContain(receipt.receiptNo);
    expect(texts).toContain('郑州嵩岳汽车工业有限公司');
    expect(all.replaceAll(' ', '')).toContain(row?.sha256);
    expect(receipt.parties.reduce((sum, { shareBp }) => sum + shareBp, 0)).toBe(10_000);
    expect(texts).toContain(`${system.baseUrl}/receipts/${receipt.receiptNo}`);
    const beijing = new Date(Date.parse(row?.submittedAt as string) + 8 * 3_600_000).toISOString();
    expect(receipt.submissions[0]?.beijingTime).toBe(beijing.replace('T', ' ').replace('Z', ''));
    const proof = await system.anonymous.get(`/public/receipts/${receipt.receiptNo}`);
    expect(proof).toEqual({
      receiptNo: receipt.receiptNo,
      sha256: row?.sha256,
      submittedAt: row?.submittedAt,
      rehearsal: false,
    });
  });
});

describe('characters', () => {
  const file = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  );
  const covers = fontCoverage(readFileSync(file));

  test('of Chinese and English texts are in the font', () => {
    for (const character of '郑州市电子商务“十百千万”工程（龘）—Aé1·〔2010〕')
      expect(covers(character.codePointAt(0) as number)).toBe(true);
  });
  test('that the font lacks are written as code points', () => {
    expect(covers(0x1f600)).toBe(false);
    expect(printable('张😀')).toBe('张[U+1F600]');
    expect(showable('a\nb', () => false)).toBe('[U+0061]\n[U+0062]');
  });
  test('without any font are an error', () => {
    expect(() => fontCoverage(new Uint8Array(12))).toThrow('no character map');
  });
});

test('several documents at once are all rendered', async () => {
  const documents = await Promise.all(['一', '二', '三'].map((text) => renderPdf({ content: [{ text }] })));
  for (const bytes of documents) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
});

test('a gate of two lets two run, in order, and survives failures', async () => {
  const gate = atMost(2);
  let running = 0;
  let most = 0;
  const started: number[] = [];
  const work = (no: number) =>
    gate(async () => {
      started.push(no);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (no === 2) throw new Error('two');
      return no;
    });
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(work));
  expect(most).toBe(2);
  expect(started).toEqual([1, 2, 3, 4, 5]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});
