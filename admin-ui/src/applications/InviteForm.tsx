import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { checkOrganisationCode, checkUscc } from '../../../domain/identifiers.ts';
import { useLookUp } from '../enterprises/useLookUp.ts';
import { useWord } from '../i18n/words.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { useAct } from './useApplication.ts';

/** Invite a partner by its identifier: look it up first, so that the right enterprise is invited. */
export function InviteForm({ applicationId }: { applicationId: string }) {
  const translate = useTranslate();
  const word = useWord();
  const [identifier, setIdentifier] = useState('');
  const { found, missing, busy: lookingUp, problem: lookUpProblem, lookUp, forget } = useLookUp();
  const [invited, setInvited] = useState<string | null>(null);
  const { busy, problem, run } = useAct(applicationId);

  const typed = identifier.trim();
  const wellFormed = checkUscc(typed).ok || checkOrganisationCode(typed).ok;
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (typed.length < 8) return;
    setInvited(null);
    void lookUp(typed);
  };
  const invite = async () => {
    if (!found) return;
    const done = await run(() => api.send('POST', `/applications/${applicationId}/parties`, { identifier: typed }));
    if (!done) return;
    setInvited(found.name);
    forget();
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
        onSubmit={search}
        sx={{ alignItems: { sm: 'flex-start' } }}
      >
        <TextField
          margin="none"
          label={translate('application.invite.identifier')}
          value={identifier}
          onChange={({ target }) => {
            setIdentifier(target.value);
            forget();
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
