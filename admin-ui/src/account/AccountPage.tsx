import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type ReactNode, useId } from 'react';
import { Page } from '../layout/Page.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { MailChoice } from './MailChoice.tsx';
import { MyName } from './MyName.tsx';
import { MyRoles } from './MyRoles.tsx';
import { Sessions } from './Sessions.tsx';
import { TwoFactor } from './TwoFactor.tsx';

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} sx={{ p: 2 }}>
      <Typography id={id} variant="h2" sx={{ mb: 1.5 }}>
        {title}
      </Typography>
      {children}
    </Paper>
  );
}

/** The person's own account: name, roles, mail, password, second factor, devices. */
export default function AccountPage() {
  const translate = useTranslate();
  return (
    <Page title={translate('account.page.title')} maxWidth={860}>
      <Stack spacing={2}>
        <Section title={translate('account.page.person')}>
          <MyName />
        </Section>
        <Section title={translate('account.page.roles')}>
          <MyRoles />
        </Section>
        <Section title={translate('mail.choice.title')}>
          <MailChoice />
        </Section>
        <Section title={translate('account.twoFactor.title')}>
          <TwoFactor />
        </Section>
        <Section title={translate('account.page.password')}>
          <ChangePassword />
        </Section>
        <Section title={translate('account.page.sessions')}>
          <Sessions />
        </Section>
      </Stack>
    </Page>
  );
}
