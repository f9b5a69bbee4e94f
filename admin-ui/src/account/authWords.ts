import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import { AuthProblem } from '../providers/auth.ts';

/** `(error) => string`: why the account service refused and the way out. */
export function useAuthWords(): (error: unknown) => string {
  const translate = useTranslate();
  return useCallback(
    (error) => {
      const code = error instanceof AuthProblem ? error.code : 'UNKNOWN';
      return translate(`account.error.${code}`, { _: translate('account.error.UNKNOWN') });
    },
    [translate],
  );
}
