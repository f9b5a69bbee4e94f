import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy } from '../layout/Page.tsx';
import { auth } from '../providers/auth.ts';
import { useAuthWords } from './authWords.ts';
import { deviceName } from './deviceName.ts';

const KEY = ['account', 'sessions'];

/** Where the person is signed in, with a button for each session to end it. */
export function Sessions() {
  const translate = useTranslate();
  const language = useLanguage();
  const words = useAuthWords();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const { data, isPending } = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const [sessions, current] = await Promise.all([auth.sessions(), auth.currentSession()]);
      return { sessions, token: current?.session.token };
    },
  });
  const act = (work: () => Promise<unknown>) => async () => {
    setError(null);
    await work().catch(setError);
    await client.invalidateQueries({ queryKey: KEY });
  };
  if (isPending) return <Busy />;
  const sessions = data?.sessions ?? [];
  return (
    <Stack spacing={1.5}>
      {error === null ? null : (
        <Alert severity="error" role="alert">
          {words(error)}
        </Alert>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {sessions.map(({ id, token, userAgent, ipAddress, createdAt }) => {
          const mine = token === data?.token;
          const name = deviceName(userAgent) ?? translate('account.sessions.unknown');
          return (
            <Box
              component="li"
              key={id}
              sx={{
                display: 'flex',
                gap: 1,
                alignItems: 'center',
                flexWrap: 'wrap',
                py: 1,
                borderBottom: '1px solid',
                borderColor: 'divider',
              }}
            >
              <Box sx={{ flex: 1, minWidth: 200 }}>
                <Typography sx={{ fontWeight: 600 }}>
                  {name} {mine ? `(${translate('account.sessions.this')})` : ''}
                </Typography>
                <Typography variant="body2" color="text.secondary">
                  {translate('account.sessions.since', { at: formatInstant(createdAt, language) })}
                  {ipAddress && !/^[0:.]+$/.test(ipAddress) ? ` · ${ipAddress}` : ''}
                </Typography>
              </Box>
              {mine ? null : (
                <Button
                  variant="outlined"
                  size="small"
                  onClick={act(() => auth.revokeSession(token))}
                  aria-label={`${translate('account.sessions.end')}: ${name}, ${formatInstant(createdAt, language)}`}
                >
                  {translate('account.sessions.end')}
                </Button>
              )}
            </Box>
          );
        })}
      </Box>
      {sessions.length > 1 ? (
        <Button variant="outlined" sx={{ alignSelf: 'flex-start' }} onClick={act(() => auth.revokeOtherSessions())}>
          {translate('account.sessions.endOthers')}
        </Button>
      ) : null}
    </Stack>
  );
}
