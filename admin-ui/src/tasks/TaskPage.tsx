import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { lazy, Suspense } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { useWord } from '../i18n/words.ts';
import { Busy, Empty, Page, ProblemAlert } from '../layout/Page.tsx';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';
import type { TaskView } from './contract.ts';

const CasePage = lazy(() => import('./CasePage.tsx'));
const ScoringPage = lazy(() => import('../scoring/ScoringPage.tsx'));
const DrawPanelPage = lazy(() => import('../rounds/DrawPanelPage.tsx'));
const ObjectionPage = lazy(() => import('../objections/ObjectionPage.tsx'));
const ReversalTaskPage = lazy(() => import('../reversals/ReversalTaskPage.tsx'));
const ProposePage = lazy(() => import('../rounds/ProposePage.tsx'));
const DeliberatePage = lazy(() => import('../rounds/DeliberatePage.tsx'));
const MemberChangePage = lazy(() => import('../changes/MemberChangePage.tsx'));
const PublishPage = lazy(() => import('../rounds/PublishPage.tsx'));

/** The page of one task: which one depends on the step. */
export default function TaskPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['tasks', 'one', id], queryFn: () => api.get<TaskView>(`/tasks/${id}`) });
  const task = query.data;
  useMoved(task?.caseId, () => query.refetch());
  if (query.isPending) return <Busy />;
  if (!task) {
    return (
      <Page title={translate('task.title')}>
        <ProblemAlert problem={query.error} />
        <Button component={RouterLink} to="/desk/tasks">
          {translate('task.toQueue')}
        </Button>
      </Page>
    );
  }
  return (
    // The key starts every task afresh: nothing chosen for one may slip into the next.
    <Suspense key={task.id} fallback={<Busy />}>
      <PageOfStep task={task} onChanged={() => query.refetch()} />
    </Suspense>
  );
}

/** What a page of a step is given. `onChanged` reads the task again. */
export type StepPageProps = { task: TaskView; onChanged: () => void };

function PageOfStep({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const word = useWord();
  switch (task.step) {
    case 'score':
      return <ScoringPage task={task} onChanged={onChanged} />;
    case 'drawPanel':
      return <DrawPanelPage task={task} onChanged={onChanged} />;
    case 'propose':
      return <ProposePage task={task} onChanged={onChanged} />;
    case 'deliberate':
      return <DeliberatePage task={task} onChanged={onChanged} />;
    case 'memberChange':
      return <MemberChangePage task={task} onChanged={onChanged} />;
    case 'publish':
      return <PublishPage task={task} onChanged={onChanged} />;
    case 'objection':
      return <ObjectionPage objectionId={task.caseId} />;
    case 'reversal':
      return <ReversalTaskPage task={task} onChanged={onChanged} />;
    case 'correction':
      return (
        <Page title={word('step', 'correction')}>
          <Empty
            text={translate('task.correctionTask')}
            action={
              <Button component={RouterLink} to={`/desk/applications/${task.caseId}`}>
                {translate('task.openApplication')}
              </Button>
            }
          />
        </Page>
      );
    default:
      return <CasePage task={task} onChanged={onChanged} />;
  }
}
