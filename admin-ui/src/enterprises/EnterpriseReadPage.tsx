import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { useParams } from 'react-router';
import { Page, ProblemAlert } from '../layout/Page.tsx';
import { PageReply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { EnterpriseDetails } from './EnterpriseDetails.tsx';
import { OverrideNote } from './OverrideNote.tsx';
import type { EnterpriseView } from './replies.ts';

function ConfirmOverride({ id, onDone }: { id: string; onDone: () => Promise<void> }) {
  const translate = useTranslate();
  const [note, setNote] = useState('');
  const { busy, problem, run } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await api.send('POST', `/enterprises/${id}/identifier-confirmation`, { note: note.trim() });
      await onDone();
    });
  };
  return (
    <Stack component="form" noValidate onSubmit={submit} spacing={1} sx={{ mb: 2, maxWidth: 560 }}>
      <ProblemAlert problem={problem} />
      <TextField
        label={translate('enterprise.override.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        required
        multiline
        minRows={2}
      />
      <Button
        type="submit"
        variant="contained"
        disabled={busy || note.trim().length < 2}
        sx={{ alignSelf: 'flex-start' }}
      >
        {translate('enterprise.override.confirm')}
      </Button>
    </Stack>
  );
}

/** An enterprise as the offices see it. */
export default function EnterpriseReadPage() {
  const translate = useTranslate();
  const { id = '' } = useParams();
  const client = useQueryClient();
  const allowed = useAllowed();
  const path = `/enterprises/${encodeURIComponent(id)}`;
  const enterprise = useReply<EnterpriseView>(path);
  return (
    <PageReply query={enterprise} back={{ to: '/desk/enterprises', label: translate('shell.menu.enterprises') }}>
      {(view) => (
        <Page title={view.name} maxWidth={860}>
          <Paper sx={{ p: { xs: 1.5, sm: 2.5 } }}>
            <OverrideNote override={view.identifier.override} />
            {view.identifier.override &&
            !view.identifier.override.confirmedAt &&
            allowed('enterprise.overrideIdentifier') ? (
              <ConfirmOverride id={view.id} onDone={() => client.invalidateQueries({ queryKey: [path] })} />
            ) : null}
            <EnterpriseDetails view={view} />
          </Paper>
        </Page>
      )}
    </PageReply>
  );
}
