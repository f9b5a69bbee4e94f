import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { api } from '../providers/http.ts';
import { AnswerDialog, type InvitationAnswer } from './AnswerDialog.tsx';
import type { ApplicationView, Party } from './contract.ts';
import { useAct } from './useApplication.ts';

/** An open invitation to this person's enterprise: what joining means, until when to answer. */
export function Invitation({ view, party }: { view: ApplicationView; party: Party }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const [answer, setAnswer] = useState<InvitationAnswer | null>(null);
  const { busy, problem, run, clear } = useAct(view.id);
  const may = view.allowed.includes('answerInvitation');
  return (
    <Card component="section" aria-labelledby="invitation-title" sx={{ mb: 2, borderColor: 'primary.main' }}>
      <CardContent>
        <Typography id="invitation-title" variant="h2" sx={{ mb: 1 }}>
          {translate('application.invitation.title')}
        </Typography>
        <Typography sx={{ mb: 1 }}>
          {translate('application.invitation.text', {
            lead: view.leadName,
            party: party.name,
            category: bilingual(view.categoryName),
          })}
        </Typography>
        {party.confirmBy && (
          <Typography component="div" sx={{ mb: 1.5 }}>
            {translate('application.party.confirmBy')} <WorkingDaysLeft dueAt={party.confirmBy} now={view.now} />
          </Typography>
        )}
        {may ? (
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
            <Button variant="contained" onClick={() => setAnswer('confirmed')}>
              {translate('application.invitation.confirm')}
            </Button>
            <Button variant="outlined" color="inherit" onClick={() => setAnswer('declined')}>
              {translate('application.invitation.decline')}
            </Button>
          </Stack>
        ) : (
          <Typography variant="body2">{translate('application.invitation.notYou')}</Typography>
        )}
      </CardContent>
      {answer && (
        <AnswerDialog
          answer={answer}
          lead={view.leadName}
          party={party.name}
          busy={busy}
          problem={problem}
          onClose={() => {
            setAnswer(null);
            clear();
          }}
          onConfirm={() =>
            run(() => api.send('POST', `/applications/${view.id}/parties/${party.enterpriseId}/answer`, { answer }))
          }
        />
      )}
    </Card>
  );
}
