import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import type { ApplicationView } from './contract.ts';
import { ActDialog } from './dialogs.tsx';
import { useAct, useApplication } from './useApplication.ts';

// One or the other: whoever writes a draft does not wait for what comes after it, nor the other way round.
const DraftPage = lazy(() => import('./DraftPage.tsx'));
const SubmittedPage = lazy(() => import('./SubmittedPage.tsx'));

function Withdraw({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run, clear } = useAct(view.id);
  const renounce = view.allowed.includes('renounce');
  if (!view.allowed.includes('withdraw') && !renounce) return null;
  const draft = view.status === 'draft' || view.status === 'signing';
  const words = (part: 'open' | 'title' | 'confirm' | 'sure') =>
    renounce
      ? translate(`application.renounce.${part}`)
      : translate(
          draft
            ? `application.withdraw.${part === 'sure' ? 'sureDraft' : 'openDraft'}`
            : `application.withdraw.${part}`,
        );
  return (
    <>
      <Button size="small" variant="outlined" color="inherit" onClick={() => setAsking(true)}>
        {words('open')}
      </Button>
      {asking && (
        <ActDialog
          title={words('title')}
          confirm={words('confirm')}
          asks="reason"
          danger
          busy={busy}
          problem={problem}
          onClose={() => {
            setAsking(false);
            clear();
          }}
          onConfirm={(reason) =>
            run(() => api.send('POST', `/applications/${view.id}/withdrawal`, { reason: reason.trim() }))
          }
        >
          <Typography>{words('sure')}</Typography>
        </ActDialog>
      )}
    </>
  );
}

/** One application: the stepper while it is a draft, its way and content afterwards. */
export default function ApplicationPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const bilingual = useBilingual();
  const { data: view, error } = useApplication(id);
  if (!view) {
    return <Page title={translate('application.one')}>{error ? <ProblemAlert problem={error} /> : <Busy />}</Page>;
  }
  const draft = view.status === 'draft' || view.status === 'signing';
  const subtitle = [
    bilingual(view.roundTitle),
    `${view.categoryNo}. ${bilingual(view.categoryName)}`,
    view.leadName,
    translate('application.recommendedBy', { body: bilingual(view.bodyName) }),
  ].join(' · ');
  return (
    <Page
      title={view.projectName || translate('application.noName')}
      subtitle={subtitle}
      actions={
        <>
          <StatusChip kind="application" status={view.status} />
          {view.rehearsal && <RehearsalMark />}
          <Withdraw view={view} />
        </>
      }
    >
      {view.rehearsal && <RehearsalMark banner />}
      {error ? <ProblemAlert problem={error} /> : null}
      <Suspense fallback={<Busy />}>{draft ? <DraftPage view={view} /> : <SubmittedPage view={view} />}</Suspense>
    </Page>
  );
}
