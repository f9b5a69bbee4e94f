import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { useTranslate } from 'ra-core';
import type { z } from 'zod';
import type { StuckRetried } from '../../../contracts/operations.ts';

type Props = { label: string; retried: z.infer<typeof StuckRetried>; onClose: () => void };

/** What a retry brought: success only where something was seen to move. */
export function RetryOutcome({ label, retried, onClose }: Props) {
  const translate = useTranslate();
  const { outcome, action, reason, cause, error } = retried;
  const stuck = outcome === 'stillStuck';
  return (
    <Alert
      severity={stuck ? 'error' : 'success'}
      role="alert"
      onClose={onClose}
      sx={{ mb: 1.5, overflowWrap: 'anywhere' }}
    >
      <AlertTitle>
        {label}: {translate(`operations.stuck.outcome.${outcome}`)}
      </AlertTitle>
      {[
        action === 'none' ? '' : translate(`operations.stuck.action.${action}`),
        reason ? translate(`operations.stuck.reason.${reason}`) : '',
        stuck && cause ? translate(`operations.cause.${cause}.text`) : '',
        stuck && error ? translate('operations.stuck.error', { error }) : '',
      ]
        .filter((part) => part !== '')
        .join(' · ')}
    </Alert>
  );
}
