import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { z } from 'zod';
import type { Programmes } from '../../../contracts/designs.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { api } from '../providers/http.ts';

/** Versions of programmes that wait for somebody to publish them; nothing when none does. */
export function ProgrammesHome() {
  const translate = useTranslate();
  const text = useBilingual();
  const programmes = useQuery({
    queryKey: ['home', 'programmes'],
    queryFn: () => api.get<z.infer<typeof Programmes>>('/programmes'),
  });
  const waiting = (programmes.data?.items ?? []).filter(({ design }) => design?.status === 'proposed');
  if (waiting.length === 0) return null;
  return waiting.map(({ key, name, design }) => (
    <Alert
      key={key}
      role="note"
      severity="warning"
      action={
        <Button component={RouterLink} to={`/desk/designs/${design?.id}?tab=changes`} color="inherit">
          {translate('design.lookAt')}
        </Button>
      }
    >
      {text(name)}
      {translate('design.colon')}
      {translate('design.open.proposed', { name: design?.savedBy ?? '' })}
    </Alert>
  ));
}
