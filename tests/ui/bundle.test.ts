/** What a first view loads, read from the build's manifest: the sign-in page at most 300 KiB, any other 450 KiB, gzipped. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import diagram from '../../admin-ui/src/i18n/diagram.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const KIB = 1024;

type Chunk = {
  file: string;
  src?: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
};
let folder = '';
let manifest: Record<string, Chunk> = {};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tenfold-pages-'));
  execFileSync(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/vite/bin/vite.js'),
      'build',
      '--outDir',
      folder,
      '--emptyOutDir',
      '--logLevel',
      'error',
    ],
    { cwd: path.join(ROOT, 'admin-ui'), env: { ...process.env, NODE_ENV: 'production' }, stdio: 'pipe' },
  );
  manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Chunks that must be there before these can run. */
function needed(names: string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    needed(manifest[name]?.imports ?? [], seen);
  }
  return seen;
}

const ENGLISH = 'virtual:texts/en';

/** Gzipped KiB of the entry with these lazy parts, for an English reader: these texts come on top of the Chinese ones. */
function weight(...sources: string[]): number {
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
  const parts = sources.map((source) => {
    const found = Object.keys(manifest).find((name) => manifest[name]?.src === source);
    if (found === undefined) throw new Error(`the build has no ${source}`);
    return found;
  });
  const files = [...needed([entry ?? '', ENGLISH, ...parts])].flatMap((name) => {
    const chunk = manifest[name];
    return chunk ? [chunk.file, ...(chunk.css ?? [])] : [];
  });
  return (
    [...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0) / KIB
  );
}

const isPage = (name: string) => /^src\/(?!Desk|layout)[\w-]+(\/tabs)?\/\w+\.tsx$/.test(name);
const DESK = 'src/Desk.tsx';
const PUBLIC = /^src\/(public|account)\//;

describe('weight of first views', () => {
  test('the sign-in page stays below 300 KiB', () => {
    expect(weight('src/account/SignInPage.tsx')).toBeLessThan(300);
  });

  test('every other page stays below 450 KiB', () => {
    const lazy = Object.values(manifest).flatMap(({ src }) => (src !== undefined && isPage(src) ? [src] : []));
    expect(lazy.length).toBeGreaterThan(30);
    const heavy = lazy
      .map((src) => ({ src, kib: Math.round(PUBLIC.test(src) ? weight(src) : weight(DESK, src)) }))
      .filter(({ kib }) => kib > 450);
    expect(heavy).toEqual([]);
  });

  test('zod, ajv, the charts and English texts stay out of the entry', () => {
    const entry = Object.values(manifest).find(({ isEntry }) => isEntry);
    const text = readFileSync(path.join(folder, entry?.file ?? ''), 'utf8');
    expect(text).not.toMatch(/ZodError|invalid_union|ajv|echarts/);
    expect(text).toContain(diagram.zh.aboutLoad);
    expect(text).not.toContain(diagram.en.aboutLoad);
  });
});

describe('strict content security', () => {
  test('the page holds no inline script, style or handler', () => {
    const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(html).toMatch(/<meta name="csp-nonce" content=""\s*\/?>/);
  });

  test('no part evaluates text as code', () => {
    const offenders = Object.values(manifest).filter(({ file }) => {
      if (!file.endsWith('.js')) return false;
      const text = readFileSync(path.join(folder, file), 'utf8');
      // A method of that name evaluates nothing as code: the interpreter of CEL has some.
      return /(?<![.\w$])eval\((?![\w$,]*\)\{)/.test(text) || /\bnew Function\(/.test(text);
    });
    expect(offenders.map(({ file, src }) => src ?? file)).toEqual([]);
  });
});
