import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import type { ApplicationView } from './contract.ts';

/** Partners that were removed or withdrew, with when and why: their part is on record, not in the content. */
export function FormerParties({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const language = useLanguage();
  const former = view.parties.filter(({ status }) => status === 'removed' || status === 'withdrawn');
  if (former.length === 0) return null;
  return (
    <Box component="section" aria-labelledby="former-title" sx={{ mb: 3 }}>
      <Typography id="former-title" variant="h3" sx={{ mb: 0.5 }}>
        {translate('joint.former.title')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {former.map(({ enterpriseId, name, status, departedAt, departureReason }) => (
          <Typography component="li" variant="body2" key={enterpriseId}>
            {translate(`joint.former.${status}`, { name, at: departedAt ? formatInstant(departedAt, language) : '—' })}
            {departureReason ? ` · ${translate('joint.former.reason', { reason: departureReason })}` : ''}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}
