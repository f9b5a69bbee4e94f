import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { z } from 'zod';
import type { EngineState } from '../../../contracts/operations.ts';

/** Whether Temporal answers and somebody works; else what that means. */
export function EngineLine({ engine }: { engine: z.infer<typeof EngineState> }) {
  const translate = useTranslate();
  const { state, workers, looked, open, url } = engine;
  if (state !== 'answers') {
    return (
      <Alert severity={state === 'away' ? 'error' : 'info'} sx={{ mb: 1 }}>
        {translate(state === 'away' ? 'operations.stuck.engineAway' : 'operations.stuck.engineOff')}
      </Alert>
    );
  }
  return (
    <>
      {workers.length === 0 ? (
        <Alert severity="error" sx={{ mb: 1 }}>
          {translate('operations.stuck.noWorker')}
        </Alert>
      ) : null}
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {translate('operations.stuck.looked', { looked, open })}{' '}
        {url ? (
          <Link href={url} target="_blank" rel="noreferrer">
            {translate('operations.stuck.enginePage')}
          </Link>
        ) : null}
      </Typography>
    </>
  );
}
