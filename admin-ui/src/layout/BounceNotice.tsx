import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useNotify, useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { api } from '../providers/http.ts';
import { useMe, useRefreshMe } from '../providers/me.ts';
import { ProblemAlert } from './Page.tsx';
import { useAct } from './useAct.ts';

/** Mail to this person comes back: said on every page from the sign-in on, until the address is confirmed. */
export function BounceNotice() {
  const translate = useTranslate();
  const language = useLanguage();
  const notify = useNotify();
  const refresh = useRefreshMe();
  const { user, mailBounces } = useMe();
  const { busy, problem, run } = useAct();
  if (!mailBounces) return null;
  const confirm = () =>
    run(async () => {
      const { released } = await api.send<{ released: number }>('POST', '/me/address-confirmation');
      await refresh();
      notify('mail.bouncing.confirmed', { type: 'success', messageArgs: { smart_count: released } });
    });
  return (
    <Alert
      severity="warning"
      sx={{ mb: 2, flexWrap: { xs: 'wrap', sm: 'nowrap' }, overflowWrap: 'anywhere' }}
      action={
        <Button color="inherit" variant="outlined" disabled={busy} onClick={() => void confirm()}>
          {translate('mail.bouncing.confirm')}
        </Button>
      }
    >
      {translate('mail.bouncing.person', {
        email: user.email,
        since: formatInstant(mailBounces.since, language),
        diagnostic: mailBounces.diagnostic,
      })}
      <br />
      {translate('mail.bouncing.personWay')}
      <ProblemAlert problem={problem} />
    </Alert>
  );
}
