/** The result letter (结果通知书): what was decided on one application, why, and what its applicant may do now. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { LetterContent } from '../../contracts/documents.ts';
import type { Bilingual } from '../../contracts/text.ts';
import type { LetterData } from '../../db/result-letters.ts';
import { printable, renderPdf } from './pdf.ts';
import { both, dayOf, footerOf, GREY, grouped, instantOf, plain, quiet, rehearsalMark, small } from './typesetting.ts';

const DECISIONS: Record<string, Bilingual> = {
  awarded: { zh: '入选', en: 'Selected' },
  notSelected: { zh: '未入选', en: 'Not selected' },
  refused: { zh: '未通过审查', en: 'Refused' },
  deemedWithdrawn: { zh: '视为撤回', en: 'Deemed withdrawn' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  revoked: { zh: '撤销入选决定', en: 'Award revoked' },
  renounced: { zh: '放弃入选资格', en: 'Place given up' },
};

/** Reasons that the engine itself gives; an officer's own words are printed as written. */
const REASONS: Record<string, Bilingual> = {
  belowPassMark: { zh: '评审得分未达到合格分数线。', en: 'The score is below the pass mark.' },
  rankedLower: {
    zh: '同类别中另有排名在前的申报。',
    en: 'Another application of the category ranked higher.',
  },
  creditRecord: {
    zh: '公示前的信用核查发现申报单位存在有效的失信记录。',
    en: 'The credit check before the notice found a valid record against a party.',
  },
  struck: { zh: '审议时从建议名单中删除。', en: 'Struck from the proposed list in deliberation.' },
};

const wordsOf = (content: LetterContent): Bilingual => {
  const decision = DECISIONS[content.decision] ?? { zh: content.decision, en: content.decision };
  if (content.decision !== 'refused') return decision;
  // A refusal is called what its desk calls it: 不予受理, 不推荐, 不符合条件.
  return content.outcomeLabel ?? decision;
};

function decisionText(content: LetterContent, category: Bilingual): { zh: string; en: string } {
  const project = content.projectName ? `“${content.projectName}”` : `编号 ${content.receiptNo} 的申报`;
  const at = dayOf(content.decidedAt);
  const words = wordsOf(content);
  switch (content.decision) {
    case 'awarded':
      return {
        zh: `贵单位联合申报的${project}，经审查、评审、审议和公示，决定入选“${category.zh}”类别。`,
        en: `The application was examined, scored, deliberated on and publicly noticed, and is selected in the category “${category.en}”.`,
      };
    case 'notSelected':
      return {
        zh: `贵单位联合申报的${project}，经审查、评审和审议，本批次未入选“${category.zh}”类别。`,
        en: `The application was examined, scored and deliberated on, and is not selected in the category “${category.en}” of this round.`,
      };
    case 'refused':
      return {
        zh: `贵单位联合申报的${project}，在${content.stepLabel?.zh ?? '审查'}环节的结论为：${words.zh}。本次申报程序到此结束。`,
        en: `At the desk “${content.stepLabel?.en ?? 'review'}” the conclusion on the application was: ${words.en}. The procedure ends here.`,
      };
    case 'deemedWithdrawn':
      return {
        zh: `贵单位联合申报的${project}，未在规定期限内补正，自${at.zh}起视为撤回申报。`,
        en: `The correction asked for was not made in time: the application counts as withdrawn since ${at.en}.`,
      };
    case 'withdrawn':
      return {
        zh: `贵单位已于${at.zh}撤回联合申报的${project}，本次申报程序到此结束。`,
        en: `The applicant withdrew the application on ${at.en}. The procedure ends here.`,
      };
    case 'revoked':
      return {
        zh: `贵单位联合申报的${project}，原入选“${category.zh}”类别的决定经审议予以撤销${content.documentNo ? `（${content.documentNo}）` : ''}，所发证书同时撤销。`,
        en: `The decision that selected the application in the category “${category.en}” is revoked${content.documentNo ? ` (${content.documentNo})` : ''}; its certificate is revoked with it.`,
      };
    case 'renounced':
      return {
        zh: `贵单位已于${at.zh}放弃联合申报的${project}在“${category.zh}”类别的入选资格。`,
        en: `The applicant gave up its place in the category “${category.en}” on ${at.en}.`,
      };
    default:
      return { zh: `贵单位联合申报的${project}：${words.zh}。`, en: `The application: ${words.en}.` };
  }
}

/** The last day of a term that ends at 24:00. */
const lastDay = (until: string) => dayOf(new Date(Date.parse(until) - 1).toISOString());

/** What the applicant may do, and until when. */
function remedy({ decision, reviewWorkingDays, reviewBy }: LetterContent): Content[] {
  if (['withdrawn', 'renounced', 'awarded'].includes(decision)) return [];
  const term =
    reviewWorkingDays === null
      ? null
      : {
          zh: `如对本结果有异议，可自作出之日起 ${reviewWorkingDays} 个工作日内${reviewBy ? `（至${lastDay(reviewBy).zh} 24:00 止）` : ''}，以书面形式、实名并附证明材料，向本通知的发出单位申请复核。`,
          en: `A review may be asked for in writing, under the applicant’s own name and with evidence, from the body that issues this letter, within ${reviewWorkingDays} working days of the decision${reviewBy ? ` (until 24:00 on ${lastDay(reviewBy).en}, Beijing time)` : ''}.`,
        };
  return term ? [heading('复核', 'Review'), { text: printable(term.zh), lineHeight: 1.5 }, small(term.en)] : [];
}

const heading = (zh: string, en: string): Content => ({
  text: [
    { text: zh, bold: true, fontSize: 11.5 },
    { text: `  ${en}`, fontSize: 8, color: GREY },
  ],
  margin: [0, 10, 0, 2],
});

function reasonPart({ reason, decision }: LetterContent): Content[] {
  if (!reason || decision === 'awarded') return [];
  const words = REASONS[reason];
  const title =
    decision === 'withdrawn' || decision === 'renounced'
      ? heading('申报单位说明的理由', 'Reason given by the applicant')
      : heading('理由', 'Reason');
  return [title, { text: printable(words?.zh ?? reason), lineHeight: 1.5 }, ...(words ? [small(words.en)] : [])];
}

function rowsOf({ content, category }: LetterData): [Content, Content][] {
  const { receiptNo, roundTitle, projectName, rank, scoreHundredths, decidedAt, decidedBy } = content;
  return [
    [both('申报回执编号', 'Receipt number'), plain(receiptNo)],
    [both('申报批次', 'Call'), both(roundTitle.zh, roundTitle.en)],
    [both('申报类别', 'Category'), both(`第${category.no}类 ${category.zh}`, `No. ${category.no}: ${category.en}`)],
    [both('项目名称', 'Project'), plain(projectName ?? '—')],
    ...(rank === null ? [] : [[both('本类别排名', 'Rank in the category'), plain(String(rank))] as [Content, Content]]),
    ...(scoreHundredths === null
      ? []
      : [[both('评审得分', 'Score'), plain((scoreHundredths / 100).toFixed(2))] as [Content, Content]]),
    [both('结果作出时间(北京时间)', 'Decided at (Beijing time, UTC+8)'), plain(instantOf(decidedAt))],
    ...(decidedBy && content.decision === 'refused'
      ? [[both('作出单位', 'Decided by'), both(decidedBy.zh, decidedBy.en)] as [Content, Content]]
      : []),
  ];
}

/** The document's definition. */
export function letterDocument(letter: LetterData): TDocumentDefinitions {
  const { content, sha256, programme, issuer, category } = letter;
  const words = wordsOf(content);
  const text = decisionText(content, category);
  const day = dayOf(content.decidedAt);
  return {
    info: { title: `结果通知书 ${content.number}`, author: issuer.zh, subject: programme.zh },
    language: 'zh-CN',
    pageSize: 'A4',
    pageMargins: [64, 44, 64, 56],
    ...rehearsalMark(content.rehearsal),
    content: [
      { text: printable(programme.zh), alignment: 'center', fontSize: 11, color: GREY },
      { text: '结果通知书', alignment: 'center', fontSize: 22, bold: true, margin: [0, 6, 0, 0] },
      { text: 'Notification of result', alignment: 'center', fontSize: 9, color: GREY },
      { text: `编号 No. ${content.number}`, alignment: 'right', fontSize: 9.5, margin: [0, 10, 0, 10] },
      ...content.parties.map(
        ({ name, lead }): Content => ({ text: printable(`${name}${lead ? '（牵头单位）' : ''}：`) }),
      ),
      { text: printable(text.zh), lineHeight: 1.6, margin: [0, 8, 0, 2] },
      small(text.en),
      {
        text: [
          { text: '结果：', color: GREY },
          { text: printable(words.zh), bold: true },
          { text: printable(`  ${words.en}`), fontSize: 9, color: GREY },
        ],
        fontSize: 14,
        margin: [0, 12, 0, 10],
      },
      { table: { widths: [150, '*'], body: rowsOf(letter) }, layout: quiet },
      ...reasonPart(content),
      ...remedy(content),
      {
        stack: [
          { text: printable(issuer.zh), fontSize: 11.5 },
          { text: day.zh, margin: [0, 3, 0, 0] },
          small(`${issuer.en} · ${day.en}`),
        ],
        alignment: 'right',
        margin: [0, 16, 0, 0],
        unbreakable: true,
      },
      {
        text: `内容摘要 SHA-256  ${grouped(sha256)}`,
        fontSize: 7,
        color: GREY,
        margin: [0, 10, 0, 0],
      },
      small(`依据 ${letter.document}。本通知书内容自结果作出时固定，不再变更。`),
    ],
    footer: footerOf(issuer),
  };
}

/** PDF of a result letter. */
export const letterPdf = (letter: LetterData): Promise<Buffer> => renderPdf(letterDocument(letter));
