/** Reads programme packs from folders of JSON files. A broken pack is refused with the path of each fault. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Pack } from '../contracts/programme.ts';
import { judgePack } from '../domain/judge-pack.ts';
import type { PackFault } from '../domain/programme-faults.ts';

export type { PackFault } from '../domain/programme-faults.ts';

/** A pack that cannot be used: every fault with its path. */
export class PackError extends Error {
  readonly folder: string;
  readonly faults: PackFault[];

  constructor(folder: string, faults: PackFault[]) {
    super(
      `programme pack ${folder} is refused:\n${faults.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`,
    );
    this.name = 'PackError';
    this.folder = folder;
    this.faults = faults;
  }
}

/** Folder that holds the packs: beside this file, or in the source tree when this file runs compiled from `dist/`. */
export const PACKS_FOLDER = [import.meta.dirname, resolve(import.meta.dirname, '../../programmes')].find((folder) =>
  existsSync(join(folder, 'zhengzhou-ecommerce', 'pack.json')),
) as string;

const PARTS = ['bodies', 'categories', 'stages', 'governance', 'guide'] as const;

/** Assemble a pack from its files; a file that is missing or no JSON becomes a fault. */
function assemble(folder: string, faults: PackFault[]): unknown {
  const read = (file: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, file), 'utf8'));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      faults.push({ path: file, rule: 'unreadable', message });
      return undefined;
    }
  };
  const pack: Record<string, unknown> = { ...(read('pack.json') as object) };
  for (const part of PARTS) pack[part] = read(`${part}.json`);
  pack.policy = {
    ...(read('policy.json') as object),
    form: read('form.json'),
    eligibility: read('eligibility.json'),
  };
  return pack;
}

/**
 * The pack of a folder (absolute, or a name below `programmes/`), validated and cross-checked.
 * @throws PackError with all faults of the first level that has any: files, then schema, then cross-checks
 */
export function loadPack(folder: string): Pack {
  const place = isAbsolute(folder) ? folder : join(PACKS_FOLDER, folder);
  const faults: PackFault[] = [];
  const assembled = assemble(place, faults);
  if (faults.length > 0) throw new PackError(place, faults);
  const judged = judgePack(assembled);
  if (judged.pack === null) throw new PackError(place, judged.faults);
  return judged.pack;
}

/** Names of the pack folders in `programmes/`, sorted; each can be given to `loadPack`. */
export function listPacks(): string[] {
  return readdirSync(PACKS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(PACKS_FOLDER, entry.name, 'pack.json')))
    .map((entry) => entry.name)
    .sort();
}
