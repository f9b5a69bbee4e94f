import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'ra-core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Block } from '../layout/Block.tsx';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { Page, ProblemAlert } from '../layout/Page.tsx';
import { PageReply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { incomplete, RoleChoice, type RoleDraft } from './RoleChoice.tsx';
import type { UserGrant, UserView } from './replies.ts';
import { useGrantText } from './useGrantText.ts';

function Grants({ user, manage, refresh }: { user: UserView; manage: boolean; refresh: () => Promise<void> }) {
  const translate = useTranslate();
  const language = useLanguage();
  const grantText = useGrantText();
  const [adding, setAdding] = useState<RoleDraft>({ role: 'districtOfficer', bodyId: '' });
  const [revoking, setRevoking] = useState<UserGrant | null>(null);
  const { busy, problem, run } = useAct();
  const path = `/users/${encodeURIComponent(user.id)}/roles`;
  const give = () =>
    run(async () => {
      await api.send('POST', path, { role: adding.role, bodyId: adding.bodyId || null });
      await refresh();
    });
  return (
    <Block title={translate('operations.users.roles')}>
      {user.grants.length === 0 ? (
        <Typography color="text.secondary">{translate('operations.users.noRoles')}</Typography>
      ) : null}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {user.grants.map((grant) => (
          <Box
            component="li"
            key={grant.id}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              gap: 1,
              alignItems: 'center',
              py: 0.75,
              borderBottom: '1px solid',
              borderColor: 'divider',
            }}
          >
            <Box sx={{ flex: 1, minWidth: 200 }}>
              {grantText(grant)}
              <Typography variant="body2" color="text.secondary">
                {translate('operations.users.since', { at: formatInstant(grant.grantedAt, language) })}
              </Typography>
            </Box>
            {manage ? (
              <Button
                size="small"
                variant="outlined"
                color="error"
                onClick={() => setRevoking(grant)}
                aria-label={`${translate('operations.users.revoke')}: ${grantText(grant)}`}
              >
                {translate('operations.users.revoke')}
              </Button>
            ) : null}
          </Box>
        ))}
      </Box>
      {manage ? (
        <Box sx={{ mt: 2, maxWidth: 640 }}>
          <Typography variant="h3">{translate('operations.users.addRole')}</Typography>
          <RoleChoice value={adding} onChange={setAdding} />
          <ProblemAlert problem={problem} />
          <Button
            variant="contained"
            disabled={busy || incomplete(adding)}
            onClick={() => void give()}
            sx={{ mt: 0.5 }}
          >
            {translate('operations.users.grant')}
          </Button>
        </Box>
      ) : null}
      <ConfirmDialog
        open={revoking !== null}
        title={translate('operations.users.revokeTitle', { role: revoking ? grantText(revoking) : '' })}
        confirm={translate('operations.users.revoke')}
        dangerous
        onClose={() => setRevoking(null)}
        act={async () => {
          await api.send('DELETE', `${path}/${revoking?.id}`);
          await refresh();
        }}
      >
        {translate('operations.users.revokeText')}
      </ConfirmDialog>
    </Block>
  );
}

/** One account: roles, sessions, expert details. */
export default function UserPage() {
  const translate = useTranslate();
  const language = useLanguage();
  const notify = useNotify();
  const client = useQueryClient();
  const allowed = useAllowed();
  const { id = '' } = useParams();
  const path = `/users/${encodeURIComponent(id)}`;
  const user = useReply<UserView>(path);
  const { busy, problem, run } = useAct();
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: [path] });
    await client.invalidateQueries({ queryKey: ['/users'] });
  };
  const manage = allowed('user.manage');
  const endSessions = () =>
    run(async () => {
      const { revoked } = await api.send<{ revoked: number }>('DELETE', `${path}/sessions`);
      notify('operations.users.sessionsEnded', { type: 'success', messageArgs: { smart_count: revoked } });
      await refresh();
    });
  return (
    <PageReply query={user} back={{ to: '/desk/users', label: translate('shell.menu.users') }}>
      {(view) => (
        <Page title={view.name} subtitle={view.email} maxWidth={860}>
          <ProblemAlert problem={problem} />
          <Stack spacing={2}>
            <Paper sx={{ p: 2 }}>
              <Typography>
                {translate('operations.users.twoFactor')}: {translate(view.twoFactorEnabled ? 'shell.yes' : 'shell.no')}{' '}
                · {translate('operations.users.sessions')}: {view.liveSessions} ·{' '}
                {translate('operations.users.since', { at: formatInstant(view.createdAt, language) })}
                {view.emailVerified ? '' : ` · ${translate('operations.users.unverified')}`}
                {view.mailBouncesSince
                  ? ` · ${translate('mail.bouncing.marked', { at: formatInstant(view.mailBouncesSince, language) })}`
                  : ''}
              </Typography>
              {view.expert ? (
                <Typography sx={{ mt: 1 }}>
                  {translate('operations.users.expert')}: {view.expert.title} · {view.expert.employer}
                  {view.expert.employerIdentifier ? ` (${view.expert.employerIdentifier})` : ''} ·{' '}
                  {view.expert.fields.join(', ')}
                </Typography>
              ) : null}
              {manage && view.liveSessions > 0 ? (
                <Button
                  variant="outlined"
                  color="error"
                  disabled={busy}
                  onClick={() => void endSessions()}
                  sx={{ mt: 1 }}
                >
                  {translate('operations.users.endSessions')}
                </Button>
              ) : null}
            </Paper>
            <Grants user={view} manage={manage} refresh={refresh} />
          </Stack>
        </Page>
      )}
    </PageReply>
  );
}
