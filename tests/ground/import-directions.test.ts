import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

/** The rules of identifiers import nothing themselves: the schemas of enterprises may use them. */
const IDENTIFIER_RULES = 'domain/identifiers.ts';

/** Which folder may import which; `worker` reaches the workflows by path only, and the seed alone reads the packs. */
const ALLOWED: Record<string, string[]> = {
  contracts: [],
  domain: ['contracts'],
  programmes: ['contracts', 'domain'],
  workflows: ['contracts', 'domain', 'activities'],
  activities: ['contracts', 'domain', 'db'],
  db: ['contracts', 'domain'],
  worker: ['contracts', 'domain', 'activities', 'db'],
  api: ['contracts', 'domain', 'db'],
  'admin-ui': ['contracts', 'domain'],
};

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file) && /\.tsx?$/.test(file) && statSync(file).isFile());
}

function importsOf(file: string): Import[] {
  const statements = readFileSync(file, 'utf8').matchAll(/^(import|export)\b([^;'"]*?)from\s*['"]([^'"]+)['"]/gm);
  return [...statements].map(([, , clause = '', target = '']) => ({
    file,
    target,
    typeOnly: /^\s*type\b/.test(clause),
  }));
}

function pathOf(file: string, target: string): string {
  return path.normalize(path.join(path.dirname(file), target));
}

function folderOf(file: string, target: string): string {
  return pathOf(file, target).split(path.sep)[0] ?? '';
}

test.each(Object.keys(ALLOWED))('%s imports only the folders it may', (folder) => {
  const faults = sourcesBelow(folder)
    .flatMap(importsOf)
    .filter(({ target }) => target.startsWith('.'))
    .filter(({ file, target }) => !(folder === 'contracts' && pathOf(file, target) === IDENTIFIER_RULES))
    .map(({ file, target }) => ({ file, imported: folderOf(file, target) }))
    .filter(({ imported }) => imported !== folder && !ALLOWED[folder]?.includes(imported))
    .filter(({ file, imported }) => !(/^db\/(seed|demo-[a-z]+)\.ts$/.test(file) && imported === 'programmes'));
  expect(faults).toEqual([]);
});

test('workflows take only types from activities, and nothing of Node or zod from anywhere', () => {
  const faults = sourcesBelow('workflows')
    .flatMap(importsOf)
    .filter(({ file, target, typeOnly }) => {
      if (/^(node:|zod|postgres|drizzle-orm|express)/.test(target)) return true;
      return target.startsWith('.') && folderOf(file, target) === 'activities' && !typeOnly;
    });
  expect(faults).toEqual([]);
});
