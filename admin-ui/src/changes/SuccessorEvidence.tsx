/** What the registers and the round say of who is to join: for the office that decides. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { ChangeView } from '../../../contracts/changes.ts';

type Successor = NonNullable<ChangeView['successor']>;

export function SuccessorEvidence({ name, successor }: { name: string; successor: Successor }) {
  const translate = useTranslate();
  const { credit, related } = successor;
  const bad = credit.some(({ kind }) => kind === 'untrustworthy') || related.length > 0;
  return (
    <Alert role="note" severity={bad ? 'warning' : 'info'} sx={{ mt: 2 }}>
      <Typography sx={{ fontWeight: 600 }}>{translate('joint.change.evidence.title', { name })}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {credit.length === 0 && <li>{translate('joint.change.evidence.noCredit')}</li>}
        {credit.map(({ kind, source, documentNo, reason, validFrom, validTo }) => (
          <li key={`${source} ${documentNo}`}>
            {translate(`joint.change.evidence.${kind}`, {
              reason,
              source: `${source} ${documentNo}`,
              from: validFrom,
              to: validTo ?? translate('joint.change.evidence.openEnd'),
            })}
          </li>
        ))}
        {related.length === 0 && <li>{translate('joint.change.evidence.noTies')}</li>}
        {related.map(({ first, second, relation, grounds }) => (
          <li key={`${first.applicationId} ${first.enterpriseId} ${second.applicationId} ${second.enterpriseId}`}>
            {`${first.name} – ${second.name} · ${translate(`round.related.of.${relation}`)}: `}
            {grounds.map(({ ground, value }) => translate(`round.related.ground.${ground}`, { value })).join(' · ')}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
