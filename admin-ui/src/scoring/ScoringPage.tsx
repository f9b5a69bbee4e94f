import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { MaskedText } from '../form/MaskedText.tsx';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { api } from '../providers/http.ts';
import { Due } from '../tasks/Due.tsx';
import { PastDecision } from '../tasks/PastDecision.tsx';
import { OnwardButtons } from '../tasks/Recorded.tsx';
import type { StepPageProps } from '../tasks/TaskPage.tsx';
import type { ScoringView } from './contract.ts';
import { Recuse } from './Recuse.tsx';
import { ScoredContent } from './ScoredContent.tsx';
import { Sheet } from './Sheet.tsx';
import { SignedSheetView } from './SignedSheetView.tsx';

/** One page a case: what is to be scored, the rubric with anchors, and the signature. */
export default function ScoringPage({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const [round, setRound] = useState(0);
  const [recusedAt, setRecusedAt] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ['tasks', 'scoring', task.id, round],
    queryFn: () => api.get<ScoringView>(`/tasks/${task.id}/scoring`),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  const view = query.data;
  // Whoever has recused reads no more of the applications.
  const recusedHere = task.status === 'cancelled' && task.decidedBy?.id === task.assignee?.id;
  const leftAt = recusedAt ?? (recusedHere ? task.decidedAt : null);
  if (leftAt) {
    return (
      <Page title={translate('task.title')}>
        <Alert severity="success" role="status" sx={{ mb: 2 }}>
          {translate('scoring.recused', { at: formatInstant(leftAt, language, { seconds: true }) })}
        </Alert>
        <OnwardButtons taskId={task.id} step="score" />
      </Page>
    );
  }
  if (query.isPending) return <Busy />;
  if (!view) {
    return (
      <Page title={translate('task.title')}>
        {task.status === 'open' ? <ProblemAlert problem={query.error} /> : <PastDecision task={task} />}
        <OnwardButtons taskId={task.id} step="score" />
      </Page>
    );
  }
  return (
    <Page title={translate('scoring.title', { alias: view.alias })} maxWidth={1400} subtitle={<Head view={view} />}>
      {task.rehearsal ? <RehearsalMark banner /> : null}
      <Alert severity="info" sx={{ mb: 2 }}>
        {translate(view.blind ? 'scoring.blind' : 'scoring.notBlind')}{' '}
        <Link href="#score-sheet" sx={{ display: { md: 'none' } }}>
          {translate('scoring.jump')}
        </Link>
      </Alert>
      {view.returned === null ? null : (
        <Alert severity="warning" sx={{ mb: 2 }}>
          <AlertTitle>{translate('scoring.returned')}</AlertTitle>
          <MaskedText text={view.returned} />
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            {translate('scoring.returnedHelp')}
          </Typography>
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(360px, 460px)' },
          gap: 2,
          alignItems: 'start',
        }}
      >
        <ScoredContent view={view} />
        <Paper
          component="section"
          id="score-sheet"
          tabIndex={-1}
          aria-label={translate('scoring.rubric')}
          sx={{
            p: 2,
            position: { md: 'sticky' },
            top: { md: 64 },
            maxHeight: { md: 'calc(100vh - 80px)' },
            overflowY: 'auto',
          }}
        >
          {task.status === 'open' ? (
            <Stack spacing={2}>
              <Sheet key={round} view={view} onSigned={onChanged} onReload={() => setRound((now) => now + 1)} />
              <Recuse
                taskId={task.id}
                onRecused={(at) => {
                  setRecusedAt(at);
                  onChanged();
                }}
              />
            </Stack>
          ) : task.status === 'done' ? (
            <SignedSheetView view={view} />
          ) : (
            <PastDecision task={task} />
          )}
          {task.status === 'open' ? null : (
            <Box sx={{ mt: 2 }}>
              <OnwardButtons taskId={task.id} step="score" />
            </Box>
          )}
        </Paper>
      </Box>
    </Page>
  );
}

function Head({ view }: { view: ScoringView }) {
  const translate = useTranslate();
  const text = useBilingual();
  const { signed, all } = view.progress;
  const words = translate('scoring.progress', { signed, all });
  return (
    <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.5 }}>
      <span>
        {view.task.categoryNo}. {text(view.task.categoryName)}
      </span>
      <Box sx={{ minWidth: 160 }}>
        <Typography component="span" variant="body2">
          {words}
        </Typography>
        <LinearProgress variant="determinate" value={all === 0 ? 0 : (signed / all) * 100} aria-label={words} />
      </Box>
      <Due task={view.task} />
    </Stack>
  );
}
