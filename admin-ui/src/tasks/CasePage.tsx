import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { ProcessDiagram } from '../diagram/ProcessDiagram.tsx';
import { DocumentsCard } from '../documents/DocumentsCard.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { CaseRecommendation } from '../recommendations/CaseRecommendation.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { CaseContent } from './CaseContent.tsx';
import { ChecksPanel } from './ChecksPanel.tsx';
import { CommentsPanel, useComments } from './CommentsPanel.tsx';
import type { ApplicationView, TaskView } from './contract.ts';
import { DecisionPanel } from './DecisionPanel.tsx';
import { DifferencesPanel, useDifferences } from './DifferencesPanel.tsx';
import { Due } from './Due.tsx';
import { EscalatedChip } from './EscalatedChip.tsx';
import { useDecisionDraft } from './decision-draft.ts';
import { HistoryPanel } from './HistoryPanel.tsx';
import { MarkList } from './MarkList.tsx';
import { Neighbours } from './Neighbours.tsx';
import { useNextWords } from './next-words.ts';
import { StrandedChip } from './StrandedChip.tsx';
import { useMayDecide } from './standing.ts';
import type { StepPageProps } from './TaskPage.tsx';
import { useStepName } from './words.ts';

type TabName = 'content' | 'checks' | 'differences' | 'history' | 'comments' | 'timeline' | 'diagram';

/** A desk of an application: what was applied for beside the decision. */
export default function CasePage({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const query = useQuery({
    queryKey: ['applications', 'case', task.caseId],
    queryFn: () => api.get<ApplicationView>(`/applications/${task.caseId}`),
  });
  useMoved(task.caseId, () => query.refetch());
  const stepName = useStepName();
  const decision = useDecisionDraft(task.id);
  const mayDecide = useMayDecide(task);
  const nextWords = useNextWords(task, query.data);
  const application = query.data;
  const marking = mayDecide && task.outcomes.some(({ allowsMarks }) => allowsMarks);
  const chosen = task.outcomes.find(({ key }) => key === decision.draft.outcome);
  return (
    <Page
      title={task.projectName ?? translate('task.noName')}
      actions={<Neighbours task={task} onChanged={onChanged} />}
      subtitle={<CaseHead task={task} step={stepName(task.step, task.stepLabel)} />}
    >
      {task.rehearsal ? <RehearsalMark banner /> : null}
      <Link href="#decision" sx={{ display: { md: 'none' } }}>
        {translate('task.jump')}
      </Link>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 360px' },
          gap: 2,
          alignItems: 'start',
        }}
      >
        <Box component="section" aria-label={translate('task.application')} sx={{ minWidth: 0 }}>
          {query.isPending ? <Busy /> : null}
          <ProblemAlert problem={query.error} />
          {application ? <CaseRecommendation applicationId={application.id} version={application.version} /> : null}
          {application ? <CaseTabs application={application} decision={marking ? decision : null} /> : null}
        </Box>
        <Paper
          component="section"
          id="decision"
          tabIndex={-1}
          aria-label={translate('task.decision')}
          sx={{
            p: 2,
            position: { md: 'sticky' },
            top: { md: 64 },
            maxHeight: { md: 'calc(100vh - 80px)' },
            overflowY: 'auto',
          }}
        >
          <DecisionPanel
            task={task}
            decision={decision}
            onChanged={onChanged}
            nextWords={nextWords}
            body={(outcome) => (outcome.allowsMarks ? { marks: decision.draft.marks } : {})}
            missing={(outcome) =>
              outcome.allowsMarks && decision.draft.marks.length === 0 ? translate('task.marksMissing') : null
            }
          >
            {marking && application && (chosen?.allowsMarks || decision.draft.marks.length > 0) ? (
              <MarkList application={application} decision={decision} />
            ) : null}
          </DecisionPanel>
        </Paper>
      </Box>
    </Page>
  );
}

function CaseHead({ task, step }: { task: TaskView; step: string }) {
  const translate = useTranslate();
  const text = useBilingual();
  return (
    <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.5 }}>
      <strong>{step}</strong>
      {task.applicationStatus ? <StatusChip status={task.applicationStatus} kind="application" /> : null}
      <span>{task.categoryNo === null ? '' : `${task.categoryNo}. ${text(task.categoryName)}`}</span>
      <span>{task.leadName}</span>
      {task.receiptNo ? <span>{translate('task.receipt', { no: task.receiptNo })}</span> : null}
      <span>{translate('task.contentVersion', { version: task.contentVersion })}</span>
      <Due task={task} />
      <EscalatedChip task={task} />
      <StrandedChip task={task} />
    </Stack>
  );
}

type CaseTabsProps = { application: ApplicationView; decision: ReturnType<typeof useDecisionDraft> | null };

function CaseTabs({ application, decision }: CaseTabsProps) {
  const translate = useTranslate();
  const allowed = useAllowed();
  const [tab, setTab] = useState<TabName>('content');
  const differences = useDifferences(application);
  const comments = useComments(application.id, allowed('comment.read'));
  const counts: Partial<Record<TabName, number>> = {
    differences: differences.data?.items.length,
    comments: comments.data?.items.length,
  };
  const names: TabName[] = ['content'];
  if (allowed('application.readChecks')) names.push('checks');
  if (application.contentVersion > 1) names.push('differences');
  names.push('history');
  if (allowed('comment.read')) names.push('comments');
  names.push('timeline', 'diagram');
  const panels: Record<TabName, () => React.ReactNode> = {
    content: () => <CaseContent application={application} differences={differences.data?.items} decision={decision} />,
    checks: () => <ChecksPanel applicationId={application.id} version={application.version} />,
    differences: () => <DifferencesPanel application={application} />,
    history: () => <HistoryPanel applicationId={application.id} version={application.version} />,
    comments: () => <CommentsPanel applicationId={application.id} />,
    timeline: () => (
      <Stack spacing={2}>
        <Timeline items={application.timeline} now={application.now} />
        <DocumentsCard applicationId={application.id} version={application.version} />
      </Stack>
    ),
    diagram: () => <ProcessDiagram path={`/applications/${application.id}/diagram`} version={application.version} />,
  };
  return (
    <>
      <Tabs
        value={tab}
        onChange={(_event, next: TabName) => setTab(next)}
        variant="scrollable"
        scrollButtons="auto"
        allowScrollButtonsMobile
        aria-label={translate('task.application')}
        sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}
      >
        {names.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`case-tab-${name}`}
            aria-controls="case-panel"
            label={counts[name] ? `${translate(`task.tab.${name}`)} ${counts[name]}` : translate(`task.tab.${name}`)}
          />
        ))}
      </Tabs>
      <div role="tabpanel" id="case-panel" aria-labelledby={`case-tab-${tab}`}>
        <Typography component="h2" className="visually-hidden">
          {translate(`task.tab.${tab}`)}
        </Typography>
        {panels[tab]()}
      </div>
    </>
  );
}
