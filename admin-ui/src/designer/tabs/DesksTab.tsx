import { useTranslate } from 'ra-core';
import Typography from '@mui/material/Typography';
import type { RoundPolicy } from '../../../../contracts/policy.ts';
import { EFFECTS } from '../../../../contracts/vocabulary.ts';
import { useBilingual } from '../../i18n/bilingual.ts';
import { useWord } from '../../i18n/words.ts';
import { Block } from '../../layout/Block.tsx';
import { BasisAt, BilingualAt, CheckAt, NumberAt, Row, SelectAt, TextAt } from '../fields.tsx';
import { PartList } from '../PartList.tsx';
import { CreditParts, QuotaParts } from '../QuotaParts.tsx';

type Desk = RoundPolicy['desks'][number];
type Outcome = Desk['outcomes'][number];

const BLANK_DESK = (): Desk => ({
  step: '',
  label: { zh: '', en: '' },
  role: 'districtOfficer',
  body: 'recommending',
  workingDays: 5,
  remindBeforeWorkingDays: 1,
  outcomes: [
    { key: 'accepted', label: { zh: '', en: '' }, effect: 'pass', needsReason: false },
    { key: 'notAccepted', label: { zh: '', en: '' }, effect: 'refuse', needsReason: true },
  ],
  basis: 'assumption',
});
const BLANK_OUTCOME = (): Outcome => ({
  key: '',
  label: { zh: '', en: '' },
  effect: 'correct',
  needsReason: false,
  allowsMarks: true,
});

/** The desks an application passes, in order; corrections; the office's own days. */
export default function DesksTab() {
  const translate = useTranslate();
  const text = useBilingual();
  const days = translate('design.unit.workingDays');
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <>
      <Block title={field('desks')}>
        <Typography color="text.secondary" sx={{ mb: 1 }}>
          {translate('design.help.desks')}
        </Typography>
        <PartList<Desk>
          pointer="/policy/desks"
          noun={translate('design.noun.desk')}
          title={(desk) => text(desk.label)}
          note={(desk) => translate('design.workingDays', { smart_count: desk.workingDays ?? 0 })}
          blank={BLANK_DESK}
          least={1}
        >
          {(pointer) => <DeskParts pointer={pointer} />}
        </PartList>
      </Block>
      <Block title={field('correction')}>
        <Row columns={3}>
          <NumberAt pointer="/policy/correction/workingDays" label={field('workingDays')} unit={days} />
          <NumberAt
            pointer="/policy/correction/remindBeforeWorkingDays"
            label={field('remindBeforeWorkingDays')}
            unit={days}
          />
          <BasisAt pointer="/policy/correction/basis" />
        </Row>
      </Block>
      <QuotaParts />
      <CreditParts />
      <Block title={field('officeTasks')}>
        <Row>
          {['drawPanelWorkingDays', 'proposeWorkingDays', 'deliberateWorkingDays', 'publishWorkingDays'].map((name) => (
            <NumberAt key={name} pointer={`/policy/officeTasks/${name}`} label={field(name)} unit={days} />
          ))}
        </Row>
      </Block>
    </>
  );
}

function DeskParts({ pointer }: { pointer: string }) {
  const translate = useTranslate();
  const word = useWord();
  const text = useBilingual();
  const days = translate('design.unit.workingDays');
  const field = (name: string) => translate(`design.field.${name}`);
  const roles = ['districtOfficer', 'cityOfficer', 'financeOfficer', 'promotionMember'];
  return (
    <>
      <BilingualAt pointer={`${pointer}/label`} label={field('label')} />
      <Row columns={3}>
        <TextAt pointer={`${pointer}/step`} label={field('step')} help={translate('design.help.step')} code />
        <SelectAt
          pointer={`${pointer}/role`}
          label={field('role')}
          choices={roles.map((value) => ({ value, label: word('role', value) }))}
        />
        <SelectAt
          pointer={`${pointer}/body`}
          label={field('body')}
          choices={['recommending', 'cityOffice'].map((value) => ({
            value,
            label: translate(`round.read.body.${value}`),
          }))}
        />
        <NumberAt pointer={`${pointer}/workingDays`} label={field('workingDays')} unit={days} />
        <NumberAt pointer={`${pointer}/remindBeforeWorkingDays`} label={field('remindBeforeWorkingDays')} unit={days} />
        <BasisAt pointer={`${pointer}/basis`} />
      </Row>
      <Typography variant="h3">{field('outcomes')}</Typography>
      <PartList<Outcome>
        pointer={`${pointer}/outcomes`}
        noun={translate('design.noun.outcome')}
        title={(outcome) => text(outcome.label) || outcome.key}
        note={(outcome) => word('effect', outcome.effect)}
        blank={BLANK_OUTCOME}
        least={2}
      >
        {(at) => (
          <>
            <BilingualAt pointer={`${at}/label`} label={field('label')} />
            <Row>
              <TextAt pointer={`${at}/key`} label={field('key')} help={translate('design.help.key')} code />
              <SelectAt
                pointer={`${at}/effect`}
                label={field('effect')}
                choices={EFFECTS.map((value) => ({ value, label: word('effect', value) }))}
              />
              <CheckAt pointer={`${at}/needsReason`} label={field('needsReason')} />
              <CheckAt pointer={`${at}/allowsMarks`} label={field('allowsMarks')} />
            </Row>
          </>
        )}
      </PartList>
    </>
  );
}
