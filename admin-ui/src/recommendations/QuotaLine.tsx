import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { Quota } from './contract.ts';

/** The quota and how much of it is used, in words. */
export function QuotaLine({ quota }: { quota: Quota | null }) {
  const translate = useTranslate();
  if (quota === null) return <Typography color="text.secondary">{translate('recommendation.noQuota')}</Typography>;
  const { perCategory, ofBody, used, usedByCategory } = quota;
  return (
    <Stack component="ul" sx={{ m: 0, pl: 2.5 }}>
      {ofBody === null ? null : <li>{translate('recommendation.quotaOfBody', { quota: ofBody, used })}</li>}
      {perCategory === null ? null : (
        <li>
          {translate('recommendation.quotaPerCategory', { quota: perCategory })}
          {usedByCategory.length === 0
            ? ` ${translate('recommendation.noneUsed')}`
            : ` ${usedByCategory
                .map((row) => translate('recommendation.usedInCategory', { no: row.categoryNo, used: row.used }))
                .join(translate('recommendation.listMark'))}`}
        </li>
      )}
    </Stack>
  );
}
