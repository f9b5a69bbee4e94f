import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { useTranslate } from 'ra-core';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline } from '../i18n/instants.ts';
import { Countdown, useServerClock } from '../layout/Countdown.tsx';
import type { ApplicationView } from './contract.ts';

/** A draft is not an application: said on top of every step, with the time left, and plainly once the call is over. */
export function NotSubmitted({ view, onClosed }: { view: ApplicationView; onClosed: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const clock = useServerClock(view.now);
  const closed = view.closesAt !== null && clock >= Date.parse(view.closesAt);
  const told = useRef(closed);
  useEffect(() => {
    if (closed && !told.current) onClosed();
    told.current = closed;
  }, [closed, onClosed]);
  const at = formatDeadline(view.closesAt, language);
  if (closed) return <ClosedUnsubmitted closesAt={view.closesAt} />;
  return (
    <Alert
      role="note"
      severity="warning"
      sx={{ mb: 2, bgcolor: 'warning.light', color: 'text.primary', borderColor: 'warning.main', borderLeftWidth: 6 }}
    >
      <AlertTitle sx={{ fontWeight: 700 }}>
        {translate(
          view.status === 'signing' ? 'application.notSubmitted.signingTitle' : 'application.notSubmitted.title',
        )}
      </AlertTitle>
      {view.closesAt && (
        <>
          {translate('application.notSubmitted.until', { at })} <Countdown until={view.closesAt} now={view.now} />
        </>
      )}
    </Alert>
  );
}

/** The call is over and this draft was never submitted: nothing more can be done with it, and what was typed stays readable. */
export function ClosedUnsubmitted({ closesAt }: { closesAt: string | null }) {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <Alert severity="error" role="alert" sx={{ mb: 2, borderColor: 'error.main', borderLeftWidth: 6 }}>
      <AlertTitle sx={{ fontWeight: 700 }}>{translate('application.notSubmitted.closedTitle')}</AlertTitle>
      {translate('application.notSubmitted.closed', { at: formatDeadline(closesAt, language) })}
    </Alert>
  );
}
