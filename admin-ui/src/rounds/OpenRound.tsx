import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { api } from '../providers/http.ts';
import { ConfirmAct } from './ConfirmAct.tsx';
import type { RoundView } from './contract.ts';

/** Publishes the call after a confirmation. */
export function OpenRound({ round, onChanged }: { round: RoundView; onChanged: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="contained" onClick={() => setAsking(true)}>
        {translate('round.open')}
      </Button>
      {asking ? (
        <ConfirmAct
          title={translate('round.openTitle')}
          confirm={translate('round.open')}
          onClose={() => setAsking(false)}
          act={async (key) => {
            await api.send('POST', `/rounds/${round.id}/opening`, {}, { key });
            onChanged();
          }}
        >
          <Typography>{translate('round.openText', { at: formatInstant(round.closesAt, language) })}</Typography>
        </ConfirmAct>
      ) : null}
    </>
  );
}
