import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline, formatInstant } from '../i18n/instants.ts';
import { Countdown } from '../layout/Countdown.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { RoundCancelled } from '../layout/RoundCancelled.tsx';
import type { CallSummary } from './replies.ts';

/** A call at a glance: until when, for what, the way in. */
export function CallCard({ call, now }: { call: CallSummary; now: string }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const { id, title, state, rehearsal, opensAt, closesAt, cancellation, categories } = call;
  return (
    <Paper component="article" sx={{ p: 2, display: 'flex', flexDirection: 'column', gap: 1.25 }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="h3" sx={{ mr: 'auto' }}>
          {bilingual(title)}
        </Typography>
        {rehearsal ? <RehearsalMark /> : null}
      </Stack>
      {cancellation ? (
        <RoundCancelled of="call" cancellation={cancellation} />
      ) : state === 'coming' ? (
        <Typography>{translate('public.calls.opensAt', { at: formatInstant(opensAt, language) })}</Typography>
      ) : closesAt ? (
        <Box>
          <Typography component="div" sx={{ fontSize: '1.35rem', fontWeight: 600, color: 'secondary.main' }}>
            <Countdown until={closesAt} now={now} />
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {translate('public.calls.closesAt', { at: formatDeadline(closesAt, language) })}
          </Typography>
        </Box>
      ) : null}
      <Box
        component="ul"
        aria-label={translate('public.calls.categories')}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, p: 0, m: 0, listStyle: 'none' }}
      >
        {categories.map(({ no, name }) => (
          <li key={no}>
            <Chip
              size="small"
              variant="outlined"
              label={`${no}. ${bilingual(name)}`}
              sx={{ maxWidth: '100%', height: 'auto', '& .MuiChip-label': { whiteSpace: 'normal', py: 0.25 } }}
            />
          </li>
        ))}
      </Box>
      <Stack direction="row" spacing={1} useFlexGap sx={{ mt: 'auto', flexWrap: 'wrap' }}>
        {state === 'open' ? (
          <Button component={RouterLink} to={`/desk/applications/create?round=${id}`} variant="contained">
            {translate('public.calls.apply')}
          </Button>
        ) : null}
        <Button
          component={RouterLink}
          to={`/calls/${id}`}
          variant="outlined"
          aria-label={`${translate('public.calls.details')}: ${bilingual(title)}`}
        >
          {translate('public.calls.details')}
        </Button>
      </Stack>
    </Paper>
  );
}
