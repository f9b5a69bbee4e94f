/** The certificate (证书) on paper: a landscape sheet in Chinese with an English line, to be hung up and verified. */
import type { Column, Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { CertificateContent } from '../../contracts/documents.ts';
import { printable, renderPdf } from './pdf.ts';
import { dayOf, GREY, grouped, rehearsalMark } from './typesetting.ts';

const RED = '#8c2f1f';
const GOLD = '#9a7b2f';
/** A4 across, in points. */
const WIDTH = 841.89;
const HEIGHT = 595.28;

export type CertificatePaper = {
  content: CertificateContent;
  sha256: string;
  /** Verification code. */
  code: string;
  revokedAt: string | null;
};

const frame = (inset: number, lineWidth: number, lineColor: string) => ({
  type: 'rect' as const,
  x: inset,
  y: inset,
  w: WIDTH - 2 * inset,
  h: HEIGHT - 2 * inset,
  lineWidth,
  lineColor,
});

/** Fewer points for longer words, so that they keep to their line. */
const fitted = (text: string, most: number, width: number) =>
  Math.min(most, Math.floor(width / Math.max(text.length, 1)));

/** Round seal block: the office stamps here; the digital copy carries the issuer's name in its place. */
const seal = (issuer: string): Column => ({
  width: 120,
  stack: [
    {
      svg: `<svg width="104" height="104" viewBox="0 0 104 104"><circle cx="52" cy="52" r="49" fill="none" stroke="${RED}" stroke-width="3"/><polygon points="52,30 57.2,45.9 73.9,45.9 60.4,55.7 65.5,71.6 52,61.8 38.5,71.6 43.6,55.7 30.1,45.9 46.8,45.9" fill="${RED}"/></svg>`,
      width: 84,
      alignment: 'center',
    },
    { text: printable(issuer), color: RED, bold: true, fontSize: 9, alignment: 'center', margin: [0, 3, 0, 0] },
  ],
});

function holders({ parties }: CertificateContent): Content[] {
  return parties.map(({ name, lead }) => ({
    text: [
      {
        text: printable(name),
        bold: true,
        fontSize: fitted(name, parties.length > 4 ? 13 : parties.length > 2 ? 16 : 20, 560),
      },
      { text: lead ? '（牵头单位）' : '（联合单位）', fontSize: 11, color: GREY },
    ],
    alignment: 'center' as const,
    lineHeight: 1,
    margin: [0, 1, 0, 1] as [number, number, number, number],
  }));
}

/** The document's definition. `verifyUrl` is what the QR code opens. */
export function certificateDocument(paper: CertificatePaper, verifyUrl: string): TDocumentDefinitions {
  const { content, sha256, code, revokedAt } = paper;
  const { programme, category, projectName, issuer, roundTitle } = content;
  const issued = dayOf(`${content.issuedOn}T00:00:00+08:00`);
  const leadName = content.parties.find(({ lead }) => lead)?.name ?? '';
  const named = projectName ? `以“${projectName}”项目，` : '';
  const sentence = `${named}入选${programme.zh}第${category.no}类“${category.zh}”，特发此证。`;
  return {
    info: { title: `证书 ${content.number}`, author: issuer.zh, subject: programme.zh },
    language: 'zh-CN',
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [96, 62, 96, 40],
    background: { canvas: [frame(22, 3, GOLD), frame(30, 0.75, GOLD)] },
    ...(revokedAt
      ? { watermark: { text: '已撤销 REVOKED', opacity: 0.18, fontSize: 70, color: RED } }
      : rehearsalMark(content.rehearsal)),
    content: [
      { text: printable(programme.zh), alignment: 'center', fontSize: 14, color: GREY },
      {
        text: '证　书',
        alignment: 'center',
        fontSize: 42,
        bold: true,
        color: RED,
        lineHeight: 1,
        margin: [0, 4, 0, 0],
      },
      {
        text: 'CERTIFICATE',
        alignment: 'center',
        fontSize: 11,
        color: GREY,
        characterSpacing: 4,
        margin: [0, 0, 0, 14],
      },
      ...holders(content),
      { text: printable(sentence), alignment: 'center', fontSize: 15, lineHeight: 1.5, margin: [0, 12, 0, 6] },
      {
        text: printable(
          `This certifies that the consortium led by ${leadName} was selected in category ${category.no}, “${category.en}”, of the ${programme.en} (${roundTitle.en}).`,
        ),
        alignment: 'center',
        fontSize: 9,
        color: GREY,
      },
      {
        absolutePosition: { x: 72, y: 412 },
        columns: [
          { qr: verifyUrl, fit: 92, eccLevel: 'M', width: 104 },
          {
            width: '*',
            margin: [6, 6, 0, 0],
            fontSize: 9,
            stack: [
              { text: `证书编号 No.  ${content.number}`, fontSize: 11, bold: true },
              { text: `验证码 Code  ${code}`, margin: [0, 2, 0, 2] },
              { text: printable(`评选批次  ${roundTitle.zh}`) },
              { text: printable(`依据  ${content.document}`) },
              { text: `SHA-256  ${grouped(sha256)}`, fontSize: 6.5, color: GREY, margin: [0, 3, 0, 0] },
              { text: `扫码查验真伪 Scan to verify: ${verifyUrl.split('?')[0]}`, fontSize: 7.5, color: GREY },
            ],
          },
          {
            width: 190,
            stack: [
              { text: printable(issuer.zh), alignment: 'center', fontSize: 14, bold: true },
              { text: issued.zh, alignment: 'center', fontSize: 13, margin: [0, 4, 0, 0] },
              { text: printable(`${issuer.en} · ${issued.en}`), alignment: 'center', fontSize: 8, color: GREY },
            ],
            margin: [0, 34, 0, 0],
          },
          seal(issuer.zh),
        ],
        columnGap: 10,
      },
    ],
  };
}

/** Where a certificate is verified: the page, with the code so that the paper itself is proved. */
export const verifyUrlOf = (baseUrl: string, number: string, code: string) =>
  `${baseUrl.replace(/\/$/, '')}/certificates/${number}?code=${code}`;

/** PDF of a certificate; a revoked one says so across the sheet. */
export function certificatePdf(paper: CertificatePaper, baseUrl: string): Promise<Buffer> {
  return renderPdf(certificateDocument(paper, verifyUrlOf(baseUrl, paper.content.number, paper.code)));
}
