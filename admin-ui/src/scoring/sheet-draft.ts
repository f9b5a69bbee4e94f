/** A score sheet in the making: saved a moment after each change, one request at a time, with the version that was seen. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem, api } from '../providers/http.ts';
import type { SavedSheet, ScoringView, SheetInput } from './contract.ts';

const PAUSE_MS = 700;
const RETRY_MS = 4000;

export type SaveState =
  | { kind: 'saved'; at: string | null }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'failed'; problem: unknown }
  | { kind: 'stale'; current: { version: number } | null };

export type SheetDraft = {
  sheet: SheetInput;
  state: SaveState;
  change: (part: Partial<SheetInput>) => void;
  /** Saves what is not saved yet; the version to sign. */
  settle: () => Promise<number>;
  /** Goes on from a newer version, keeping what is on this page. */
  keepMine: (version: number) => void;
};

/** @param view what the server had when the page opened; a later one does not overwrite what was typed */
export function useSheetDraft(taskId: string, view: ScoringView): SheetDraft {
  const [sheet, setSheet] = useState<SheetInput>(() => ({
    points: view.sheet.points,
    advice: view.sheet.advice,
    opinion: view.sheet.opinion,
  }));
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: view.sheet.savedAt });
  const version = useRef(view.sheet.version);
  const latest = useRef(sheet);
  const saved = useRef(sheet);
  const running = useRef<Promise<void> | null>(null);
  latest.current = sheet;

  const save = useCallback(async () => {
    while (saved.current !== latest.current) {
      const sending = latest.current;
      setState({ kind: 'saving' });
      const reply = await api.send<SavedSheet>('PUT', `/tasks/${taskId}/score-sheet`, sending, {
        ifMatch: version.current,
      });
      version.current = reply.version;
      saved.current = sending;
      setState(latest.current === sending ? { kind: 'saved', at: reply.savedAt } : { kind: 'unsaved' });
    }
  }, [taskId]);

  const saveOnce = useCallback(() => {
    running.current ??= save().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [save]);

  const failed = useCallback((problem: unknown) => {
    if (problem instanceof ApiProblem && problem.document.code === 'staleVersion') {
      const { current } = problem.document as { current?: { version: number } };
      setState({ kind: 'stale', current: current ?? null });
    } else setState({ kind: 'failed', problem });
  }, []);

  useEffect(() => {
    if (sheet === saved.current || state.kind === 'stale') return;
    const timer = setTimeout(() => saveOnce().catch(failed), state.kind === 'failed' ? RETRY_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [sheet, state, saveOnce, failed]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saved.current !== latest.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      // Leaving within the pause must not lose the last change.
      if (saved.current !== latest.current) saveOnce().catch(() => undefined);
    };
  }, [saveOnce]);

  const change = useCallback((part: Partial<SheetInput>) => {
    setSheet((now) => ({ ...now, ...part }));
    setState((now) => (now.kind === 'stale' ? now : { kind: 'unsaved' }));
  }, []);
  const settle = useCallback(async () => {
    await saveOnce().catch((problem: unknown) => {
      failed(problem);
      throw problem;
    });
    return version.current;
  }, [saveOnce, failed]);
  const keepMine = useCallback((newer: number) => {
    version.current = newer;
    setState({ kind: 'unsaved' });
    setSheet((now) => ({ ...now }));
  }, []);
  return { sheet, state, change, settle, keepMine };
}
