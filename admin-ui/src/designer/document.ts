/** The draft that is being written: its content, its faults, and how a part of it is changed. */
import { createContext, useCallback, useContext, useMemo } from 'react';
import type { DesignFault } from '../../../contracts/designs.ts';
import type { Pack } from '../../../contracts/programme.ts';
import { isUnder, pointerSteps, valueAt } from '../../../domain/differences.ts';
import { withValueAt } from '../form/merge.ts';
import { useFaultWords } from './words.ts';

export type Content = Record<string, unknown>;

export type Designing = {
  id: string;
  content: Content;
  /** What the draft started from: sound. */
  base: Pack;
  /** As the server judged the latest save. */
  faults: readonly DesignFault[];
  locked: boolean;
  change: (content: Content) => void;
};

export const DesignContext = createContext<Designing | null>(null);

export function useDesigning(): Designing {
  const designing = useContext(DesignContext);
  if (designing === null) throw new Error('parts of the designer live inside a draft');
  return designing;
}

/** Element id of what edits a part. */
export const partId = (pointer: string) => `design${pointer}`;

/** Value, change and words of the faults of one part; undefined takes it away. */
export function usePart<T>(pointer: string): {
  value: T | undefined;
  set: (value: T | undefined) => void;
  faults: string[];
  locked: boolean;
} {
  const { content, faults, locked, change } = useDesigning();
  const words = useFaultWords();
  const value = valueAt(content, pointer) as T | undefined;
  const set = useCallback(
    (next: T | undefined) => change(withValueAt(content, pointer, next) as Content),
    [content, pointer, change],
  );
  const own = useMemo(
    () => faults.filter(({ path }) => path === pointer).map((fault) => words(fault)),
    [faults, pointer, words],
  );
  return { value, set, faults: own, locked };
}

/** Faults of a part and everything below it. */
export function faultsUnder(faults: readonly DesignFault[], pointers: readonly string[]): DesignFault[] {
  return faults.filter(({ path }) => pointers.some((pointer) => isUnder(path, pointer)));
}

/** Brings the field of a fault, or the nearest thing above it, into view and focuses it. */
export function focusPart(pointer: string): void {
  for (let steps = pointerSteps(pointer); ; steps = steps.slice(0, -1)) {
    const element = document.getElementById(partId(steps.map((step) => `/${step}`).join('')));
    if (element) {
      element.scrollIntoView({ block: 'center' });
      element.focus({ preventScroll: true });
      return;
    }
    if (steps.length === 0) return;
  }
}
