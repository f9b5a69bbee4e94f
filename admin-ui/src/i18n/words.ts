import { useTranslate } from 'ra-core';
import { useCallback } from 'react';

/** `(kind, key) => string`: a word of the shared vocabulary, such as `('step', 'formCheck')`; an unknown key stays as it is. */
export function useWord(): (kind: string, key: string | null | undefined) => string {
  const translate = useTranslate();
  return useCallback((kind, key) => (key ? translate(`vocabulary.${kind}.${key}`, { _: key }) : ''), [translate]);
}
