/** Rules tried out while they are written: on a sample that can be changed, or on an application that was really made. */
import Alert from '@mui/material/Alert';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { TrialApplications } from '../../../contracts/designs.ts';
import type { EligibilityRule, FormSection } from '../../../contracts/policy.ts';
import { shanghaiDay } from '../../../domain/day-arithmetic.ts';
import { type EligibilityFacts, evaluateEligibility } from '../../../domain/eligibility.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { Block } from '../layout/Block.tsx';
import { useDesigning, usePart } from './document.ts';
import { sampleFacts } from './sample.ts';

const SAMPLE = 'sample';

function parsed(text: string): EligibilityFacts | null {
  try {
    const value = JSON.parse(text) as Partial<EligibilityFacts>;
    return value.application && value.lead && Array.isArray(value.partners) && value.round
      ? (value as EligibilityFacts)
      : null;
  } catch {
    return null;
  }
}

export function RuleTrial() {
  const translate = useTranslate();
  const text = useBilingual();
  const { id, base } = useDesigning();
  const mayTry = useAllowed()('programme.design');
  const { value: rules } = usePart<EligibilityRule[]>('/policy/eligibility');
  const { value: sections } = usePart<FormSection[]>('/policy/form/sections');
  const [chosen, setChosen] = useState(SAMPLE);
  const [typed, setTyped] = useState<string | null>(null);
  const applications = useQuery({
    queryKey: ['designs', id, 'trial-applications'],
    queryFn: () => api.get<z.infer<typeof TrialApplications>>(`/designs/${id}/trial-applications`, { perPage: 50 }),
    enabled: mayTry,
  });
  const real = useQuery({
    queryKey: ['designs', id, 'trial-facts', chosen],
    queryFn: () => api.get<EligibilityFacts>(`/designs/${id}/trial-applications/${chosen}`),
    enabled: chosen !== SAMPLE,
  });
  const sample = useMemo(() => {
    const [category] = base.categories;
    const own = Array.isArray(sections) ? sections : base.policy.form.sections;
    if (!category) return '';
    return JSON.stringify(sampleFacts(own, category, shanghaiDay(new Date())), null, 2);
  }, [base, sections]);
  const shown = typed ?? sample;
  const facts = chosen === SAMPLE ? parsed(shown) : (real.data ?? null);
  const list = (Array.isArray(rules) ? rules : []).filter((rule) => typeof rule.expression === 'string');
  const verdicts = facts ? evaluateEligibility(list, facts) : [];
  return (
    <Block title={translate('design.trial.title')}>
      <Stack spacing={1.5}>
        <TextField
          select
          label={translate('design.trial.on')}
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
          margin="none"
          sx={{ maxWidth: 640 }}
        >
          <MenuItem value={SAMPLE}>{translate('design.trial.sample')}</MenuItem>
          {(applications.data?.items ?? []).map((item) => (
            <MenuItem key={item.id} value={item.id}>
              {`${item.projectName ?? item.leadName} · ${item.leadName} · ${text(item.round)}`}
            </MenuItem>
          ))}
        </TextField>
        <ProblemAlert problem={real.error ?? applications.error} />
        {chosen === SAMPLE ? (
          <TextField
            label={translate('design.trial.facts')}
            value={shown}
            onChange={({ target }) => setTyped(target.value)}
            error={facts === null}
            helperText={translate(facts === null ? 'design.trial.unreadable' : 'design.trial.factsHelp')}
            multiline
            minRows={4}
            maxRows={14}
            margin="none"
            slotProps={{ input: { sx: { fontFamily: 'monospace', fontSize: '0.8rem' } } }}
          />
        ) : null}
        {verdicts.length === 0 ? (
          <Alert role="note" severity="info">
            {translate('design.trial.none')}
          </Alert>
        ) : (
          <PlainTable
            caption={translate('design.trial.title')}
            rows={verdicts}
            rowKey={(row) => `${verdicts.indexOf(row)}`}
            columns={[
              { label: translate('design.noun.rule'), render: (row) => text(row.message) || row.key },
              {
                label: translate('design.trial.verdict'),
                minWidth: 120,
                render: (row) => <StatusChip kind="verdict" status={row.verdict} />,
              },
              {
                label: translate('design.trial.why'),
                render: (row) => row.error ?? (row.missing.length > 0 ? <code>{row.missing.join(', ')}</code> : '—'),
              },
            ]}
          />
        )}
      </Stack>
    </Block>
  );
}
