/** The summary (推荐汇总表) as PDF: the frozen rows, the place for the body's seal, and a stamp that says who issued it and when. */
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Summary, SummaryRow } from '../../contracts/recommendations.ts';
import { printable, renderPdf } from '../documents/pdf.ts';
import { beijingTime, KIND_WORDS, STATE_WORDS, wordsOfOpinion } from './summary-words.ts';

const GREY = '#5f6368';
const LINE = '#c4c7cc';
const SEAL = '#b3261e';

const small = (text: string): Content => ({ text: printable(text), fontSize: 7.5, color: GREY });
const both = (zh: string, en: string): Content => ({ stack: [{ text: printable(zh) }, small(en)] });
const plain = (text: string): Content => ({ text: printable(text) });
const grouped = (hex: string) => (hex.match(/.{1,8}/g) ?? []).join(' ');

const HEAD: [zh: string, en: string][] = [
  ['序号', 'Rank'],
  ['类别', 'Category'],
  ['项目名称', 'Project'],
  ['申报单位（牵头、合作）', 'Lead and partners'],
  ['回执编号', 'Receipt'],
  ['推荐结论', 'Result'],
  ['推荐意见', 'Opinion'],
];

function rowOf(row: SummaryRow): TableCell[] {
  const state = STATE_WORDS[row.state];
  return [
    { text: row.rank === null ? '—' : String(row.rank), alignment: 'center' },
    both(`${row.categoryNo}. ${row.categoryName.zh}`, row.categoryName.en),
    plain(row.projectName ?? '—'),
    { stack: [plain(row.leadName), small(row.leadIdentifier), ...row.partners.map(plain)] },
    { text: row.receiptNo ?? '—', fontSize: 8 },
    both(state.zh, state.en),
    plain(wordsOfOpinion(row)),
  ];
}

const quiet = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => LINE,
  vLineColor: () => LINE,
  paddingTop: () => 3,
  paddingBottom: () => 2,
};
const stampFrame = {
  hLineWidth: () => 1.6,
  vLineWidth: () => 1.6,
  hLineColor: () => SEAL,
  vLineColor: () => SEAL,
  paddingLeft: () => 10,
  paddingRight: () => 10,
  paddingTop: () => 6,
  paddingBottom: () => 4,
};

function quotaLine({ content }: Summary): Content[] {
  const { quota } = content;
  if (quota === null) return [];
  const zh = [
    quota.perCategory === null ? null : `每类 ${quota.perCategory} 个`,
    quota.ofBody === null ? null : `共 ${quota.ofBody} 个`,
  ].filter((part) => part !== null);
  return [plain(`推荐名额：${zh.join('，')}；已用 ${quota.used} 个`)];
}

/** Right below the table: the stamp names the body; the box beside it is for the seal on paper. */
function sealBlock(summary: Summary): Content {
  const { content } = summary;
  return {
    unbreakable: true,
    margin: [0, 10, 0, 0],
    columns: [
      {
        width: '*',
        stack: [
          plain('本表由系统按推荐单位登记的排序、意见和决定生成，内容一经出具不再改动；情况变化的，另行出具新表。'),
          small(
            'Generated from the order, opinions and decisions on record. It never changes; a later state is issued anew.',
          ),
          { text: `SHA-256  ${grouped(summary.sha256)}`, fontSize: 7.5, color: GREY, margin: [0, 6, 0, 0] },
        ],
      },
      {
        width: 190,
        margin: [16, 0, 0, 0],
        table: {
          widths: ['*'],
          body: [
            [
              {
                color: SEAL,
                alignment: 'center',
                stack: [
                  { text: printable(content.bodyName.zh), fontSize: 12 },
                  { text: printable(content.bodyName.en), fontSize: 7 },
                  { text: '推荐汇总表 电子出具', fontSize: 9, margin: [0, 3, 0, 0] },
                  { text: content.number, fontSize: 9 },
                  { text: beijingTime(summary.issuedAt), fontSize: 8 },
                  { text: printable(summary.issuedBy), fontSize: 8 },
                ],
              },
            ],
          ],
        },
        layout: stampFrame,
      },
      {
        width: 150,
        margin: [16, 0, 0, 0],
        stack: [
          {
            canvas: [
              {
                type: 'rect',
                x: 0,
                y: 0,
                w: 134,
                h: 92,
                r: 4,
                lineWidth: 0.8,
                lineColor: LINE,
                dash: { length: 4, space: 3 },
              },
            ],
          },
          { text: '推荐单位（盖章）', alignment: 'center', color: GREY, relativePosition: { x: 0, y: -56 } },
          {
            text: 'Seal of the body',
            alignment: 'center',
            color: GREY,
            fontSize: 7.5,
            relativePosition: { x: 0, y: -42 },
          },
        ],
      },
    ],
  };
}

/** The document's definition. */
export function summaryDocument(summary: Summary): TDocumentDefinitions {
  const { content } = summary;
  const kind = KIND_WORDS[summary.kind];
  const counts = (state: SummaryRow['state']) => content.rows.filter((row) => row.state === state).length;
  return {
    info: { title: `推荐汇总表 ${content.number}`, author: content.bodyName.zh, subject: content.programme.zh },
    language: 'zh-CN',
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [40, 44, 40, 48],
    ...(content.rehearsal ? { watermark: { text: '演练 REHEARSAL', opacity: 0.12, fontSize: 60 } } : {}),
    defaultStyle: { fontSize: 9 },
    content: [
      { text: printable(content.programme.zh), alignment: 'center', fontSize: 10, color: GREY },
      { text: `${printable(content.bodyName.zh)}推荐汇总表`, alignment: 'center', fontSize: 18, margin: [0, 4, 0, 0] },
      {
        text: printable(`Summary of recommendations, ${content.bodyName.en}`),
        alignment: 'center',
        fontSize: 8.5,
        color: GREY,
        margin: [0, 0, 0, 8],
      },
      {
        columns: [
          {
            stack: [
              plain(`批次：${content.roundTitle.zh}`),
              small(content.roundTitle.en),
              plain(`推荐 ${counts('recommended')} 项，申报 ${content.rows.length} 项`),
              ...quotaLine(summary),
            ],
          },
          {
            alignment: 'right',
            stack: [
              plain(`编号：${content.number}`),
              plain(`${kind.zh}（第 ${content.no} 份）`),
              small(`${kind.en}, no. ${content.no}`),
              plain(`出具时间（北京时间）：${beijingTime(summary.issuedAt)}`),
            ],
          },
        ],
        margin: [0, 0, 0, 8],
      },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [30, 80, '*', 150, 96, 60, 140],
          body: [
            HEAD.map(([zh, en]): TableCell => ({ stack: [{ text: zh }, small(en)], fillColor: '#f1f3f4' })),
            ...content.rows.map(rowOf),
          ],
        },
        layout: quiet,
      },
      sealBlock(summary),
    ],
    footer: (page, pages) => ({
      columns: [
        { text: printable(`${content.number}  ${content.bodyName.zh}`), fontSize: 8, color: GREY },
        { text: `${page} / ${pages}`, fontSize: 8, color: GREY, alignment: 'right', width: 60 },
      ],
      margin: [40, 14, 40, 0],
    }),
  };
}

export const summaryPdf = (summary: Summary): Promise<Buffer> => renderPdf(summaryDocument(summary));
