import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { Page } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import type { TaskView } from '../tasks/contract.ts';
import { Due } from '../tasks/Due.tsx';

type RoundTaskPageProps = { task: TaskView; title: string; explain: string; decision: ReactNode; children: ReactNode };

/** Frame of a decision about a round: what it is about on the left, the decision on the right. */
export function RoundTaskPage({ task, title, explain, decision, children }: RoundTaskPageProps) {
  const translate = useTranslate();
  const text = useBilingual();
  return (
    <Page
      title={title}
      maxWidth={1400}
      subtitle={
        <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
          <Link component={RouterLink} to={`/desk/rounds/${task.roundId}`}>
            {text(task.roundTitle)}
          </Link>
          {task.status === 'open' ? null : <StatusChip status={task.status} kind="task" />}
          <Due task={task} />
        </Stack>
      }
    >
      {task.rehearsal ? <RehearsalMark banner /> : null}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 360px' },
          gap: 2,
          alignItems: 'start',
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Alert severity="info">{explain}</Alert>
          {children}
        </Stack>
        <Paper
          component="section"
          aria-label={translate('task.decision')}
          sx={{
            p: 2,
            position: { md: 'sticky' },
            top: { md: 64 },
            maxHeight: { md: 'calc(100vh - 80px)' },
            overflowY: 'auto',
          }}
        >
          {decision}
        </Paper>
      </Box>
    </Page>
  );
}
