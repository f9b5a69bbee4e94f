import { useTranslate } from 'ra-core';
import type { RoundPolicy, TieBreaker } from '../../../../contracts/policy.ts';
import { useBilingual } from '../../i18n/bilingual.ts';
import { Block } from '../../layout/Block.tsx';
import { usePart } from '../document.ts';
import { BasisAt, CheckAt, type Choice, NumberAt, Row } from '../fields.tsx';
import { OptionalBlock } from '../OptionalBlock.tsx';
import { PartList } from '../PartList.tsx';
import TextField from '@mui/material/TextField';
import MenuItem from '@mui/material/MenuItem';

const KINDS = ['coverage', 'submittedEarlier', 'lot'] as const;
const nameOf = (rule: TieBreaker) => (rule.kind === 'criterion' ? `criterion/${rule.key}` : rule.kind);
const ruleOf = (name: string): TieBreaker => {
  const [kind, key] = name.split('/');
  return kind === 'criterion' ? { kind, key: key ?? '' } : ({ kind } as TieBreaker);
};

/** Winners, reserves, what breaks a tie, and the public notice. */
export default function SelectionTab() {
  const translate = useTranslate();
  const text = useBilingual();
  const field = (name: string) => translate(`design.field.${name}`);
  const { value: criteria } = usePart<RoundPolicy['rubric']['criteria']>('/policy/rubric/criteria');
  const choices: Choice[] = [
    ...KINDS.map((kind) => ({ value: kind, label: translate(`round.by.${kind}`) })),
    ...(Array.isArray(criteria) ? criteria : []).map(({ key, label }) => ({
      value: `criterion/${key}`,
      label: translate('round.by.criterion', { name: text(label) || key }),
    })),
  ];
  const words = (rule: TieBreaker) => choices.find(({ value }) => value === nameOf(rule))?.label ?? nameOf(rule);
  return (
    <>
      <Block title={field('selection')}>
        <Row columns={3}>
          <NumberAt pointer="/policy/selection/winnersPerCategory" label={field('winnersPerCategory')} />
          <NumberAt pointer="/policy/selection/reservesPerCategory" label={field('reservesPerCategory')} />
          <BasisAt pointer="/policy/selection/basis" />
        </Row>
      </Block>
      <Block title={field('tieBreakers')}>
        <PartList<TieBreaker>
          pointer="/policy/selection/tieBreakers"
          noun={translate('design.noun.tieBreaker')}
          title={words}
          blank={() => ({ kind: 'lot' })}
          least={1}
        >
          {(pointer) => <TieBreakerAt pointer={pointer} choices={choices} />}
        </PartList>
      </Block>
      <Block title={field('notice')}>
        <Row columns={3}>
          <NumberAt
            pointer="/policy/notice/workingDays"
            label={field('workingDays')}
            unit={translate('design.unit.workingDays')}
          />
          <BasisAt pointer="/policy/notice/basis" />
        </Row>
      </Block>
      <OptionalBlock
        pointer="/policy/objections"
        title={field('objections')}
        help={translate('design.help.objections')}
        blank={() => ({ verdictWorkingDays: 10, remindBeforeWorkingDays: 2, basis: 'assumption' })}
      >
        <Row columns={3}>
          <NumberAt
            pointer="/policy/objections/verdictWorkingDays"
            label={field('verdictWorkingDays')}
            unit={translate('design.unit.workingDays')}
          />
          <NumberAt
            pointer="/policy/objections/remindBeforeWorkingDays"
            label={field('remindBeforeWorkingDays')}
            unit={translate('design.unit.workingDays')}
          />
          <BasisAt pointer="/policy/objections/basis" />
        </Row>
      </OptionalBlock>
      <OptionalBlock
        pointer="/policy/reversals"
        title={field('reversals')}
        help={translate('design.help.reversals')}
        blank={() => ({ decisionWorkingDays: 10, basis: 'assumption' })}
      >
        <Row columns={3}>
          <NumberAt
            pointer="/policy/reversals/decisionWorkingDays"
            label={field('decisionWorkingDays')}
            unit={translate('design.unit.workingDays')}
          />
          <BasisAt pointer="/policy/reversals/basis" />
        </Row>
      </OptionalBlock>
      <OptionalBlock
        pointer="/policy/resultLetter"
        title={field('resultLetter')}
        help={translate('design.help.resultLetter')}
        blank={() => ({ showRank: false, showScore: false, reviewWorkingDays: 5, basis: 'assumption' })}
      >
        <Row>
          <CheckAt pointer="/policy/resultLetter/showRank" label={field('showRank')} />
          <CheckAt pointer="/policy/resultLetter/showScore" label={field('showScore')} />
          <NumberAt
            pointer="/policy/resultLetter/reviewWorkingDays"
            label={field('reviewWorkingDays')}
            unit={translate('design.unit.workingDays')}
          />
          <BasisAt pointer="/policy/resultLetter/basis" />
        </Row>
      </OptionalBlock>
    </>
  );
}

function TieBreakerAt({ pointer, choices }: { pointer: string; choices: readonly Choice[] }) {
  const translate = useTranslate();
  const { value, set, locked } = usePart<TieBreaker>(pointer);
  const chosen = value ? nameOf(value) : '';
  return (
    <TextField
      select
      label={translate('design.noun.tieBreaker')}
      value={choices.some((choice) => choice.value === chosen) ? chosen : ''}
      onChange={({ target }) => set(ruleOf(target.value))}
      disabled={locked}
      margin="none"
      sx={{ maxWidth: 420 }}
    >
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
