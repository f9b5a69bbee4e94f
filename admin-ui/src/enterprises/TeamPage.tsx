import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useJoined } from '../i18n/joined.ts';
import { useWord } from '../i18n/words.ts';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { Empty, Page } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { useMe, useRefreshMe } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { AddMember } from './AddMember.tsx';
import { EnterpriseChoice, useMyEnterprise } from './EnterpriseChoice.tsx';
import { MemberRoles } from './MemberRoles.tsx';
import type { Members } from './replies.ts';

type Member = Members['members'][number];

function Team({ id, owner }: { id: string; owner: boolean }) {
  const translate = useTranslate();
  const joined = useJoined();
  const word = useWord();
  const language = useLanguage();
  const client = useQueryClient();
  const { user } = useMe();
  const refreshMe = useRefreshMe();
  const path = `/enterprises/${id}/members`;
  const team = useReply<Members>(path);
  const [removing, setRemoving] = useState<Member | null>(null);
  const [changing, setChanging] = useState<Member | null>(null);
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: [path] });
    await refreshMe();
  };
  return (
    <Reply query={team}>
      {({ members, invitations }) => (
        <Stack spacing={3}>
          <PlainTable
            caption={translate('enterprise.team.members')}
            rows={members}
            rowKey={({ userId }) => userId}
            columns={[
              {
                label: translate('account.name'),
                render: ({ name, userId }) => (userId === user.id ? translate('enterprise.team.you', { name }) : name),
              },
              { label: translate('account.email'), render: ({ email }) => email },
              {
                label: translate('vocabulary.field.roles'),
                render: ({ roles }) => joined(roles.map((role) => word('role', role))),
              },
              ...(owner
                ? [
                    {
                      label: translate('enterprise.team.acts'),
                      render: (member: Member) => (
                        <Stack direction="row" spacing={1}>
                          <Button
                            size="small"
                            variant="outlined"
                            onClick={() => setChanging(member)}
                            aria-label={`${translate('enterprise.team.change')}: ${member.name}`}
                          >
                            {translate('enterprise.team.change')}
                          </Button>
                          <Button
                            size="small"
                            variant="outlined"
                            color="error"
                            onClick={() => setRemoving(member)}
                            aria-label={`${translate('enterprise.team.remove')}: ${member.name}`}
                          >
                            {translate('enterprise.team.remove')}
                          </Button>
                        </Stack>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {invitations.length === 0 ? null : (
            <div>
              <Typography variant="h2" sx={{ mb: 1 }}>
                {translate('enterprise.team.invitations')}
              </Typography>
              <PlainTable
                caption={translate('enterprise.team.invitations')}
                rows={invitations}
                rowKey={(invitation) => invitation.id}
                columns={[
                  { label: translate('account.email'), render: ({ email }) => email },
                  { label: translate('vocabulary.field.role'), render: ({ role }) => word('role', role) },
                  {
                    label: translate('enterprise.team.invitedAt'),
                    render: ({ invitedAt }) => formatInstant(invitedAt, language),
                  },
                  ...(owner
                    ? [
                        {
                          label: translate('enterprise.team.acts'),
                          render: (invitation: Members['invitations'][number]) => (
                            <Button
                              size="small"
                              variant="outlined"
                              onClick={async () => {
                                await api
                                  .send('DELETE', `/enterprises/${id}/invitations/${invitation.id}`)
                                  .catch(() => undefined);
                                await refresh();
                              }}
                              aria-label={`${translate('enterprise.team.withdrawInvitation')}: ${invitation.email}`}
                            >
                              {translate('enterprise.team.withdrawInvitation')}
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            </div>
          )}
          {owner ? (
            <AddMember enterpriseId={id} onAdded={refresh} />
          ) : (
            <Typography color="text.secondary">{translate('enterprise.team.onlyOwner')}</Typography>
          )}
          {changing ? (
            <MemberRoles
              member={changing}
              onClose={() => setChanging(null)}
              save={async (roles) => {
                await api.send('PUT', `${path}/${changing.userId}`, { roles });
                await refresh();
              }}
            />
          ) : null}
          <ConfirmDialog
            open={removing !== null}
            title={translate('enterprise.team.removeTitle', { name: removing?.name ?? '' })}
            confirm={translate('enterprise.team.remove')}
            dangerous
            onClose={() => setRemoving(null)}
            act={async () => {
              await api.send('DELETE', `${path}/${removing?.userId}`);
              await refresh();
            }}
          >
            {translate('enterprise.team.removeText')}
          </ConfirmDialog>
        </Stack>
      )}
    </Reply>
  );
}

/** Members of the person's enterprise and their roles; the owner changes them. */
export default function TeamPage() {
  const translate = useTranslate();
  const { current } = useMyEnterprise();
  return (
    <Page title={translate('enterprise.team.title')} subtitle={current?.name} maxWidth={960}>
      <EnterpriseChoice />
      {current ? (
        <Team key={current.id} id={current.id} owner={current.roles.includes('enterpriseOwner')} />
      ) : (
        <Empty
          text={translate('enterprise.none')}
          action={
            <Button component={Link} to="/desk/enterprise/register" variant="contained">
              {translate('enterprise.register.title')}
            </Button>
          }
        />
      )}
    </Page>
  );
}
