import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { checkShares } from '../../../domain/shares.ts';
import { bpToPercent } from './steps.ts';

/** Whether shares add to the whole, and what is too little or too much. */
export function ShareSum({ ok, totalBp, missing }: ReturnType<typeof checkShares>) {
  const translate = useTranslate();
  return (
    <Typography role="status" variant="body2" sx={{ fontWeight: 600, color: ok ? 'success.main' : 'error.main' }}>
      {ok
        ? translate('application.shares.whole')
        : translate(missing > 0 ? 'application.shares.tooLittle' : 'application.shares.tooMuch', {
            total: bpToPercent(totalBp),
            rest: bpToPercent(Math.abs(missing)),
          })}
    </Typography>
  );
}
