/** The receipt of a submission (申报回执): what was received, from whom, at which instant, with which hash. */
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ReceiptData } from '../../db/receipts.ts';
import { printable, renderPdf } from './pdf.ts';
import { both, footerOf, GREY, grouped, plain, quiet, rehearsalMark, small } from './typesetting.ts';

const percent = (basisPoints: number) => `${(basisPoints / 100).toFixed(2)} %`;

function rowsOf(receipt: ReceiptData): [Content, Content][] {
  const first = receipt.submissions[0];
  const { category } = receipt;
  return [
    [both('回执编号', 'Receipt number'), { text: receipt.receiptNo, fontSize: 14 }],
    [both('收到时间(北京时间)', 'Received at (Beijing time, UTC+8)'), plain(first?.beijingTime ?? '')],
    [both('申报批次', 'Call'), both(receipt.roundTitle.zh, receipt.roundTitle.en)],
    [both('申报类别', 'Category'), both(`第${category.no}类 ${category.zh}`, `No. ${category.no}: ${category.en}`)],
    [both('项目名称', 'Project'), plain(receipt.projectName ?? '—')],
    [
      both('申报内容 SHA-256', 'SHA-256 of the submitted content'),
      { text: grouped(first?.sha256 ?? ''), fontSize: 8.5 },
    ],
  ];
}

function partiesTable(receipt: ReceiptData): Content {
  const head: TableCell[] = [
    both('联合申报单位', 'Party'),
    both('代码', 'Identifier'),
    both('分工', 'Role'),
    both('比例', 'Share'),
  ];
  const body = receipt.parties.map(({ name, identifier, lead, shareBp }): TableCell[] => [
    plain(name),
    plain(identifier),
    lead ? both('牵头单位', 'Lead') : both('联合单位', 'Partner'),
    { text: percent(shareBp), alignment: 'right' },
  ]);
  return {
    table: { headerRows: 1, widths: ['*', 'auto', 'auto', 'auto'], body: [head, ...body] },
    layout: quiet,
    margin: [0, 12, 0, 0],
  };
}

function correctionsTable(receipt: ReceiptData): Content[] {
  const corrections = receipt.submissions.slice(1);
  if (corrections.length === 0) return [];
  const body = corrections.map(({ contentVersion, beijingTime, sha256 }): TableCell[] => [
    { text: String(contentVersion) },
    { text: beijingTime },
    { text: grouped(sha256), fontSize: 8 },
  ]);
  const head: TableCell[] = [both('补正版本', 'Version'), both('收到时间', 'Received at'), { text: 'SHA-256' }];
  return [
    {
      table: { headerRows: 1, widths: ['auto', 'auto', '*'], body: [head, ...body] },
      layout: quiet,
      margin: [0, 12, 0, 0],
    },
  ];
}

/** The document's definition. `verifyUrl` is what the QR code opens. */
export function receiptDocument(receipt: ReceiptData, verifyUrl: string): TDocumentDefinitions {
  const title = `申报回执 ${receipt.receiptNo}`;
  return {
    info: { title, author: receipt.issuer.zh, subject: receipt.programme.zh },
    language: 'zh-CN',
    pageSize: 'A4',
    pageMargins: [56, 56, 56, 64],
    ...rehearsalMark(receipt.rehearsal),
    content: [
      { text: printable(receipt.programme.zh), alignment: 'center', fontSize: 11, color: GREY },
      { text: '申报回执', alignment: 'center', fontSize: 22, margin: [0, 6, 0, 0] },
      { text: 'Receipt of a joint application', alignment: 'center', fontSize: 9, color: GREY, margin: [0, 0, 0, 14] },
      { table: { widths: [150, '*'], body: rowsOf(receipt) }, layout: quiet },
      partiesTable(receipt),
      ...correctionsTable(receipt),
      {
        columns: [
          { qr: verifyUrl, fit: 96, eccLevel: 'M', width: 100 },
          {
            width: '*',
            margin: [14, 4, 0, 0],
            stack: [
              plain('扫描二维码或访问下列地址，可核对本回执的编号、时间和内容摘要。'),
              small('Scan the code or open this address to check number, instant and hash of this receipt.'),
              { text: verifyUrl, link: verifyUrl, fontSize: 9, margin: [0, 4, 0, 6] },
              plain('本回执仅证明申报材料已由系统收到，不代表受理结论。'),
              small('This receipt proves that the application was received; it is no decision on it.'),
            ],
          },
        ],
        margin: [0, 22, 0, 0],
        unbreakable: true,
      },
    ],
    footer: footerOf(receipt.issuer),
  };
}

/** PDF of a receipt. The QR code leads to `<base URL>/receipts/<number>`. */
export function receiptPdf(receipt: ReceiptData, baseUrl: string): Promise<Buffer> {
  return renderPdf(receiptDocument(receipt, `${baseUrl.replace(/\/$/, '')}/receipts/${receipt.receiptNo}`));
}
