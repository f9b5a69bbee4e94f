/** Which characters a TrueType font can show: read from its `cmap` table (format 12, OpenType 1.9). */

const tag = (font: DataView, at: number) => String.fromCharCode(...[0, 1, 2, 3].map((i) => font.getUint8(at + i)));

/**
 * A test for code points that the font has a glyph for.
 * @param file bytes of a TTF or OTF file. Throws when it has no format 12 character map.
 */
export function fontCoverage(file: Uint8Array): (codePoint: number) => boolean {
  const font = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = font.getUint16(4);
  for (let t = 0; t < tables; t += 1) {
    const record = 12 + t * 16;
    if (tag(font, record) === 'cmap') return coverageOf(font, font.getUint32(record + 8));
  }
  throw new Error('the font has no character map');
}

function coverageOf(font: DataView, cmap: number): (codePoint: number) => boolean {
  const subtables = font.getUint16(cmap + 2);
  for (let s = 0; s < subtables; s += 1) {
    const subtable = cmap + font.getUint32(cmap + 4 + s * 8 + 4);
    if (font.getUint16(subtable) !== 12) continue;
    const groups = font.getUint32(subtable + 12);
    return (codePoint) => {
      let low = 0;
      let high = groups - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const group = subtable + 16 + middle * 12;
        if (codePoint < font.getUint32(group)) high = middle - 1;
        else if (codePoint > font.getUint32(group + 4)) low = middle + 1;
        else return true;
      }
      return false;
    };
  }
  throw new Error('the font has no character map of format 12');
}

/** The text with every character that the font cannot show written as its code point, e.g. `[U+3106C]`: never an empty box. */
export function showable(text: string, covers: (codePoint: number) => boolean): string {
  return Array.from(text, (character) => {
    const codePoint = character.codePointAt(0) as number;
    return covers(codePoint) || character === '\n'
      ? character
      : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}
