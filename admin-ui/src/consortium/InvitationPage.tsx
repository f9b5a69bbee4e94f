/** Where the link of an invitation by mail leads: who invites, to what, and for which of the own enterprises to answer. */
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import Select from '@mui/material/Select';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink, useNavigate, useSearchParams } from 'react-router';
import type { MailInvitation } from '../../../contracts/applications.ts';
import { AnswerDialog, type InvitationAnswer } from '../applications/AnswerDialog.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';

export default function InvitationPage() {
  const translate = useTranslate();
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const { data, error, refetch } = useQuery({
    queryKey: ['consortium-invitation', token],
    queryFn: () => api.get<MailInvitation>('/consortium-invitations', { token }),
    refetchOnWindowFocus: true,
    retry: false,
  });
  return (
    <Page title={translate('joint.answer.title')} maxWidth={720}>
      {data ? (
        <Answer invitation={data} token={token} onRefused={() => void refetch()} />
      ) : error ? (
        <ProblemAlert problem={error} />
      ) : (
        <Busy />
      )}
    </Page>
  );
}

type AnswerProps = { invitation: MailInvitation; token: string; onRefused: () => void };

function Answer({ invitation, token, onRefused }: AnswerProps) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const navigate = useNavigate();
  const { enterprises, status } = invitation;
  const [chosen, setChosen] = useState(enterprises[0]?.id ?? '');
  const [asked, setAsked] = useState<InvitationAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const enterpriseId = enterprises.some(({ id }) => id === chosen) ? chosen : (enterprises[0]?.id ?? '');
  const party = enterprises.find(({ id }) => id === enterpriseId)?.name ?? '';
  const answer = async (word: InvitationAnswer): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      const body = { token, enterpriseId, answer: word };
      const { applicationId } = await api.send<{ applicationId: string }>(
        'POST',
        '/consortium-invitations/answer',
        body,
      );
      void navigate(word === 'confirmed' ? `/desk/applications/${applicationId}` : '/desk');
      return true;
    } catch (refusal) {
      setProblem(refusal);
      onRefused();
      return false;
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack spacing={2}>
      <Typography>
        {translate('joint.answer.text', {
          lead: invitation.leadName,
          round: bilingual(invitation.roundTitle),
          category: bilingual(invitation.categoryName),
        })}
      </Typography>
      {status !== 'open' && (
        <Alert role="note" severity="warning">
          {translate(`joint.answer.over.${status}`)}
        </Alert>
      )}
      {status === 'open' && (
        <Typography component="div">
          {translate('application.party.confirmBy')}{' '}
          <WorkingDaysLeft dueAt={invitation.confirmBy} now={invitation.now} />
        </Typography>
      )}
      {status === 'open' && enterprises.length === 0 && (
        <Alert
          role="note"
          severity="info"
          action={
            <Button component={RouterLink} to="/desk/enterprise" color="inherit" size="small">
              {translate('application.create.toEnterprise')}
            </Button>
          }
        >
          {translate('joint.answer.noEnterprise')}
        </Alert>
      )}
      {status === 'open' && enterprises.length > 0 && (
        <>
          <FormControl>
            <InputLabel htmlFor="answer-enterprise" shrink>
              {translate('joint.answer.enterprise')}
            </InputLabel>
            <Select
              native
              notched
              label={translate('joint.answer.enterprise')}
              value={enterpriseId}
              onChange={({ target }) => setChosen(target.value)}
              inputProps={{ id: 'answer-enterprise' }}
            >
              {enterprises.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </FormControl>
          <Typography variant="body2">{translate('joint.answer.once')}</Typography>
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
            <Button variant="contained" disabled={busy} onClick={() => setAsked('confirmed')}>
              {translate('application.invitation.confirm')}
            </Button>
            <Button variant="outlined" color="inherit" disabled={busy} onClick={() => setAsked('declined')}>
              {translate('application.invitation.decline')}
            </Button>
          </Stack>
        </>
      )}
      {asked ? (
        <AnswerDialog
          answer={asked}
          lead={invitation.leadName}
          party={party}
          busy={busy}
          problem={problem}
          onClose={() => {
            setAsked(null);
            setProblem(null);
          }}
          onConfirm={() => answer(asked)}
        />
      ) : null}
    </Stack>
  );
}
