import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import type { Locale } from '../../../contracts/vocabulary.ts';
import { useSetLanguage } from '../i18n/provider.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { useMe, useRefreshMe } from '../providers/me.ts';

/** Name and language of pages and mails. */
export function MyName() {
  const translate = useTranslate();
  const { user } = useMe();
  const refresh = useRefreshMe();
  const setLanguage = useSetLanguage();
  const [name, setName] = useState(user.name);
  const [locale, setLocale] = useState<Locale>(user.locale);
  const [problem, setProblem] = useState<unknown>(null);
  const [saved, setSaved] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    setSaved(false);
    try {
      await api.send('PATCH', '/me', { name: name.trim(), locale });
      await setLanguage(locale);
      await refresh();
      setSaved(true);
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  const changed = name.trim() !== user.name || locale !== user.locale;
  return (
    <Stack component="form" noValidate onSubmit={submit} spacing={1} sx={{ maxWidth: 480 }}>
      <ProblemAlert problem={problem} />
      {saved && !changed ? <Alert severity="success">{translate('account.saved')}</Alert> : null}
      <TextField label={translate('account.email')} value={user.email} slotProps={{ input: { readOnly: true } }} />
      <TextField
        label={translate('account.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="name"
        required
      />
      <TextField
        select
        label={translate('account.language')}
        value={locale}
        onChange={(event) => setLocale(event.target.value === 'en' ? 'en' : 'zh')}
      >
        <MenuItem value="zh" lang="zh-CN">
          中文
        </MenuItem>
        <MenuItem value="en" lang="en">
          English
        </MenuItem>
      </TextField>
      <Button
        type="submit"
        variant="contained"
        disabled={!changed || name.trim() === ''}
        sx={{ alignSelf: 'flex-start' }}
      >
        {translate('shell.save')}
      </Button>
    </Stack>
  );
}
