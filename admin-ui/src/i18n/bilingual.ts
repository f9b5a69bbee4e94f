import { useLocaleState } from 'ra-core';
import { useCallback } from 'react';
import type { Locale } from '../../../contracts/vocabulary.ts';

/** The language of the page. */
export function useLanguage(): Locale {
  const [locale] = useLocaleState();
  return locale === 'en' ? 'en' : 'zh';
}

/** `(b) => string`: a two-language text in the language of the page; an absent one is empty. */
export function useBilingual(): (text: { zh: string; en: string } | null | undefined) => string {
  const language = useLanguage();
  return useCallback((text) => text?.[language] ?? '', [language]);
}
