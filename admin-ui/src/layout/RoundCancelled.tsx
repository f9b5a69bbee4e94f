import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';

type Props = {
  of: 'round' | 'call' | 'application' | 'draft';
  /** `by`: the officer, where the reader may know. */
  cancellation: { at: string; reason: string; by?: string | null };
  children?: ReactNode;
};

/** A round was cancelled: when and why, in the words of who called it off. */
export function RoundCancelled({ of, cancellation: { at, reason, by = null }, children }: Props) {
  const translate = useTranslate();
  const language = useLanguage();
  const when = { at: formatInstant(at, language) };
  return (
    <Alert
      role="note"
      severity="warning"
      sx={{ mb: 2, borderColor: 'warning.main', borderLeftWidth: 6, color: 'text.primary' }}
    >
      <AlertTitle sx={{ fontWeight: 700 }}>{translate(`cancellation.${of}`)}</AlertTitle>
      <Typography variant="body2">
        {by === null ? translate('cancellation.at', when) : translate('cancellation.atBy', { ...when, name: by })}
      </Typography>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {translate('cancellation.because', { reason })}
      </Typography>
      {children}
    </Alert>
  );
}
