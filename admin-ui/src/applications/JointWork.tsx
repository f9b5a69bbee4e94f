/** Who applies together: the lead, the partners, their answers, shares and signatures. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import type { ApplicationView, Party } from './contract.ts';
import { ActDialog } from './dialogs.tsx';
import { FormerParties } from './FormerParties.tsx';
import { InviteByMail } from './InviteByMail.tsx';
import { InviteForm } from './InviteForm.tsx';
import { LeaveConsortium } from './LeaveConsortium.tsx';
import { Shares } from './Shares.tsx';
import { bpToPercent } from './steps.ts';
import { useAct } from './useApplication.ts';

function PartyCard({ party, view, onRemove }: { party: Party; view: ApplicationView; onRemove: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  const removable =
    view.allowed.includes('removeParty') && party.role === 'partner' && ['invited', 'confirmed'].includes(party.status);
  return (
    <Card component="li" sx={{ listStyle: 'none' }}>
      <CardContent sx={{ display: 'flex', flexDirection: 'column', gap: 0.75, '&:last-child': { pb: 2 } }}>
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 700 }}>
            {party.name}
          </Typography>
          {party.mine && <Typography variant="body2">{translate('application.party.mine')}</Typography>}
          <Box sx={{ flexGrow: 1 }} />
          <StatusChip kind="party" status={party.status} />
        </Stack>
        <Typography variant="body2" color="text.secondary">
          {[translate(`application.party.${party.role}`), word('enterpriseKind', party.kind), party.identifier].join(
            ' · ',
          )}
        </Typography>
        {party.status === 'confirmed' && (
          <Typography variant="body2">
            {translate('application.party.share', { share: bpToPercent(party.shareBp) })}
            {' · '}
            {party.signedAt
              ? translate('application.party.signed', {
                  name: party.signerName ?? '',
                  at: formatInstant(party.signedAt, language),
                })
              : translate('application.party.notSigned')}
          </Typography>
        )}
        {party.status === 'invited' && party.confirmBy && (
          <Typography variant="body2" component="div">
            {translate('application.party.confirmBy')} <WorkingDaysLeft dueAt={party.confirmBy} now={view.now} />
          </Typography>
        )}
        {(party.status === 'declined' || party.status === 'lapsed') && (
          <Typography variant="body2">{translate(`application.party.${party.status}Way`)}</Typography>
        )}
        {removable && (
          <Box>
            <Button size="small" color="inherit" variant="outlined" onClick={onRemove}>
              {translate(party.status === 'invited' ? 'application.party.cancel' : 'application.party.remove')}
            </Button>
          </Box>
        )}
      </CardContent>
    </Card>
  );
}

export function JointWork({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const [leaving, setLeaving] = useState<Party | null>(null);
  const { busy, problem, run, clear } = useAct(view.id);
  const shown = view.parties.filter(({ status }) => status !== 'removed' && status !== 'withdrawn');
  const confirmedPartners = shown.filter(({ role, status }) => role === 'partner' && status === 'confirmed').length;
  return (
    <>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {translate('application.party.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {translate('application.party.intro', { count: view.minPartners })}
      </Typography>
      {confirmedPartners < view.minPartners && (
        <Alert role="note" severity="info" sx={{ mb: 1.5 }}>
          {translate('application.party.tooFew', { count: view.minPartners })}
        </Alert>
      )}
      <Stack component="ul" spacing={1} sx={{ p: 0, m: 0, mb: 2 }}>
        {shown.map((party) => (
          <PartyCard key={party.enterpriseId} party={party} view={view} onRemove={() => setLeaving(party)} />
        ))}
      </Stack>
      {view.allowed.includes('invite') && <InviteForm applicationId={view.id} />}
      {(view.allowed.includes('invite') || view.mailInvitations.length > 0) && <InviteByMail view={view} />}
      <FormerParties view={view} />
      <Shares view={view} />
      <LeaveConsortium view={view} />
      {leaving && (
        <ActDialog
          title={translate(leaving.status === 'invited' ? 'application.party.cancel' : 'application.party.remove')}
          confirm={translate(leaving.status === 'invited' ? 'application.party.cancel' : 'application.party.remove')}
          asks="reason"
          danger
          busy={busy}
          problem={problem}
          onClose={() => {
            setLeaving(null);
            clear();
          }}
          onConfirm={(reason) =>
            run(() =>
              api.send('POST', `/applications/${view.id}/parties/${leaving.enterpriseId}/removal`, {
                reason: reason.trim(),
              }),
            )
          }
        >
          <Typography>
            {translate(leaving.status === 'invited' ? 'joint.remove.sureInvited' : 'joint.remove.sure', {
              name: leaving.name,
            })}
          </Typography>
          {view.status === 'signing' && <Typography>{translate('joint.remove.signing')}</Typography>}
        </ActDialog>
      )}
    </>
  );
}
