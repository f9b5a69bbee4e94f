/** The consortium's agreement (联合体协议): who does what, how the support is split, whose the results are, how one leaves. */
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { AgreementData } from '../../db/agreements.ts';
import { fenToYuanText } from '../../domain/money.ts';
import { printable, renderPdf } from './pdf.ts';
import { both, footerOf, GREY, plain, quiet, rehearsalMark, small } from './typesetting.ts';

const percent = (basisPoints: number) => `${(basisPoints / 100).toFixed(2)} %`;

function partiesTable({ parties }: AgreementData): Content {
  const head: TableCell[] = [
    both('单位', 'Party'),
    both('代码', 'Identifier'),
    both('角色', 'Role'),
    both('财政资金分配比例', 'Share of the support'),
    both('按申请额折算(元)', 'Of the amount asked for (yuan)'),
  ];
  const body = parties.map(({ name, identifier, lead, shareBp, amountFen }): TableCell[] => [
    plain(name),
    plain(identifier),
    lead ? both('牵头单位', 'Lead') : both('联合单位', 'Partner'),
    { text: percent(shareBp), alignment: 'right' },
    { text: amountFen === null ? '—' : fenToYuanText(amountFen), alignment: 'right' },
  ]);
  const total = parties.reduce((sum, { shareBp }) => sum + shareBp, 0);
  const fen = parties.every(({ amountFen }) => amountFen !== null)
    ? parties.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)
    : null;
  const foot: TableCell[] = [
    { stack: [both('合计', 'Total')], colSpan: 3 },
    {},
    {},
    { text: percent(total), alignment: 'right' },
    { text: fen === null ? '—' : fenToYuanText(fen), alignment: 'right' },
  ];
  return {
    table: { headerRows: 1, widths: ['*', 'auto', 52, 84, 92], body: [head, ...body, foot] },
    layout: quiet,
    margin: [0, 4, 0, 6],
    fontSize: 9.5,
  };
}

const NUMERALS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/** 第三条; beyond ten the number itself. */
const article = (no: number) => `第${NUMERALS[no] ?? no}条`;

const heading = (no: number, zh: string, en: string): Content => ({
  stack: [{ text: printable(`${article(no)} ${zh}`), bold: true }, small(`Article ${no}: ${en}`)],
  margin: [0, 10, 0, 3],
});

/** Characters of a paragraph that is kept whole with its heading: about half a page. */
const LONGEST_KEPT = 800;

function articles(data: AgreementData): Content[] {
  const terms = data.terms.filter(({ text }) => text !== null);
  const statements = data.terms.filter(({ text }) => text === null);
  const written = terms.map(({ title, text }, index): Content => {
    const lines = (text ?? '').split('\n');
    const [first = '', ...rest] = lines;
    // A heading never stands alone at the foot of a page.
    return {
      stack: [
        { stack: [heading(index + 3, title.zh, title.en), plain(first)], unbreakable: first.length < LONGEST_KEPT },
        ...rest.map(plain),
      ],
    };
  });
  const last = terms.length + 3;
  return [
    heading(1, '合作项目', 'The project'),
    both(
      `各方联合申报“${data.projectName ?? '—'}”，类别：第${data.category.no}类 ${data.category.zh}，批次：${data.roundTitle.zh}。`,
      `The parties apply jointly for this project in category ${data.category.no}, ${data.category.en}; round: ${data.roundTitle.en}.`,
    ),
    heading(2, '联合体成员与资金分配', 'Members and split of the support'),
    partiesTable(data),
    ...written,
    ...(statements.length > 0
      ? [
          heading(last, '生效与声明', 'Effect'),
          { stack: statements.map(({ title }) => both(title.zh, title.en)) } as Content,
        ]
      : []),
  ];
}

/** The document's definition. A draft says across the page that nobody is bound by it. */
export function agreementDocument(data: AgreementData, { draft }: { draft: boolean }): TDocumentDefinitions {
  const mark = data.rehearsal ? '演练 REHEARSAL' : '草案 DRAFT';
  return {
    info: {
      title: `联合体协议 ${data.projectName ?? ''}`.trim(),
      author: data.parties[0]?.name ?? '',
      subject: data.programme.zh,
    },
    language: 'zh-CN',
    pageSize: 'A4',
    pageMargins: [56, 56, 56, 64],
    ...rehearsalMark(data.rehearsal),
    ...(draft
      ? { watermark: { text: data.rehearsal ? `${mark} · 草案 DRAFT` : mark, opacity: 0.12, fontSize: 48 } }
      : {}),
    content: [
      { text: printable(data.programme.zh), alignment: 'center', fontSize: 11, color: GREY },
      { text: '联合体协议', alignment: 'center', fontSize: 22, margin: [0, 6, 0, 0] },
      { text: 'Consortium agreement', alignment: 'center', fontSize: 9, color: GREY, margin: [0, 0, 0, 8] },
      ...articles(data),
      {
        stack: [
          both(
            '本协议由各方的签署人在系统中以电子方式签署：申报内容锁定时，本文件的 SHA-256 写入锁定内容，各方对锁定内容的签署同时及于本协议。',
            'Signed electronically: when the application is locked, the SHA-256 of this file enters the locked content, so each signature under that content covers this agreement.',
          ),
        ],
        margin: [0, 16, 0, 0],
        unbreakable: true,
      },
    ],
    footer: footerOf(data.issuer),
  };
}

/** PDF of the agreement. */
export const agreementPdf = (data: AgreementData, options: { draft: boolean }): Promise<Buffer> =>
  renderPdf(agreementDocument(data, options));
