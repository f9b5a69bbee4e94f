import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useQueryClient } from '@tanstack/react-query';
import { useStore, useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink, useNavigate, useSearchParams } from 'react-router';
import { useSetLanguage } from '../i18n/provider.ts';
import { auth } from '../providers/auth.ts';
import { ME_KEY, type Me } from '../providers/me.ts';
import { api } from '../providers/request.ts';
import { NarrowPage } from './NarrowPage.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Only addresses of this site: never sent elsewhere after signing in. */
function ownAddress(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/desk';
}

/** Sign-in, with the second factor where one is set up. */
export default function SignInPage() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const client = useQueryClient();
  const [locale] = useStore<string | undefined>('locale');
  const setLanguage = useSetLanguage();
  const [unverified, setUnverified] = useState<string | null>(null);
  const [sentAgain, setSentAgain] = useState(false);

  const done = async () => {
    const me = await client
      .fetchQuery({ queryKey: ME_KEY, queryFn: () => api.get<Me>('/me'), staleTime: 0 })
      .catch(() => null);
    if (me && locale === undefined) await setLanguage(me.user.locale);
    void navigate(ownAddress(search.get('next')), { replace: true });
  };
  const sendAgain = async () => {
    if (unverified === null) return;
    await auth.sendVerification(unverified).catch(() => undefined);
    setSentAgain(true);
  };
  return (
    <NarrowPage title={translate('account.signIn.title')}>
      <Stack spacing={2}>
        {search.get('verified') ? <Alert severity="success">{translate('account.verified')}</Alert> : null}
        <SignInForm onDone={() => void done()} onUnverified={setUnverified} />
        {unverified === null ? null : sentAgain ? (
          <Alert severity="info">{translate('account.verificationSent')}</Alert>
        ) : (
          <Button variant="outlined" onClick={() => void sendAgain()}>
            {translate('account.sendVerification')}
          </Button>
        )}
        <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap' }}>
          <Link component={RouterLink} to="/sign-up">
            {translate('account.signUp.link')}
          </Link>
          <Link component={RouterLink} to="/forgot-password">
            {translate('account.forgot.link')}
          </Link>
        </Stack>
      </Stack>
    </NarrowPage>
  );
}
