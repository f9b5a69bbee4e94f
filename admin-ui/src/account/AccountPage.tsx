import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { Block } from '../layout/Block.tsx';
import { Page } from '../layout/Page.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { MailChoice } from './MailChoice.tsx';
import { MyName } from './MyName.tsx';
import { MyRoles } from './MyRoles.tsx';
import { Sessions } from './Sessions.tsx';
import { TwoFactor } from './TwoFactor.tsx';

/** The person's own account: name, roles, mail, password, second factor, devices. */
export default function AccountPage() {
  const translate = useTranslate();
  return (
    <Page title={translate('account.page.title')} maxWidth={860}>
      <Stack spacing={2}>
        <Block title={translate('account.page.person')}>
          <MyName />
        </Block>
        <Block title={translate('account.page.roles')}>
          <MyRoles />
        </Block>
        <Block title={translate('mail.choice.title')}>
          <MailChoice />
        </Block>
        <Block title={translate('account.twoFactor.title')}>
          <TwoFactor />
        </Block>
        <Block title={translate('account.page.password')}>
          <ChangePassword />
        </Block>
        <Block title={translate('account.page.sessions')}>
          <Sessions />
        </Block>
      </Stack>
    </Page>
  );
}
