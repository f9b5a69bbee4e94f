/** Quotas of the recommending bodies and the use of the credit register: parts of a policy that may be absent. */
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { RoundPolicy } from '../../../contracts/policy.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { useDesigning, usePart } from './document.ts';
import { BasisAt, CheckAt, ChecksAt, NumberAt, Row } from './fields.tsx';
import { OptionalBlock } from './OptionalBlock.tsx';

export function QuotaParts() {
  const translate = useTranslate();
  const text = useBilingual();
  const { base } = useDesigning();
  const field = (name: string) => translate(`design.field.${name}`);
  const bodies = base.bodies.filter(({ kind }) => kind === 'district' || kind === 'zone');
  return (
    <OptionalBlock
      pointer="/policy/recommendation"
      title={field('recommendation')}
      help={translate('design.help.recommendation')}
      blank={() => ({ quotaPerCategory: 3, basis: 'assumption' })}
    >
      <Row columns={3}>
        <NumberAt
          pointer="/policy/recommendation/quotaPerCategory"
          label={field('quotaPerCategory')}
          help={translate('design.help.noNumber')}
        />
        <BasisAt pointer="/policy/recommendation/basis" />
      </Row>
      <Typography variant="h3" sx={{ mt: 1.5 }}>
        {field('quotas')}
      </Typography>
      <Typography color="text.secondary">{translate('design.help.noNumber')}</Typography>
      <Row columns={4}>
        {bodies.map(({ id, name }) => (
          <NumberAt key={id} pointer={`/policy/recommendation/quotas/${id}`} label={text(name)} />
        ))}
      </Row>
    </OptionalBlock>
  );
}

export function CreditParts() {
  const translate = useTranslate();
  const text = useBilingual();
  const { value: desks } = usePart<RoundPolicy['desks']>('/policy/desks');
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <OptionalBlock
      pointer="/policy/credit"
      title={field('credit')}
      help={translate('design.help.credit')}
      blank={() => ({ blocks: true, validDays: 30, basis: 'assumption' })}
    >
      <Row columns={3}>
        <CheckAt pointer="/policy/credit/blocks" label={field('blocks')} />
        <NumberAt pointer="/policy/credit/validDays" label={field('validDays')} unit={translate('design.unit.days')} />
        <BasisAt pointer="/policy/credit/basis" />
      </Row>
      <ChecksAt
        pointer="/policy/credit/steps"
        label={field('steps')}
        choices={(Array.isArray(desks) ? desks : []).map(({ step, label }) => ({
          value: step,
          label: text(label) || step,
        }))}
        noneMeansAbsent
      />
    </OptionalBlock>
  );
}
