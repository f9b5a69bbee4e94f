import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { RoundPolicy } from '../../../../contracts/policy.ts';
import { useBilingual } from '../../i18n/bilingual.ts';
import { Block } from '../../layout/Block.tsx';
import { usePart } from '../document.ts';
import { BasisAt, BilingualAt, CheckAt, NumberAt, Row, TextAt } from '../fields.tsx';
import { PartList } from '../PartList.tsx';

type Criterion = RoundPolicy['rubric']['criteria'][number];
type Anchor = Criterion['anchors'][number];

const BLANK_ANCHOR = (): Anchor => ({ points: 0, text: { zh: '', en: '' } });
const BLANK_CRITERION = (): Criterion => ({
  key: '',
  label: { zh: '', en: '' },
  maxPoints: 10,
  anchors: [BLANK_ANCHOR(), { points: 10, text: { zh: '', en: '' } }],
  basis: 'assumption',
});

/** The panel and the rubric it scores by. */
export default function ReviewTab() {
  const translate = useTranslate();
  const days = translate('design.unit.workingDays');
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <>
      <Block title={field('panel')}>
        <Row columns={3}>
          <NumberAt pointer="/policy/panel/size" label={field('size')} help={translate('design.help.size')} />
          <NumberAt pointer="/policy/panel/scoringWorkingDays" label={field('scoringWorkingDays')} unit={days} />
          <NumberAt
            pointer="/policy/panel/remindBeforeWorkingDays"
            label={field('remindBeforeWorkingDays')}
            unit={days}
          />
          <CheckAt pointer="/policy/panel/blind" label={field('blind')} help={translate('design.help.blind')} />
          <BasisAt pointer="/policy/panel/basis" />
        </Row>
      </Block>
      <Block title={field('rubric')}>
        <Row columns={3}>
          <NumberAt
            pointer="/policy/rubric/passMark"
            label={field('passMark')}
            unit={translate('design.unit.points')}
            decimals
          />
          <CheckAt
            pointer="/policy/rubric/dropExtremes"
            label={field('dropExtremes')}
            help={translate('design.help.dropExtremes')}
          />
        </Row>
        <PointTotal />
        <Criteria />
      </Block>
    </>
  );
}

/** All criteria add to 100. */
function PointTotal() {
  const translate = useTranslate();
  const { value } = usePart<Criterion[]>('/policy/rubric/criteria');
  const total = (Array.isArray(value) ? value : []).reduce((sum, { maxPoints }) => sum + (maxPoints ?? 0), 0);
  return (
    <Alert role="status" severity={total === 100 ? 'success' : 'warning'} sx={{ my: 1.5 }}>
      {translate('design.pointTotal', { total })}
    </Alert>
  );
}

function Criteria() {
  const translate = useTranslate();
  const text = useBilingual();
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <PartList<Criterion>
      pointer="/policy/rubric/criteria"
      noun={translate('design.noun.criterion')}
      title={(criterion) => text(criterion.label)}
      note={(criterion) => translate('design.points', { smart_count: criterion.maxPoints ?? 0 })}
      blank={BLANK_CRITERION}
      least={1}
    >
      {(pointer) => (
        <>
          <BilingualAt pointer={`${pointer}/label`} label={field('label')} />
          <Row columns={3}>
            <TextAt pointer={`${pointer}/key`} label={field('key')} help={translate('design.help.key')} code />
            <NumberAt pointer={`${pointer}/maxPoints`} label={field('maxPoints')} />
            <BasisAt pointer={`${pointer}/basis`} />
          </Row>
          <Typography variant="h3">{field('anchors')}</Typography>
          <PartList<Anchor>
            pointer={`${pointer}/anchors`}
            noun={translate('design.noun.anchor')}
            title={(anchor) => translate('design.points', { smart_count: anchor.points ?? 0 })}
            note={(anchor) => text(anchor.text)}
            blank={BLANK_ANCHOR}
            least={2}
          >
            {(at) => (
              <>
                <Row columns={3}>
                  <NumberAt pointer={`${at}/points`} label={field('points')} />
                </Row>
                <BilingualAt pointer={`${at}/text`} label={field('text')} lines={2} />
              </>
            )}
          </PartList>
        </>
      )}
    </PartList>
  );
}
