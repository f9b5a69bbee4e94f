import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import type { RoundPolicy, TieBreaker } from './contract.ts';

/** `(tieBreaker) => string`: what is compared when averages are equal. */
export function useTieBreakerName(rubric: RoundPolicy['rubric']): (tieBreaker: TieBreaker) => string {
  const translate = useTranslate();
  const text = useBilingual();
  return useCallback(
    (tieBreaker) => {
      if (tieBreaker.kind !== 'criterion') return translate(`round.by.${tieBreaker.kind}`);
      const criterion = rubric.criteria.find(({ key }) => key === tieBreaker.key);
      return translate('round.by.criterion', { name: text(criterion?.label) || tieBreaker.key });
    },
    [translate, text, rubric],
  );
}
