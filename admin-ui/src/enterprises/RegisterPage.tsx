import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useNavigate } from 'react-router';
import { Page } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { useRefreshMe } from '../providers/me.ts';
import { EnterpriseForm } from './EnterpriseForm.tsx';

/** Registers an enterprise; who does so becomes its owner, editor and signer. */
export default function RegisterPage() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const refresh = useRefreshMe();
  return (
    <Page title={translate('enterprise.register.title')} maxWidth={920}>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate('enterprise.register.text')}
      </Typography>
      <Paper sx={{ p: { xs: 1.5, sm: 2.5 } }}>
        <EnterpriseForm
          view={null}
          submitLabel={translate('enterprise.register.submit')}
          send={async (body) => {
            await api.send('POST', '/enterprises', body);
            await refresh();
            void navigate('/desk/enterprise');
          }}
        />
      </Paper>
    </Page>
  );
}
