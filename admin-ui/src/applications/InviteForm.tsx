import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { checkOrganisationCode, checkUscc } from '../../../domain/identifiers.ts';
import { useWord } from '../i18n/words.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { ApiProblem, api } from '../providers/http.ts';
import { useAct } from './useApplication.ts';

type Found = { id: string; name: string; kind: string };

/** Invite a partner by its identifier: look it up first, so that the right enterprise is invited. */
export function InviteForm({ applicationId }: { applicationId: string }) {
  const translate = useTranslate();
  const word = useWord();
  const [identifier, setIdentifier] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [missing, setMissing] = useState(false);
  const [lookingUp, setLookingUp] = useState(false);
  const [lookUpProblem, setLookUpProblem] = useState<unknown>(null);
  const [invited, setInvited] = useState<string | null>(null);
  const { busy, problem, run } = useAct(applicationId);

  const typed = identifier.trim();
  const wellFormed = checkUscc(typed).ok || checkOrganisationCode(typed).ok;
  const lookUp = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.length < 8) return;
    setLookingUp(true);
    setFound(null);
    setMissing(false);
    setLookUpProblem(null);
    setInvited(null);
    try {
      setFound(await api.get<Found>('/enterprises/look-up', { identifier: typed }));
    } catch (refusal) {
      if (refusal instanceof ApiProblem && refusal.status === 404) setMissing(true);
      else setLookUpProblem(refusal);
    } finally {
      setLookingUp(false);
    }
  };
  const invite = async () => {
    if (!found) return;
    const done = await run(() => api.send('POST', `/applications/${applicationId}/parties`, { identifier: typed }));
    if (!done) return;
    setInvited(found.name);
    setFound(null);
    setIdentifier('');
  };
  return (
    <Box component="section" aria-labelledby="invite-title" sx={{ mb: 3 }}>
      <Typography id="invite-title" variant="h3" sx={{ mb: 1 }}>
        {translate('application.invite.title')}
      </Typography>
      <Stack
        component="form"
        noValidate
        direction={{ xs: 'column', sm: 'row' }}
        spacing={1}
        onSubmit={(event) => void lookUp(event)}
        sx={{ alignItems: { sm: 'flex-start' } }}
      >
        <TextField
          margin="none"
          label={translate('application.invite.identifier')}
          value={identifier}
          onChange={({ target }) => {
            setIdentifier(target.value);
            setFound(null);
            setMissing(false);
          }}
          helperText={
            typed !== '' && !wellFormed
              ? translate('application.invite.notWellFormed')
              : translate('application.invite.help')
          }
          slotProps={{ htmlInput: { maxLength: 30, autoCapitalize: 'characters', spellCheck: false } }}
          sx={{ maxWidth: { sm: 420 } }}
        />
        <Button
          type="submit"
          variant="outlined"
          disabled={typed.length < 8}
          loading={lookingUp}
          sx={{ minHeight: 40, flexShrink: 0 }}
        >
          {translate('application.invite.lookUp')}
        </Button>
      </Stack>
      <Box role="status">
        {missing && (
          <Alert role="note" severity="warning">
            {translate('application.invite.notFound')}
          </Alert>
        )}
        {found && (
          <Alert
            role="note"
            severity="info"
            sx={{ mt: 1 }}
            action={
              <Button size="small" variant="contained" onClick={() => void invite()} loading={busy}>
                {translate('application.invite.invite')}
              </Button>
            }
          >
            {found.name} · {word('enterpriseKind', found.kind)}
          </Alert>
        )}
        {invited && (
          <Alert role="status" severity="success">
            {translate('application.invite.sent', { name: invited })}
          </Alert>
        )}
      </Box>
      <ProblemAlert problem={lookUpProblem} />
      <ProblemAlert problem={problem} />
    </Box>
  );
}
