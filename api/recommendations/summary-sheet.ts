/** The summary (推荐汇总表) as a spreadsheet, written row by row. Every text is a text cell: nothing that a person typed becomes a formula. */
import { PassThrough } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import ExcelJS from '@protobi/exceljs';
import type { Summary } from '../../contracts/recommendations.ts';
import { beijingTime, KIND_WORDS, STATE_WORDS, wordsOfOpinion } from './summary-words.ts';

const COLUMNS: [zh: string, en: string, width: number][] = [
  ['序号', 'Rank', 8],
  ['推荐结论', 'Result', 14],
  ['类别', 'Category', 22],
  ['项目名称', 'Project', 40],
  ['牵头单位', 'Lead', 32],
  ['牵头单位代码', 'Identifier', 24],
  ['合作单位', 'Partners', 40],
  ['回执编号', 'Receipt', 24],
  ['推荐意见', 'Opinion', 50],
];
/** Excel's text format: a cell that is edited stays a text, also when it begins with `=`. */
const TEXT = '@';

/** Streams the workbook into `target`. */
export async function writeSummarySheet(summary: Summary, target: Writable): Promise<void> {
  const { content } = summary;
  const through = new PassThrough();
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: through, useStyles: true });
  const written = pipeline(through, target);
  const sheet = workbook.addWorksheet('推荐汇总表', { views: [{ state: 'frozen', ySplit: HEAD_ROWS }] });
  sheet.columns = COLUMNS.map(([, , width]) => ({ width, style: { numFmt: TEXT } }));
  for (const line of headLines(summary)) sheet.addRow(line).commit();
  const head = sheet.addRow(COLUMNS.map(([zh, en]) => `${zh} ${en}`));
  head.font = { bold: true };
  head.commit();
  for (const row of content.rows) {
    const added = sheet.addRow([
      row.rank,
      STATE_WORDS[row.state].zh,
      `${row.categoryNo}. ${row.categoryName.zh}`,
      row.projectName ?? '',
      row.leadName,
      row.leadIdentifier,
      row.partners.join('、'),
      row.receiptNo ?? '',
      wordsOfOpinion(row),
    ]);
    added.getCell(1).numFmt = '0';
    added.commit();
  }
  sheet.commit();
  await Promise.all([workbook.commit(), written]);
}

const HEAD_ROWS = 6;

function headLines({ content, kind, issuedAt, issuedBy, sha256 }: Summary): string[][] {
  const title = `${content.bodyName.zh}推荐汇总表${content.rehearsal ? '（演练）' : ''}`;
  return [
    [title],
    [`批次 ${content.roundTitle.zh}`],
    [`编号 ${content.number}`, '', `${KIND_WORDS[kind].zh}（第 ${content.no} 份）`],
    [`出具 ${beijingTime(issuedAt)}（北京时间） ${issuedBy}`],
    [`SHA-256 ${sha256}`],
  ];
}
