import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';

/** `(step, label) => string`: a step as applicants know it: the pack's own words for a desk, ours for the engine's steps. */
export function useStepName(): (step: string, label?: { zh: string; en: string } | null) => string {
  const translate = useTranslate();
  const bilingual = useBilingual();
  return useCallback(
    (step, label) => {
      if (label) return bilingual(label);
      const status = translate(`vocabulary.applicationStatus.${step}`, { _: step });
      const general = translate(`vocabulary.step.${step}`, { _: status });
      return translate(`application.step.${step}`, { _: general });
    },
    [translate, bilingual],
  );
}
