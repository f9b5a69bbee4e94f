import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import type { TaskView } from './contract.ts';

type Label = { zh: string; en: string } | null | undefined;

/** `(step, label) => string`: the pack's own words for a desk, ours for the engine's steps. */
export function useStepName(): (step: string, label?: Label) => string {
  const word = useWord();
  const bilingual = useBilingual();
  return useCallback((step, label) => (label ? bilingual(label) : word('step', step)), [word, bilingual]);
}

/** `(outcome, step, label) => string`: the pack's own words where it has them; `returned` of a proposal means another scoring. */
export function useOutcomeName(): (outcome: string, step: string, label?: Label) => string {
  const word = useWord();
  const bilingual = useBilingual();
  const translate = useTranslate();
  return useCallback(
    (outcome, step, label) =>
      label
        ? bilingual(label)
        : step === 'propose' && outcome === 'returned'
          ? translate('task.returnedForScoring')
          : word('outcome', outcome),
    [word, translate, bilingual],
  );
}

/** What a task is about, in one line. */
export function useMatter(): (task: TaskView) => string {
  const translate = useTranslate();
  const text = useBilingual();
  return (task) => {
    if (task.caseKind === 'objection') return `${translate('objection.short')} ${String(task.payload.no ?? '')}`;
    if (task.caseKind === 'reversal') return String(task.payload.projectName ?? text(task.roundTitle));
    if (task.caseKind === 'round') return text(task.roundTitle);
    if (task.projectName !== null) return task.projectName;
    return task.alias === null ? translate('task.noName') : translate('task.rival', { alias: task.alias });
  };
}
