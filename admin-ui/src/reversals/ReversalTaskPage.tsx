import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useRef, useState } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { Block } from '../layout/Block.tsx';
import { Page, ProblemAlert } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api, newKey } from '../providers/http.ts';
import { StrandedNotice } from '../tasks/StrandedNotice.tsx';
import type { StepPageProps } from '../tasks/TaskPage.tsx';
import type { ReversalView } from './contract.ts';
import { ReversalRead } from './ReversalRead.tsx';

/** The promotion group decides on a reversal. */
export default function ReversalTaskPage({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const query = useQuery({
    queryKey: ['reversals', 'one', task.caseId],
    queryFn: () => api.get<ReversalView>(`/reversals/${task.caseId}`),
  });
  return (
    <Page title={translate('reversal.title')} maxWidth={1080} subtitle={bilingual(task.roundTitle)}>
      <Reply query={query}>
        {(view) => (
          <Stack spacing={2}>
            {task.strandedAt ? <StrandedNotice taskId={task.id} /> : null}
            <Block title={view.projectName ?? `${view.categoryNo}. ${bilingual(view.categoryName)}`}>
              <ReversalRead view={view} />
            </Block>
            {view.allowed.includes('decide') ? (
              <Decision
                view={view}
                onDecided={() => {
                  void query.refetch();
                  onChanged();
                }}
              />
            ) : view.state === 'proposed' ? (
              <Alert severity="info">{translate('reversal.notYou')}</Alert>
            ) : null}
          </Stack>
        )}
      </Reply>
    </Page>
  );
}

function Decision({ view, onDecided }: { view: ReversalView; onDecided: () => void }) {
  const translate = useTranslate();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const { busy, problem, run } = useAct();
  const decide = (decision: 'approved' | 'rejected') => {
    setTried(true);
    if (reason.trim() === '') return;
    void run(async () => {
      try {
        await api.send(
          'POST',
          `/reversals/${view.id}/decision`,
          { decision, reason: reason.trim() },
          { key: key.current },
        );
        onDecided();
      } catch (refusal) {
        key.current = newKey();
        throw refusal;
      }
    });
  };
  const missing = tried && reason.trim() === '';
  return (
    <Block title={translate('reversal.decision')}>
      <Typography sx={{ mb: 1 }}>{translate(`reversal.leads.${view.kind}`)}</Typography>
      <TextField
        label={translate('reversal.decisionReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={missing}
        helperText={missing ? translate('objection.form.required') : translate('reversal.decisionReasonHelp')}
        required
        multiline
        minRows={3}
        fullWidth
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <ProblemAlert problem={problem} />
      <Stack direction="row" spacing={1} useFlexGap sx={{ mt: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" color="error" disabled={busy} onClick={() => decide('approved')}>
          {translate('reversal.approve')}
        </Button>
        <Button variant="outlined" disabled={busy} onClick={() => decide('rejected')}>
          {translate('reversal.reject')}
        </Button>
      </Stack>
    </Block>
  );
}
