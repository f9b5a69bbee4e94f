import { useCallback } from 'react';
import { useLanguage } from './bilingual.ts';

/** `(parts) => string`: an enumeration with the comma of the page's language. */
export function useJoined(): (parts: readonly string[]) => string {
  const language = useLanguage();
  return useCallback((parts) => parts.join(language === 'en' ? ', ' : '、'), [language]);
}
