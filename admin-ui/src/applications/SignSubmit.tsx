/** Freezing the content, each party's signature under the same hash, and the submission. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import { Agreement } from './Agreement.tsx';
import type { ApplicationView, Party } from './contract.ts';
import { ActDialog } from './dialogs.tsx';
import { Hash } from './Hash.tsx';
import { liveParties } from './steps.ts';
import { useAct } from './useApplication.ts';
import { flushSections, forgetSections } from './useSection.ts';
import { VoidedSignatures } from './VoidedSignatures.tsx';

type Asked = { act: 'freeze' | 'reopen' | 'submit' } | { act: 'sign'; party: Party };
type Props = { view: ApplicationView; onGo: (step: string) => void };

function Stage({ no, title, done, children }: { no: number; title: string; done: boolean; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Box
      component="section"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2, mb: 2, bgcolor: 'background.paper' }}
    >
      <Typography variant="h3" sx={{ mb: 1 }}>
        {`${no}. ${title}`}
        <Typography component="span" variant="body2" color="text.secondary">
          {` · ${translate(done ? 'application.sign.stageDone' : 'application.sign.stageOpen')}`}
        </Typography>
      </Typography>
      {children}
    </Box>
  );
}

export function SignSubmit({ view, onGo }: Props) {
  const translate = useTranslate();
  const joined = useJoined();
  const language = useLanguage();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const { busy, problem, run, clear } = useAct(view.id);
  const parties = liveParties(view);
  const unsigned = parties.filter(({ signedAt }) => signedAt === null);
  const eligible = view.eligibility.every(({ verdict }) => verdict === 'pass');
  const ready = view.missing.length === 0 && eligible;
  const path = `/applications/${view.id}`;
  const lead = parties.find(({ role }) => role === 'lead');

  const close = () => {
    setAsked(null);
    clear();
  };
  const openFreeze = async () => {
    const saved = await flushSections(view.id);
    setUnsaved(!saved);
    if (saved) setAsked({ act: 'freeze' });
  };
  const perform = async (answer: string): Promise<boolean> => {
    if (asked === null) return false;
    switch (asked.act) {
      case 'freeze':
        return run(async () => {
          await api.send('POST', `${path}/freezing`, {});
          forgetSections(view.id);
        });
      case 'reopen':
        return run(() => api.send('DELETE', `${path}/freezing`));
      case 'sign':
        return run(() =>
          api.send('POST', `${path}/signatures`, {
            enterpriseId: asked.party.enterpriseId,
            sha256: view.frozen?.sha256 ?? '',
            password: answer,
          }),
        );
      case 'submit': {
        const done = await run(() => api.send('POST', `${path}/submission`, { password: answer }));
        if (done) void navigate(`/desk/applications/${view.id}/receipt`);
        return done;
      }
    }
  };
  return (
    <>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {translate('application.sign.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {translate('application.sign.intro')}
      </Typography>

      <Stage no={1} title={translate('application.sign.freezeTitle')} done={view.frozen !== null}>
        {view.frozen ? (
          <>
            <Typography variant="body2">
              {translate('application.sign.frozenAt', {
                at: formatInstant(view.frozen.frozenAt, language, { seconds: true }),
                no: view.frozen.no,
              })}
            </Typography>
            <Hash value={view.frozen.sha256} />
            <Agreement view={view} />
            {view.allowed.includes('reopen') && (
              <Button
                size="small"
                variant="outlined"
                color="inherit"
                sx={{ mt: 1 }}
                onClick={() => setAsked({ act: 'reopen' })}
              >
                {translate('application.sign.reopen')}
              </Button>
            )}
          </>
        ) : (
          <>
            <Typography variant="body2" sx={{ mb: 1 }}>
              {translate('application.sign.freezeText')}
            </Typography>
            <Agreement view={view} />
            {!ready && (
              <Alert
                role="note"
                severity="warning"
                sx={{ mb: 1 }}
                action={
                  <Button size="small" color="inherit" onClick={() => onGo('check')}>
                    {translate('application.sign.toCheck')}
                  </Button>
                }
              >
                {translate('application.sign.notReady', { smart_count: view.missing.length })}
              </Alert>
            )}
            {unsaved && (
              <Alert severity="error" role="alert" sx={{ mb: 1 }}>
                {translate('application.sign.unsaved')}
              </Alert>
            )}
            {view.allowed.includes('freeze') ? (
              <Button variant="contained" disabled={!ready} onClick={() => void openFreeze()}>
                {translate('application.sign.freeze')}
              </Button>
            ) : (
              <Typography variant="body2">
                {translate('application.sign.leadFreezes', { name: lead?.name ?? '' })}
              </Typography>
            )}
          </>
        )}
      </Stage>

      <Stage
        no={2}
        title={translate('application.sign.signTitle')}
        done={view.frozen !== null && unsigned.length === 0}
      >
        <Typography variant="body2" sx={{ mb: 1 }}>
          {translate('application.sign.signText')}
        </Typography>
        <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, m: 0 }}>
          {parties.map((party) => (
            <Stack
              key={party.enterpriseId}
              component="li"
              direction="row"
              spacing={1}
              useFlexGap
              sx={{ flexWrap: 'wrap', alignItems: 'center' }}
            >
              <StatusChip kind="task" status={party.signedAt ? 'done' : 'open'} />
              <Typography variant="body2">
                {party.name}
                {party.signedAt &&
                  ` · ${translate('application.party.signed', { name: party.signerName ?? '', at: formatInstant(party.signedAt, language, { seconds: true }) })}`}
              </Typography>
              {view.frozen && !party.signedAt && party.mine && view.allowed.includes('sign') && (
                <Button size="small" variant="contained" onClick={() => setAsked({ act: 'sign', party })}>
                  {translate('application.sign.sign')}
                </Button>
              )}
              {view.frozen && !party.signedAt && party.mine && !view.allowed.includes('sign') && (
                <Typography variant="body2" color="text.secondary">
                  {translate('application.sign.notSigner')}
                </Typography>
              )}
            </Stack>
          ))}
        </Stack>
        <VoidedSignatures view={view} />
      </Stage>

      <Stage no={3} title={translate('application.sign.submitTitle')} done={false}>
        <Typography variant="body2" sx={{ mb: 1 }}>
          {translate('application.sign.submitText')}
        </Typography>
        {view.frozen && unsigned.length > 0 && (
          <Typography variant="body2" sx={{ mb: 1 }}>
            {translate('application.sign.waitFor', { names: joined(unsigned.map(({ name }) => name)) })}
          </Typography>
        )}
        {view.allowed.includes('submit') || view.allowed.includes('freeze') ? (
          <Button
            variant="contained"
            color="secondary"
            disabled={!view.allowed.includes('submit') || view.frozen === null || unsigned.length > 0}
            onClick={() => setAsked({ act: 'submit' })}
          >
            {translate('application.sign.submit')}
          </Button>
        ) : (
          <Typography variant="body2">
            {translate('application.sign.leadSubmits', { name: lead?.name ?? '' })}
          </Typography>
        )}
      </Stage>
      {asked === null && <ProblemAlert problem={problem} onClose={clear} />}
      {asked && (
        <ActDialog
          title={translate(`application.sign.${asked.act}`)}
          confirm={translate(`application.sign.${asked.act}`)}
          asks={asked.act === 'sign' || asked.act === 'submit' ? 'password' : 'nothing'}
          busy={busy}
          problem={problem}
          onClose={close}
          onConfirm={perform}
        >
          <Typography>
            {translate(`application.sign.${asked.act}Sure`, { party: asked.act === 'sign' ? asked.party.name : '' })}
          </Typography>
          {asked.act !== 'freeze' && view.frozen && <Hash value={view.frozen.sha256} />}
        </ActDialog>
      )}
    </>
  );
}
