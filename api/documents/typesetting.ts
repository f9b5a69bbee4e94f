/** What the documents have in common on paper: two languages, quiet lines, the rehearsal's mark, the foot of the page. */
import type { Content, DynamicContent, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Bilingual } from '../../contracts/text.ts';
import { printable } from './pdf.ts';

export const GREY = '#5f6368';
const LINE = '#c4c7cc';

export const small = (text: string): Content => ({ text: printable(text), fontSize: 8, color: GREY });
export const both = (zh: string, en: string): Content => ({ stack: [{ text: printable(zh) }, small(en)] });
export const plain = (text: string): Content => ({ text: printable(text) });
/** Hex digits in groups of eight: they can be compared by eye and break across lines. */
export const grouped = (hex: string) => (hex.match(/.{1,8}/g) ?? []).join(' ');

/** A table with thin lines between its rows. */
export const quiet = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => LINE,
  paddingTop: () => 3,
  paddingBottom: () => 2,
};

/** A rehearsal's (演练) documents say so across the page: nothing in them counts. */
export const rehearsalMark = (rehearsal: boolean): Pick<TDocumentDefinitions, 'watermark'> =>
  rehearsal ? { watermark: { text: '演练 REHEARSAL', opacity: 0.12, fontSize: 60 } } : {};

/** Who issues it, and which page this is. */
export const footerOf =
  (issuer: Bilingual): DynamicContent =>
  (page, pages) => ({
    columns: [
      { text: printable(`${issuer.zh}  ${issuer.en}`), fontSize: 8, color: GREY },
      { text: `${page} / ${pages}`, fontSize: 8, color: GREY, alignment: 'right', width: 40 },
    ],
    margin: [56, 20, 56, 0],
  });

const BEIJING_MS = 8 * 3_600_000;
const beijing = (at: string) => new Date(Date.parse(at) + BEIJING_MS).toISOString();

/** Day of an instant in Beijing: `2026年11月23日` and `2026-11-23`. */
export function dayOf(at: string): Bilingual {
  const en = beijing(at).slice(0, 10);
  const [year, month, day] = en.split('-').map(Number);
  return { zh: `${year}年${month}月${day}日`, en };
}

/** Instant in Beijing time to the second, `2026-11-23 16:05:09`. */
export const instantOf = (at: string): string => beijing(at).slice(0, 19).replace('T', ' ');
