/** Every text of the pages exists in both languages, with the same placeholders, and every key that pages name exists. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { messages } from '../../admin-ui/src/i18n/messages.ts';

const SOURCE = path.resolve(import.meta.dirname, '../../admin-ui/src');

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') found.set(name, value);
    else for (const [inner, text] of flat(value, name)) found.set(inner, text);
  }
  return found;
}

const zh = flat(messages.zh as unknown as Tree);
const en = flat(messages.en as unknown as Tree);
/** Placeholders of a text; those of its plural forms together. */
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/%\{(\w+)\}/g)].map((match) => String(match[1])))].sort();

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n'))
  .map((file) => ({ file, text: readFileSync(path.join(SOURCE, file), 'utf8') }));

describe('texts of the pages', () => {
  test('both languages have the same keys', () => {
    expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !zh.has(key))).toEqual([]);
    expect(zh.size).toBeGreaterThan(500);
  });

  test('no text is empty but those that are blank in both languages', () => {
    const blank = (texts: Map<string, string>) =>
      [...texts].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(blank(zh)).toEqual(blank(en));
  });

  test('both languages use the same placeholders', () => {
    // Chinese has no plural: a number that English only needs to choose a form may be left out of the words.
    const differs = [...zh].filter(([key, text]) => {
      const other = placeholders(en.get(key) ?? '');
      const mine = placeholders(text);
      return (
        mine.filter((name) => name !== 'smart_count').join() !== other.filter((name) => name !== 'smart_count').join()
      );
    });
    expect(differs.map(([key]) => key)).toEqual([]);
  });

  test('Chinese texts are Chinese, English texts are not', () => {
    const own = [...en].filter(([key]) => !key.startsWith('ra.'));
    // Proper names and examples that are Chinese in any language.
    const quoted = /十百千万|豫ICP备|国庆节|国经贸|工信部|〔|万元/;
    expect(own.filter(([, text]) => /[\u4e00-\u9fff]/.test(text) && !quoted.test(text)).map(([key]) => key)).toEqual(
      [],
    );
  });

  test('every key that a page names is there', () => {
    const missing = files.flatMap(({ file, text }) =>
      [...text.matchAll(/translate\(\s*'([\w.]+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((key) => !zh.has(key))
        .map((key) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  test('an enumeration takes the comma of its language', () => {
    const chinese = files.filter(({ text }) => /join\(['"`]、/.test(text));
    expect(chinese.map(({ file }) => file)).toEqual([]);
  });

  test('pages hold no text of their own', () => {
    // Names of languages and the name of the system are the same in every language.
    const allowed = /^(中文|十百千万 Tenfold)$/;
    const found = files.flatMap(({ file, text }) => {
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
      return [...code.matchAll(/(?:'([^'\n]*[\u4e00-\u9fff][^'\n]*)'|>\s*([^<>{}\n]*[\u4e00-\u9fff][^<>{}\n]*))/g)]
        .map((match) => (match[1] ?? match[2] ?? '').trim())
        .filter((words) => !allowed.test(words))
        .map((words) => `${file}: ${words}`);
    });
    expect(found).toEqual([]);
  });
});
