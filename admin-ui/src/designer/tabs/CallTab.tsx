import { useTranslate } from 'ra-core';
import type { FormSection } from '../../../../contracts/policy.ts';
import { ENTERPRISE_KINDS } from '../../../../contracts/vocabulary.ts';
import { useBilingual } from '../../i18n/bilingual.ts';
import { useWord } from '../../i18n/words.ts';
import { Block } from '../../layout/Block.tsx';
import { usePart } from '../document.ts';
import { BasisAt, ChecksAt, NumberAt, Row, SelectAt } from '../fields.tsx';
import { OptionalBlock } from '../OptionalBlock.tsx';

/** The call's window and who may apply together. */
export default function CallTab() {
  const translate = useTranslate();
  const word = useWord();
  const field = (name: string) => translate(`design.field.${name}`);
  const kinds = ENTERPRISE_KINDS.map((value) => ({ value, label: word('enterpriseKind', value) }));
  const days = translate('design.unit.workingDays');
  const text = useBilingual();
  const { value: sections } = usePart<FormSection[]>('/policy/form/sections');
  const shared = (Array.isArray(sections) ? sections : [])
    .filter(({ scope }) => scope === 'shared')
    .map(({ key, title }) => ({ value: key, label: text(title) || key }));
  return (
    <>
      <Block title={translate('design.part.window')}>
        <Row>
          <NumberAt
            pointer="/policy/minWindowDays"
            label={field('minWindowDays')}
            help={translate('design.help.minWindowDays')}
            unit={translate('design.unit.days')}
          />
        </Row>
      </Block>
      <Block title={translate('design.part.consortium')}>
        <Row columns={1}>
          <ChecksAt pointer="/policy/consortium/leadKinds" label={field('leadKinds')} choices={kinds} />
          <ChecksAt pointer="/policy/consortium/partnerKinds" label={field('partnerKinds')} choices={kinds} />
          <Row columns={3}>
            <NumberAt pointer="/policy/consortium/minPartners" label={field('minPartners')} />
            <NumberAt
              pointer="/policy/consortium/confirmationWorkingDays"
              label={field('confirmationWorkingDays')}
              unit={days}
            />
            <BasisAt pointer="/policy/consortium/basis" />
          </Row>
        </Row>
      </Block>
      <OptionalBlock
        pointer="/policy/consortium/agreement"
        title={field('agreement')}
        help={translate('design.help.agreement')}
        blank={() => ({ section: shared[0]?.value ?? '' })}
      >
        <Row>
          <SelectAt pointer="/policy/consortium/agreement/section" label={field('section')} choices={shared} />
        </Row>
      </OptionalBlock>
    </>
  );
}
