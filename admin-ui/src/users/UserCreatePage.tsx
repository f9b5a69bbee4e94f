import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify, useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Page, ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { type ExpertDraft, ExpertFields } from './ExpertFields.tsx';
import { incomplete, RoleChoice, type RoleDraft } from './RoleChoice.tsx';

/** An account for an officer, an expert, somebody of an institution. */
export default function UserCreatePage() {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const [person, setPerson] = useState({ name: '', email: '', locale: 'zh' });
  const [role, setRole] = useState<RoleDraft>({ role: 'districtOfficer', bodyId: '' });
  const [expert, setExpert] = useState<ExpertDraft>({ title: '', employer: '', employerIdentifier: '', fields: [] });
  const { busy, problem, run } = useAct();
  const isExpert = role.role === 'expert';
  const ready =
    person.name.trim() !== '' &&
    person.email.trim() !== '' &&
    !incomplete(role) &&
    (!isExpert || (expert.title.trim() !== '' && expert.employer.trim() !== ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const created = await api.send<{ id: string }>('POST', '/users', {
        name: person.name.trim(),
        email: person.email.trim(),
        locale: person.locale,
        roles: [{ role: role.role, bodyId: role.bodyId || null }],
        ...(isExpert
          ? {
              expert: {
                title: expert.title.trim(),
                employer: expert.employer.trim(),
                employerIdentifier: expert.employerIdentifier.trim() || null,
                fields: expert.fields,
              },
            }
          : {}),
      });
      notify('operations.users.created', { type: 'success' });
      void navigate(`/desk/users/${encodeURIComponent(created.id)}`);
    });
  };
  return (
    <Page title={translate('operations.users.create')} maxWidth={640}>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate('operations.users.createText')}
      </Typography>
      <Paper sx={{ p: 2 }}>
        <Stack component="form" noValidate onSubmit={submit} spacing={1}>
          <TextField
            label={translate('account.name')}
            value={person.name}
            onChange={(event) => setPerson({ ...person, name: event.target.value })}
            autoComplete="off"
            required
          />
          <TextField
            label={translate('account.email')}
            type="email"
            value={person.email}
            onChange={(event) => setPerson({ ...person, email: event.target.value })}
            autoComplete="off"
            required
          />
          <TextField
            select
            label={translate('account.language')}
            value={person.locale}
            onChange={(event) => setPerson({ ...person, locale: event.target.value })}
          >
            <MenuItem value="zh">中文</MenuItem>
            <MenuItem value="en">English</MenuItem>
          </TextField>
          <RoleChoice value={role} onChange={setRole} />
          {isExpert ? <ExpertFields value={expert} onChange={setExpert} /> : null}
          <ProblemAlert problem={problem} />
          <Button type="submit" variant="contained" disabled={busy || !ready} sx={{ alignSelf: 'flex-start' }}>
            {translate('operations.users.create')}
          </Button>
        </Stack>
      </Paper>
    </Page>
  );
}
