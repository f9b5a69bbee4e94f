/** PDF documents in Chinese. Each rendering holds a font of 10 MB in memory: only two run at once. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { fontCoverage, showable } from '../../domain/font-coverage.ts';
import { atMost } from './at-most.ts';

const { resolve } = createRequire(import.meta.url);
const FONT = resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
/** The same characters in bold: a document that uses it holds both. */
const BOLD = resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf');

pdfmake.setFonts({ NotoSansSC: { normal: FONT, bold: BOLD, italics: FONT, bolditalics: BOLD } });
// A document is made of our own text only: nothing is loaded from elsewhere.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === FONT || path === BOLD);

let covers: ((codePoint: number) => boolean) | null = null;

/** Text that the font can show in full; other characters are written as code points. */
export function printable(text: string): string {
  covers ??= fontCoverage(readFileSync(FONT));
  return showable(text, covers);
}

const inTurn = atMost(2);

/** Renders a document with the Chinese font as its default. */
export function renderPdf(document: TDocumentDefinitions): Promise<Buffer> {
  return inTurn(async () => {
    const defaults = { font: 'NotoSansSC', fontSize: 10.5, lineHeight: 1.25, ...document.defaultStyle };
    return Buffer.from(await pdfmake.createPdf({ ...document, defaultStyle: defaults }).getBuffer());
  });
}
