/** 汇总表: what is frozen, when it may be issued, and what its PDF and its spreadsheet show. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ExcelJS from '@protobi/exceljs';
import { summaryDocument } from '../../api/recommendations/summary-document.ts';
import type { RecommendationView, Summary, SummaryHead } from '../../contracts/recommendations.ts';
import { withdraw } from '../../db/submission.ts';
import { sha256Hex } from '../../domain/hashing.ts';
import { openTown, type Town } from '../support/desks.ts';
import { problemOf } from '../support/scene.ts';

const BODY = 'district-a';
/** Typed by somebody who hopes that a spreadsheet runs it. */
const FORMULA = '=HYPERLINK("http://evil.example","点我")';

let town: Town;
let path: string;
let first: string;
let second: string;
let refused: string;
beforeAll(async () => {
  town = await openTown({ recommendation: { quotaPerCategory: 5, basis: 'test' } });
  path = `/rounds/${town.world.roundId}/recommendations/${BODY}`;
  [first, second, refused] = (await town.atRecommendation(3)) as [string, string, string];
  await town.sql`update applications set project_name = ${FORMULA} where case_id = ${first}`;
});
afterAll(() => town.close());

const view = async () => (await town.as('district')).get<RecommendationView>(path);
const issue = async (kind: 'interim' | 'final') =>
  (await town.as('district')).call('POST', `${path}/summaries`, { body: { kind }, ifMatch: (await view()).version });
const order = async (ranked: string[]) =>
  (await town.as('district')).put(
    path,
    { ranked, opinions: [{ applicationId: first, text: '@SUM(1) 同意推荐' }] },
    { ifMatch: (await view()).version },
  );
const fileOf = async (no: number, name: string, who = 'city') =>
  fetch(`${town.system.baseUrl}/api/v1${path}/summaries/${no}/${name}`, {
    headers: { cookie: (await town.as(who)).cookie },
  });

test('an interim summary freezes what stands; the same again is a duplicate', async () => {
  const answer = await issue('interim');
  expect(answer.status).toBe(201);
  const head = answer.body as SummaryHead;
  expect(head).toMatchObject({ no: 1, kind: 'interim', recommended: 0, issuedBy: 'district' });
  expect(head.number).toMatch(/^TT-T-\d{4}-\d{5}$/);
  expect(problemOf(await issue('interim'))).toMatchObject({ code: 'duplicate', number: head.number });
});

test('the final one waits for the end of the call, for every decision and for every rank, and names what is missing', async () => {
  await town.world.decide(first, 'district', 'accepted');
  const why = async () =>
    problemOf(await issue('final')).errors?.map(({ pointer, message }) => `${pointer} ${message}`);
  expect(await why()).toEqual(['/callOpen callOpen: 1', '/undecided undecided: 2', '/unranked unranked: 1']);
  await town.world.decide(second, 'district', 'accepted');
  await town.world.decide(refused, 'district', 'refused', {}, '方案不成熟');
  await town.sql`update rounds set closes_at = clock_timestamp() where case_id = ${town.world.roundId}`;
  expect(await why()).toEqual(['/unranked unranked: 2']);
  await order([second, first]);
  const answer = await issue('final');
  expect(answer.status).toBe(201);
  expect((await view()).summaryIsCurrent).toBe(true);
});

test('the stored hash is that of the frozen content, which nobody can change', async () => {
  const city = await town.as('city');
  const summary = await city.get<Summary>(`${path}/summaries/2`);
  expect(summary.content.rows.map(({ applicationId, rank, state }) => [applicationId, rank, state])).toEqual([
    [second, 1, 'recommended'],
    [first, 2, 'recommended'],
    [refused, null, 'notRecommended'],
  ]);
  const [row] = await town.sql<{ canonical: string; sha256: string }[]>`
    select canonical, sha256 from recommendation_summaries where no = 2`;
  expect(row?.sha256).toBe(sha256Hex(row?.canonical ?? ''));
  expect(JSON.parse(row?.canonical ?? '{}')).toEqual(summary.content);
  await expect(town.sql`update recommendation_summaries set canonical = ''`.execute()).rejects.toThrow(/append-only/);
});

test('the spreadsheet read back holds the frozen rows, and what looks like a formula is a text', async () => {
  const reply = await fileOf(2, 'summary.xlsx');
  expect(reply.status).toBe(200);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(await reply.arrayBuffer()) as never);
  const sheet = workbook.worksheets[0];
  const rows = [7, 8, 9].map((no) => [1, 2, 4, 9].map((column) => sheet?.getRow(no).getCell(column).value));
  expect(rows).toEqual([
    [1, '推荐', expect.stringMatching(/^项目/), null],
    [2, '推荐', FORMULA, '@SUM(1) 同意推荐'],
    [null, '不推荐', expect.stringMatching(/^项目/), '方案不成熟'],
  ]);
  sheet?.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
  expect(sheet?.getRow(8).getCell(4).numFmt).toBe('@');
});

/** Every text of a document definition, wherever it lies. */
function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [value] : textsOf(value),
  );
}

test('the PDF names body, number, hash, order and opinion, with a stamp and the place for the seal', async () => {
  const reply = await fileOf(2, 'summary.pdf');
  expect(reply.headers.get('content-type')).toBe('application/pdf');
  expect(
    Buffer.from(await reply.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const summary = await (await town.as('city')).get<Summary>(`${path}/summaries/2`);
  const texts = textsOf(summaryDocument(summary).content).join('\n');
  for (const part of [
    '甲区推荐汇总表',
    summary.number,
    '推荐单位（盖章）',
    '推荐汇总表 电子出具',
    '每类 5 个',
    '方案不成熟',
    FORMULA,
  ])
    expect(texts).toContain(part);
  expect(texts.replaceAll(' ', '')).toContain(summary.sha256);
  expect(texts.indexOf('@SUM(1) 同意推荐')).toBeLessThan(texts.indexOf('方案不成熟'));
});

test('a later change shows, a new number is issued and the old one stays as it was', async () => {
  const old = await (await fileOf(2, 'summary.xlsx')).arrayBuffer();
  await town.sql.begin((tx) => withdraw(tx, second, '不再申报', 'district'));
  expect((await view()).summaryIsCurrent).toBe(false);
  const answer = await issue('final');
  expect(answer.body).toMatchObject({ no: 3, recommended: 1 });
  const { summaries } = await view();
  expect(summaries.map(({ no }) => no)).toEqual([3, 2, 1]);
  const city = await town.as('city');
  expect((await city.get<Summary>(`${path}/summaries/2`)).content.rows).toHaveLength(3);
  expect(old.byteLength).toBeGreaterThan(1000);
});

test('the city reads every body, another district none of it, and the applicant none at all', async () => {
  await town.sql`insert into bodies (id, kind, name_zh, name_en) values ('district-b', 'district', '乙区', 'District B')`;
  await town.world.person('neighbour', 'districtOfficer', { bodyId: 'district-b' });
  const bodies = async (who: string) =>
    (await town.as(who)).get<{ items: { bodyId: string; latest: { no: number } | null }[] }>(
      `/rounds/${town.world.roundId}/recommendations`,
    );
  expect((await bodies('city')).items).toMatchObject([{ bodyId: BODY, latest: { no: 3 } }]);
  expect((await bodies('neighbour')).items).toEqual([]);
  expect((await fileOf(2, 'summary.pdf', 'neighbour')).status).toBe(404);
  expect((await fileOf(2, 'summary.xlsx', 'signer-lead-1')).status).toBeGreaterThanOrEqual(403);
  expect(
    problemOf(await (await town.as('city')).call('POST', `${path}/summaries`, { body: { kind: 'final' }, ifMatch: 3 }))
      .status,
  ).toBe(403);
});
