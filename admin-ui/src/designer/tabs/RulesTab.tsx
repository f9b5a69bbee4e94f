import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { EligibilityRule } from '../../../../contracts/policy.ts';
import { celFault } from '../../../../domain/eligibility.ts';
import { useBilingual } from '../../i18n/bilingual.ts';
import { Block } from '../../layout/Block.tsx';
import { BasisAt, BilingualAt, Row, TextAt } from '../fields.tsx';
import { PartList } from '../PartList.tsx';
import { RuleTrial } from '../RuleTrial.tsx';

const BLANK = (): EligibilityRule => ({
  key: '',
  expression: '',
  message: { zh: '', en: '' },
  basis: 'assumption',
});

/** Eligibility rules and what they would say of a sample or of a real application. */
export default function RulesTab() {
  const translate = useTranslate();
  const text = useBilingual();
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <>
      <Block title={field('eligibility')}>
        <Typography color="text.secondary" sx={{ mb: 1 }}>
          {translate('design.help.eligibility')}
        </Typography>
        <PartList<EligibilityRule>
          pointer="/policy/eligibility"
          noun={translate('design.noun.rule')}
          title={(rule) => text(rule.message)}
          note={(rule) => rule.key}
          blank={BLANK}
        >
          {(pointer, rule) => (
            <>
              <BilingualAt pointer={`${pointer}/message`} label={field('message')} lines={2} />
              <Row>
                <TextAt pointer={`${pointer}/key`} label={field('key')} help={translate('design.help.key')} code />
                <BasisAt pointer={`${pointer}/basis`} />
              </Row>
              <TextAt
                pointer={`${pointer}/expression`}
                label={field('expression')}
                help={(rule.expression && celFault(rule.expression)) || translate('design.help.expression')}
                lines={2}
                code
              />
            </>
          )}
        </PartList>
      </Block>
      <RuleTrial />
    </>
  );
}
