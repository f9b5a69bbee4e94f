import Alert from '@mui/material/Alert';
import { useTranslate } from 'ra-core';
import type { z } from 'zod';
import type { MovedUp } from '../../../contracts/tasks.ts';
import { useBilingual } from '../i18n/bilingual.ts';

type Moved = z.infer<typeof MovedUp>;

/** Told to a superior body: whose task it was, who moved it, and why. */
export function MovedUpNote({ movedUp }: { movedUp: Moved }) {
  const translate = useTranslate();
  const text = useBilingual();
  const { from, by, reason } = movedUp;
  return (
    <Alert severity="info" sx={{ mb: 1.5 }}>
      {translate('stranded.came', { body: text(from), by })}
      <div>
        {translate('task.reason')}: {reason}
      </div>
    </Alert>
  );
}

/** As the payload of a task carries it. */
export const movedUpOf = ({ payload }: { payload: Record<string, unknown> }) => (payload.movedUp as Moved) ?? null;
