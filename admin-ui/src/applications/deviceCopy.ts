/** What is typed and not saved yet, kept on this device, so that a closed window or a dead battery loses nothing. */
import type { SectionData } from './sectionKeeper.ts';

/** What was typed, and the version of the server that it was typed on. */
export type LocalCopy = { data: SectionData; base: SectionData; version: number };

/** The copy of one section; without storage there is none, and saving to the server goes on. */
export class DeviceCopy {
  private readonly key: string;
  private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

  constructor(key: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null) {
    this.key = key;
    this.storage = storage;
  }

  /** Null where there is none, or none that can be read. */
  read(): LocalCopy | null {
    try {
      const copy = JSON.parse(this.storage?.getItem(this.key) ?? 'null') as Partial<LocalCopy> | null;
      const whole = typeof copy?.version === 'number' && typeof copy.data === 'object' && typeof copy.base === 'object';
      return whole && copy.data !== null && copy.base !== null ? (copy as LocalCopy) : null;
    } catch {
      return null;
    }
  }

  keep(copy: LocalCopy): void {
    try {
      this.storage?.setItem(this.key, JSON.stringify(copy));
    } catch {
      // No room on this device: the page says when saving to the server fails, too.
    }
  }

  drop(): void {
    this.storage?.removeItem(this.key);
  }
}
