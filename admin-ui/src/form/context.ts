/** What every field of an open section form needs to know, whatever the form library passes it. */
import { createContext, useContext } from 'react';
import { isUnder } from '../../../domain/differences.ts';

export type SectionFormState = {
  /** Prefix of element ids; an id is `prefix + JSON pointer`. */
  idPrefix: string;
  /** Words of the faults to show, by pointer. */
  faults: ReadonlyMap<string, string[]>;
  /** What an officer wrote, by pointer. */
  notes: ReadonlyMap<string, string[]>;
  /** Pointers that may change; null when everything may, empty when nothing may. */
  free: readonly string[] | null;
  /** A field was left. */
  onLeft: (pointer: string) => void;
  /** Words of a fault that only the input itself sees, such as an amount that is no number. */
  onUnreadable: (pointer: string, unreadable: boolean) => void;
};

export const SectionFormContext = createContext<SectionFormState>({
  idPrefix: 'root',
  faults: new Map(),
  notes: new Map(),
  free: null,
  onLeft: () => undefined,
  onUnreadable: () => undefined,
});

/** May this field change? It may when it, or something above it, is free. */
export function isFree(free: readonly string[] | null, pointer: string): boolean {
  return free === null || free.some((mark) => isUnder(pointer, mark));
}

export type FieldState = {
  pointer: string;
  locked: boolean;
  faults: string[];
  notes: string[];
  descriptionId: string;
  faultId: string;
  noteId: string;
  onLeft: () => void;
  onUnreadable: (unreadable: boolean) => void;
};

/** State of the field with this element id. */
export function useField(id: string): FieldState {
  const form = useContext(SectionFormContext);
  const pointer = id.startsWith(form.idPrefix) ? id.slice(form.idPrefix.length) : id;
  return {
    pointer,
    locked: !isFree(form.free, pointer),
    faults: form.faults.get(pointer) ?? [],
    notes: form.notes.get(pointer) ?? [],
    descriptionId: `${id}__description`,
    faultId: `${id}__fault`,
    noteId: `${id}__note`,
    onLeft: () => form.onLeft(pointer),
    onUnreadable: (unreadable) => form.onUnreadable(pointer, unreadable),
  };
}

/** `aria-describedby` of an input: only ids that are on the page. */
export function describedBy(field: FieldState, hasDescription: boolean): string | undefined {
  const ids = [
    ...(hasDescription ? [field.descriptionId] : []),
    ...(field.faults.length > 0 ? [field.faultId] : []),
    ...(field.notes.length > 0 ? [field.noteId] : []),
  ];
  return ids.length > 0 ? ids.join(' ') : undefined;
}
