import Alert from '@mui/material/Alert';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import type { EnterpriseView } from './replies.ts';

/** That the code was taken in although its check digit fails: on whose word, on what evidence, and whether the office agreed. */
export function OverrideNote({ override }: { override: EnterpriseView['identifier']['override'] }) {
  const translate = useTranslate();
  const language = useLanguage();
  if (override === null) return null;
  const { reason, evidenceNote, claimedBy, claimedAt, confirmedBy, confirmedAt, note } = override;
  return (
    <Alert severity={confirmedAt ? 'info' : 'warning'} sx={{ mb: 2 }}>
      {translate('enterprise.override.claimed', {
        name: claimedBy,
        at: formatInstant(claimedAt, language),
        reason,
        evidence: evidenceNote,
      })}{' '}
      {confirmedAt
        ? translate('enterprise.override.confirmed', {
            name: confirmedBy ?? '',
            at: formatInstant(confirmedAt, language),
            note: note ?? '',
          })
        : translate('enterprise.override.open')}
    </Alert>
  );
}
