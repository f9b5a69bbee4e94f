import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { useRefreshMe } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { EnterpriseChoice, useMyEnterprise } from './EnterpriseChoice.tsx';
import { EnterpriseDetails } from './EnterpriseDetails.tsx';
import { EnterpriseForm } from './EnterpriseForm.tsx';
import { OverrideNote } from './OverrideNote.tsx';
import type { EnterpriseView } from './replies.ts';

function Profile({ id, editable }: { id: string; editable: boolean }) {
  const translate = useTranslate();
  const language = useLanguage();
  const client = useQueryClient();
  const refreshMe = useRefreshMe();
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const enterprise = useReply<EnterpriseView>(
    `/enterprises/${id}`,
    { form: undefined },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <Reply query={enterprise}>
      {(view) => (
        <Paper sx={{ p: { xs: 1.5, sm: 2.5 } }}>
          {savedAt === null ? null : (
            <Alert severity="success" sx={{ mb: 2 }}>
              {translate('shell.recorded', { at: formatInstant(savedAt, language, { seconds: true }) })}
            </Alert>
          )}
          <OverrideNote override={view.identifier.override} />
          {editable ? (
            <EnterpriseForm
              key={`${view.id}/${view.version}`}
              view={view}
              submitLabel={translate('shell.save')}
              send={async (body) => {
                const written = await api.send<EnterpriseView>('PUT', `/enterprises/${id}`, body, {
                  ifMatch: view.version,
                });
                setSavedAt(written.updatedAt);
                await client.invalidateQueries({ queryKey: [`/enterprises/${id}`] });
                await refreshMe();
              }}
            />
          ) : (
            <EnterpriseDetails view={view} />
          )}
        </Paper>
      )}
    </Reply>
  );
}

/** The profile of the person's enterprise. */
export default function EnterprisePage() {
  const translate = useTranslate();
  const { current } = useMyEnterprise();
  const register = (
    <Button component={Link} to="/desk/enterprise/register" variant={current ? 'outlined' : 'contained'}>
      {translate('enterprise.register.title')}
    </Button>
  );
  return (
    <Page title={translate('enterprise.title')} maxWidth={920} actions={current ? register : null}>
      <EnterpriseChoice />
      {current ? (
        <Profile
          key={current.id}
          id={current.id}
          editable={current.roles.some((role) => role === 'enterpriseOwner' || role === 'enterpriseEditor')}
        />
      ) : (
        <Empty text={translate('enterprise.none')} action={register} />
      )}
    </Page>
  );
}
