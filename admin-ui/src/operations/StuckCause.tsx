import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { z } from 'zod';
import type { StuckItem } from '../../../contracts/operations.ts';
import { useWord } from '../i18n/words.ts';

/** The cause in words, what was said, what it means for whom, and what to do. */
export function StuckCause({ item }: { item: z.infer<typeof StuckItem> }) {
  const translate = useTranslate();
  const word = useWord();
  const { cause, detail, error, attempts } = item;
  const counted = attempts === null ? '' : ` · ${translate('operations.stuck.attempts', { count: attempts })}`;
  return (
    <>
      {translate(`operations.cause.${cause}.text`)}
      {detail ? ` (${word(cause === 'workflowEnded' ? 'workflowStatus' : 'step', detail)})` : ''}
      {counted}
      {error ? (
        <Typography variant="body2" color="error" sx={{ overflowWrap: 'anywhere' }}>
          {translate('operations.stuck.error', { error })}
        </Typography>
      ) : null}
      <Typography variant="body2">{translate(`operations.cause.${cause}.means`)}</Typography>
      <Typography variant="body2" color="text.secondary">
        {translate(`operations.cause.${cause}.way`)}
      </Typography>
    </>
  );
}
