/** The Dockerfile by the rules of a sound image; no daemon is needed to read it. What it copies is run in cluster tests. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8');
/** Instructions with continued lines joined; comments left out. */
const lines = text
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.trim() !== '');
const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));
const instructions = (name: string, among = lines) => among.filter((line) => line.startsWith(`${name} `));

describe('the image', () => {
  test('is built in stages from one pinned Node of a line with long-term support', () => {
    expect(instructions('FROM').length).toBe(3);
    expect(instructions('FROM').every((line) => /^FROM \$\{NODE_IMAGE\}( AS \w+)?$/.test(line))).toBe(true);
    const [, major] = /NODE_IMAGE=node:(\d+)\.\d+\.\d+-[a-z]+-slim$/.exec(instructions('ARG')[0] ?? '') ?? [];
    expect(Number(major) % 2).toBe(0);
    expect(Number(major)).toBeGreaterThanOrEqual(24);
  });

  test('installs by the lockfile only, and ships no development parts', () => {
    expect(text).not.toMatch(/npm (install|i) /);
    expect(instructions('RUN').some((line) => /npm ci --omit=dev/.test(line))).toBe(true);
    expect(instructions('COPY', last).filter((line) => !line.startsWith('COPY --from='))).toEqual([]);
  });

  test('runs as somebody without rights, in production, with a health check and the program itself as its process', () => {
    expect(instructions('USER', last)).toEqual(['USER node']);
    expect(text).toMatch(/NODE_ENV=production/);
    expect(instructions('HEALTHCHECK', last).length).toBe(1);
    expect(instructions('CMD', last)).toEqual(['CMD ["node", "--enable-source-maps", "dist/api/main.js"]']);
    expect(last.indexOf('USER node')).toBeLessThan(last.findIndex((line) => line.startsWith('CMD')));
  });

  test('holds no secret and takes none as an argument', () => {
    expect(text).not.toMatch(/(PASSWORD|SECRET|SIGNING_KEY|TOKEN)\s*=/);
    expect(instructions('ARG').length).toBe(1);
  });

  test('copies from the context only what is there, and keeps the context free of running files', () => {
    const fromContext = instructions('COPY').filter((line) => !line.includes('--from='));
    for (const source of fromContext.flatMap((line) => line.split(' ').slice(1, -1))) {
      expect({ source, there: existsSync(path.join(ROOT, source)) }).toEqual({ source, there: true });
    }
    const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
    for (const place of ['.data', '.env', '.git', '**/node_modules', '.cache', 'tests'])
      expect(ignored).toContain(place);
  });
});
