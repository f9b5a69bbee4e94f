/** What still keeps the application from being submitted, for every party and whoever is invited, with the way to each. */
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import type { ApplicationView } from './contract.ts';
import { liveParties } from './steps.ts';
import { useJoined } from '../i18n/joined.ts';

/** Lines in the order in which they are settled: answers, content, conditions, locking, signatures, submission. */
function useBlockers(view: ApplicationView): string[] {
  const translate = useTranslate();
  const joined = useJoined();
  const mine = new Set(view.parties.filter((party) => party.mine).map(({ enterpriseId }) => enterpriseId));
  const lead = view.parties.find(({ role }) => role === 'lead');
  const invited = view.parties.filter(({ status }) => status === 'invited');
  const content = view.missing.filter(({ rule }) => rule !== 'invitationOpen');
  const own = content.filter(({ enterpriseId }) =>
    enterpriseId === null ? (lead?.mine ?? false) : mine.has(enterpriseId),
  );
  const conditions = view.eligibility.filter(({ verdict }) => verdict !== 'pass');
  const lines: string[] = [];
  if (invited.length > 0)
    lines.push(translate('joint.blocking.unanswered', { names: joined(invited.map(({ name }) => name)) }));
  if (content.length > 0) {
    const all = translate('joint.blocking.content', { count: content.length });
    lines.push(own.length === 0 ? all : `${all}${translate('joint.blocking.mine', { count: own.length })}`);
  }
  if (conditions.length > 0) lines.push(translate('joint.blocking.conditions', { count: conditions.length }));
  if (view.frozen === null) lines.push(translate('joint.blocking.notFrozen', { name: lead?.name ?? '' }));
  else {
    const unsigned = liveParties(view).filter(({ signedAt }) => signedAt === null);
    lines.push(
      unsigned.length > 0
        ? translate('joint.blocking.unsigned', { names: joined(unsigned.map(({ name }) => name)) })
        : translate('joint.blocking.submission', { name: lead?.name ?? '' }),
    );
  }
  return lines;
}

export function Blocking({ view, onGo }: { view: ApplicationView; onGo: (step: string) => void }) {
  const translate = useTranslate();
  const lines = useBlockers(view);
  // Once the call is over nothing helps any more; the note above says so.
  if (view.closesAt !== null && Date.parse(view.closesAt) <= Date.parse(view.now)) return null;
  const toSign = view.frozen !== null || (view.missing.length === 0 && lines.length === 1);
  return (
    <Alert role="note" severity="info" sx={{ mb: 2 }}>
      <AlertTitle>{translate('joint.blocking.title')}</AlertTitle>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </Box>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        sx={{ mt: 1 }}
        onClick={() => onGo(toSign ? 'sign' : 'check')}
      >
        {translate(toSign ? 'joint.blocking.toSign' : 'joint.blocking.see')}
      </Button>
    </Alert>
  );
}
