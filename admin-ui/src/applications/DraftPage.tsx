/** An application that is not submitted yet, step by step. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Busy } from '../layout/Page.tsx';
import { Attachments } from './Attachments.tsx';
import { Blocking } from './Blocking.tsx';
import { Check } from './Check.tsx';
import type { ApplicationView } from './contract.ts';
import { Invitation } from './Invitation.tsx';
import { JointWork } from './JointWork.tsx';
import { NotSubmitted } from './NotSubmitted.tsx';
import { Preview } from './Preview.tsx';
import { SignSubmit } from './SignSubmit.tsx';
import { StepList } from './StepList.tsx';
import { stepsOf } from './steps.ts';
import { useRefreshApplication } from './useApplication.ts';
import { useLeaveWarning } from './useSection.ts';

/** The form is the heaviest part: it comes with the first section that is opened. */
const SectionStep = lazy(() => import('./SectionStep.tsx'));

export default function DraftPage({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const [search, setSearch] = useSearchParams();
  const refresh = useRefreshApplication(view.id);
  useLeaveWarning();
  const steps = useMemo(() => stepsOf(view), [view]);
  const invited = view.parties.find(({ mine, status }) => mine && status === 'invited');
  const first = view.status === 'signing' ? 'sign' : 'parties';
  const wanted = search.get('step') ?? first;
  const current = steps.find(({ key }) => key === wanted) ?? steps[0];
  const focus = search.get('at');
  const go = useCallback(
    (step: string, pointer?: string) => {
      setSearch(pointer === undefined ? { step } : { step, at: pointer });
      if (pointer === undefined) window.scrollTo({ top: 0 });
    },
    [setSearch],
  );
  const onClosed = useCallback(() => void refresh(), [refresh]);
  const index = current ? steps.indexOf(current) : 0;
  return (
    <>
      <NotSubmitted view={view} onClosed={onClosed} />
      {invited && <Invitation view={view} party={invited} />}
      <Blocking view={view} onGo={go} />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '240px minmax(0, 1fr)' },
          columnGap: 3,
        }}
      >
        <StepList view={view} steps={steps} current={current?.key ?? ''} onGo={go} />
        <Box sx={{ minWidth: 0 }}>
          {current?.kind === 'parties' && <JointWork view={view} />}
          {current?.kind === 'section' && current.view && (
            <Suspense fallback={<Busy />}>
              <SectionStep
                key={current.key}
                view={view}
                form={current.section}
                section={current.view}
                party={current.party}
                showAll={focus !== null}
                focus={focus}
              />
            </Suspense>
          )}
          {current?.kind === 'attachments' && <Attachments view={view} focus={focus} />}
          {current?.kind === 'check' && <Check view={view} steps={steps} onGo={go} />}
          {current?.kind === 'preview' && <Preview view={view} />}
          {current?.kind === 'sign' && <SignSubmit view={view} onGo={go} />}
          <Stack direction="row" sx={{ justifyContent: 'space-between', mt: 3 }}>
            <Button variant="outlined" disabled={index === 0} onClick={() => go(steps[index - 1]?.key ?? first)}>
              {translate('application.steps.back')}
            </Button>
            {index < steps.length - 1 && (
              <Button variant="outlined" onClick={() => go(steps[index + 1]?.key ?? first)}>
                {translate('application.steps.next')}
              </Button>
            )}
          </Stack>
        </Box>
      </Box>
    </>
  );
}
