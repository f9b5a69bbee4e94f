import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import { useOutcomeName, useStepName } from '../tasks/words.ts';
import type { RoundPolicy } from './contract.ts';
import { PlainTable } from '../layout/PlainTable.tsx';
import { useJoined } from '../i18n/joined.ts';
import { useTieBreakerName } from './tie-breakers.ts';

/** A round's policy in words: nothing here can be changed. */
export function PolicyRead({ policy }: { policy: RoundPolicy }) {
  return (
    <Stack spacing={2}>
      <Joint policy={policy} />
      <Slip policy={policy} />
      <Review policy={policy} />
      <Papers policy={policy} />
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** Where a rule comes from: a clause, or the office's own practice. */
function useBasis(): (basis: string) => string {
  const translate = useTranslate();
  return (basis) => (basis === 'assumption' ? translate('round.read.assumption') : basis);
}

function Joint({ policy }: { policy: RoundPolicy }) {
  const translate = useTranslate();
  const word = useWord();
  const joined = useJoined();
  const { consortium } = policy;
  const kinds = (list: readonly string[]) => joined(list.map((kind) => word('enterpriseKind', kind)));
  return (
    <Part title={translate('round.read.consortium')}>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        <li>{translate('round.read.window', { days: policy.minWindowDays })}</li>
        <li>
          {translate('round.read.leadKinds')}: {kinds(consortium.leadKinds)}
        </li>
        <li>
          {translate('round.read.partnerKinds')}: {kinds(consortium.partnerKinds)}
        </li>
        <li>
          {translate('round.read.minPartners', {
            count: consortium.minPartners,
            days: consortium.confirmationWorkingDays,
          })}
        </li>
      </Box>
    </Part>
  );
}

function Slip({ policy }: { policy: RoundPolicy }) {
  const translate = useTranslate();
  const stepName = useStepName();
  const outcomeName = useOutcomeName();
  const basis = useBasis();
  const quota = policy.recommendation;
  return (
    <Part title={translate('round.read.desks')}>
      <PlainTable
        bare
        caption={translate('round.read.desks')}
        rows={policy.desks}
        rowKey={({ step }) => step}
        columns={[
          { label: translate('round.read.desk'), render: ({ step, label }) => stepName(step, label) },
          { label: translate('round.read.who'), render: ({ body }) => translate(`round.read.body.${body}`) },
          { label: translate('round.read.days'), render: ({ workingDays }) => workingDays, number: true },
          {
            label: translate('round.read.outcomes'),
            render: ({ step, outcomes }) => outcomes.map(({ key, label }) => outcomeName(key, step, label)).join(' / '),
          },
          { label: translate('round.read.basis'), render: (desk) => basis(desk.basis) },
        ]}
      />
      <Typography sx={{ mt: 0.5 }}>
        {translate('round.read.correction', { days: policy.correction.workingDays })}
      </Typography>
      {quota?.quotaPerCategory === undefined ? null : (
        <Typography>{translate('round.read.quotaPerCategory', { count: quota.quotaPerCategory })}</Typography>
      )}
      {quota?.quotas === undefined || Object.keys(quota.quotas).length === 0 ? null : (
        <Typography>
          {translate('round.read.quotaOfBodies', {
            list: Object.entries(quota.quotas)
              .map(([id, places]) => `${id} ${places}`)
              .join(', '),
          })}
        </Typography>
      )}
    </Part>
  );
}

function Review({ policy }: { policy: RoundPolicy }) {
  const translate = useTranslate();
  const text = useBilingual();
  const basis = useBasis();
  const tieBreakerName = useTieBreakerName(policy.rubric);
  const { panel, rubric, selection } = policy;
  return (
    <Part title={translate('round.read.rubric')}>
      <PlainTable
        bare
        narrow
        caption={translate('round.read.rubric')}
        rows={rubric.criteria}
        rowKey={({ key }) => key}
        columns={[
          { label: translate('round.criterion'), render: ({ label }) => text(label) },
          { label: translate('round.read.points'), render: ({ maxPoints }) => maxPoints, number: true },
          { label: translate('round.read.basis'), render: (criterion) => basis(criterion.basis) },
        ]}
      />
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
        <li>
          {translate('round.read.panel', { size: panel.size, days: panel.scoringWorkingDays })} ·{' '}
          {translate(panel.blind ? 'round.read.blind' : 'round.read.notBlind')}
        </li>
        <li>{translate('round.read.passMark', { points: rubric.passMark })}</li>
        {rubric.dropExtremes ? <li>{translate('round.read.dropExtremes')}</li> : null}
        <li>
          {translate('round.read.selection', {
            winners: selection.winnersPerCategory,
            reserves: selection.reservesPerCategory,
          })}
        </li>
        <li>
          {translate('round.read.ties')}: {selection.tieBreakers.map(tieBreakerName).join(' → ')}
        </li>
        <li>{translate('round.read.notice', { days: policy.notice.workingDays })}</li>
      </Box>
    </Part>
  );
}

function Papers({ policy }: { policy: RoundPolicy }) {
  const translate = useTranslate();
  const text = useBilingual();
  return (
    <>
      <Part title={translate('round.read.sections')}>
        <Typography>{policy.form.sections.map(({ title }) => text(title)).join(' · ')}</Typography>
      </Part>
      <Part title={translate('round.read.attachments')}>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {policy.attachments.map(({ key, label, required }) => (
            <li key={key}>
              {text(label)} ({translate(required ? 'round.read.required' : 'round.read.optional')})
            </li>
          ))}
        </Box>
      </Part>
      <Part title={translate('round.read.eligibility')}>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {policy.eligibility.map(({ key, message }) => (
            <li key={key}>{text(message)}</li>
          ))}
        </Box>
      </Part>
    </>
  );
}
