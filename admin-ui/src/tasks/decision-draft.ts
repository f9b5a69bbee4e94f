/** A decision in the making: kept for the tab, so that a reload or an ended session loses nothing that was typed. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { FieldMark, TaskView } from './contract.ts';

export type Place = Pick<FieldMark, 'section' | 'enterpriseId' | 'pointer'>;
export type DecisionDraft = { outcome: string; reason: string; marks: FieldMark[] };

/** Is the chosen outcome to send it back? What going on asks for is not asked then. */
export const sendsBack = ({ outcomes }: TaskView, { outcome }: DecisionDraft): boolean =>
  outcomes.some(({ key, effect }) => key === outcome && effect === 'sendBack');

const empty: DecisionDraft = { outcome: '', reason: '', marks: [] };
const keyOf = (taskId: string) => `tenfold.decision.${taskId}`;

function read(taskId: string): DecisionDraft {
  try {
    const kept = sessionStorage.getItem(keyOf(taskId));
    return kept === null ? empty : { ...empty, ...(JSON.parse(kept) as Partial<DecisionDraft>) };
  } catch {
    return empty;
  }
}

function keep(taskId: string, draft: DecisionDraft): void {
  try {
    if (draft.outcome === '' && draft.reason === '' && draft.marks.length === 0)
      sessionStorage.removeItem(keyOf(taskId));
    else sessionStorage.setItem(keyOf(taskId), JSON.stringify(draft));
  } catch {
    // A browser that stores nothing only loses the safety net.
  }
}

const samePlace = (a: Place, b: Place) =>
  a.section === b.section && a.enterpriseId === b.enterpriseId && a.pointer === b.pointer;

export type DecisionDraftHandle = {
  draft: DecisionDraft;
  setOutcome: (outcome: string) => void;
  setReason: (reason: string) => void;
  markAt: (place: Place) => FieldMark | undefined;
  putMark: (mark: FieldMark) => void;
  removeMark: (place: Place) => void;
  /** The decision was recorded: nothing is left to keep. */
  forget: () => void;
};

/** The draft of a task's decision and the ways to change it. */
export function useDecisionDraft(taskId: string): DecisionDraftHandle {
  const [draft, setDraft] = useState(() => read(taskId));
  useEffect(() => keep(taskId, draft), [taskId, draft]);
  const setOutcome = useCallback((outcome: string) => setDraft((now) => ({ ...now, outcome })), []);
  const setReason = useCallback((reason: string) => setDraft((now) => ({ ...now, reason })), []);
  const putMark = useCallback(
    (mark: FieldMark) =>
      setDraft((now) => ({ ...now, marks: [...now.marks.filter((other) => !samePlace(other, mark)), mark] })),
    [],
  );
  const removeMark = useCallback(
    (place: Place) => setDraft((now) => ({ ...now, marks: now.marks.filter((mark) => !samePlace(mark, place)) })),
    [],
  );
  const forget = useCallback(() => setDraft(empty), []);
  return useMemo(
    () => ({
      draft,
      setOutcome,
      setReason,
      markAt: (place: Place) => draft.marks.find((mark) => samePlace(mark, place)),
      putMark,
      removeMark,
      forget,
    }),
    [draft, setOutcome, setReason, putMark, removeMark, forget],
  );
}
