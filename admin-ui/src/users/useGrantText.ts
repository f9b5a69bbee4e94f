import { useCallback } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import type { UserGrant } from './replies.ts';

/** `(grant) => string`: the role and for whom it is held. */
export function useGrantText(): (grant: UserGrant) => string {
  const word = useWord();
  const bilingual = useBilingual();
  return useCallback(
    ({ role, body, enterprise }) => {
      const where = body ? bilingual(body.name) : (enterprise?.name ?? '');
      return where === '' ? word('role', role) : `${word('role', role)} · ${where}`;
    },
    [word, bilingual],
  );
}
