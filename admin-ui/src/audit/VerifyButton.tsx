import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import type { Verification } from './replies.ts';

function Verdict({ reply }: { reply: Verification }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { sound, chains, facts, seals, unsealedFacts, lastSealedAt, verifiedAt, chainFaults, sealFaults } = reply;
  return (
    <Alert severity={sound ? 'success' : 'error'} role="alert" sx={{ my: 1.5 }}>
      <AlertTitle>{translate(sound ? 'audit.sound' : 'audit.notSound')}</AlertTitle>
      {translate('audit.counted', { chains, facts, seals, at: formatInstant(verifiedAt, language, { seconds: true }) })}{' '}
      {translate('audit.unsealed', {
        smart_count: unsealedFacts,
        at: formatInstant(lastSealedAt, language, { seconds: true }) || '—',
      })}
      {chainFaults.length + sealFaults.length === 0 ? null : (
        <Box component="ul" sx={{ mb: 0 }}>
          {chainFaults.map(({ caseId, version, kind }) => (
            <li key={`${caseId}/${version}/${kind}`}>
              <Link component={RouterLink} to={`/desk/audit/${caseId}`}>
                {caseId}
              </Link>{' '}
              {translate('audit.faultAt', { version })}: {translate(`audit.fault.${kind}`, { _: kind })}
            </li>
          ))}
          {sealFaults.map(({ sealNo, kind }) => (
            <li key={`${sealNo ?? 'log'}/${kind}`}>
              {translate('audit.seal', { no: sealNo ?? '—' })}: {translate(`audit.fault.${kind}`, { _: kind })}
            </li>
          ))}
        </Box>
      )}
    </Alert>
  );
}

/** Recomputes every hash, of one chain or of all, and says what was found. */
export function VerifyButton({ caseId }: { caseId?: string }) {
  const translate = useTranslate();
  const [reply, setReply] = useState<Verification | null>(null);
  const { busy, problem, run } = useAct();
  const verify = () =>
    run(async () => {
      setReply(null);
      setReply(await api.get<Verification>('/audit/verification', { caseId }));
    });
  return (
    <Box sx={{ mb: 2 }}>
      <Button variant="contained" disabled={busy} onClick={() => void verify()}>
        {translate(caseId ? 'audit.verifyOne' : 'audit.verifyAll')}
      </Button>
      {busy ? <Busy text={translate('audit.verifying')} /> : null}
      <ProblemAlert problem={problem} />
      {reply ? <Verdict reply={reply} /> : null}
      {reply ? (
        <Typography
          variant="body2"
          color="text.secondary"
          component="pre"
          sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', m: 0 }}
        >
          {translate('audit.publicKey')} {reply.publicKey}
        </Typography>
      ) : null}
    </Box>
  );
}
