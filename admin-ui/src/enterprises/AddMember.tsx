import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import type { EnterpriseRole } from '../../../contracts/vocabulary.ts';
import { Block } from '../layout/Block.tsx';
import { ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { RoleBoxes } from './RoleBoxes.tsx';

/** Adds a colleague by e-mail: at once when they have an account, else by an invitation. */
export function AddMember({ enterpriseId, onAdded }: { enterpriseId: string; onAdded: () => Promise<void> }) {
  const translate = useTranslate();
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<EnterpriseRole[]>(['enterpriseEditor']);
  const [added, setAdded] = useState<{ email: string; state: 'granted' | 'invited' } | null>(null);
  const { busy, problem, run } = useAct();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAdded(null);
    await run(async () => {
      const reply = await api.send<{ state: 'granted' | 'invited' }>('POST', `/enterprises/${enterpriseId}/members`, {
        email: email.trim(),
        roles,
      });
      setAdded({ email: email.trim(), state: reply.state });
      setEmail('');
      await onAdded();
    });
  };
  return (
    <Block title={translate('enterprise.team.add')} sx={{ maxWidth: 640 }}>
      <Stack component="form" noValidate onSubmit={submit} spacing={1}>
        {added ? (
          <Alert severity="success">{translate(`enterprise.team.${added.state}`, { email: added.email })}</Alert>
        ) : null}
        <ProblemAlert problem={problem} />
        <TextField
          label={translate('account.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          autoComplete="off"
          required
        />
        <RoleBoxes roles={roles} onChange={setRoles} />
        <Button
          type="submit"
          variant="contained"
          disabled={busy || email.trim() === '' || roles.length === 0}
          sx={{ alignSelf: 'flex-start' }}
        >
          {translate('enterprise.team.add')}
        </Button>
      </Stack>
    </Block>
  );
}
