import { useTranslate } from 'ra-core';
import { useCallback } from 'react';

/** `(step) => string`: a step as applicants know it; a desk of another pack keeps its key. */
export function useStepName(): (step: string) => string {
  const translate = useTranslate();
  return useCallback(
    (step) => {
      const status = translate(`vocabulary.applicationStatus.${step}`, { _: step });
      const general = translate(`vocabulary.step.${step}`, { _: status });
      return translate(`application.step.${step}`, { _: general });
    },
    [translate],
  );
}
