import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import { useWord } from '../i18n/words.ts';

/** `(step) => string`: name of a step; a step of another pack keeps its key. */
export function useStepName(): (step: string) => string {
  const word = useWord();
  return useCallback((step) => word('step', step), [word]);
}

/** `(outcome, step) => string`: name of an outcome; `returned` of a proposal means another scoring, not a correction. */
export function useOutcomeName(): (outcome: string, step: string) => string {
  const word = useWord();
  const translate = useTranslate();
  return useCallback(
    (outcome, step) =>
      step === 'propose' && outcome === 'returned' ? translate('task.returnedForScoring') : word('outcome', outcome),
    [word, translate],
  );
}
