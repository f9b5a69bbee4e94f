import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { Pack } from '../../../../contracts/programme.ts';
import { useBilingual } from '../../i18n/bilingual.ts';
import { Block } from '../../layout/Block.tsx';
import { BasisAt, BilingualAt, NumberAt, Row, TextAt } from '../fields.tsx';
import { PartList } from '../PartList.tsx';

type Guide = Pack['guide'][number];
type Category = Pack['categories'][number];
type Service = Category['requiredServices'][number];

/** The programme itself: name, guide texts, categories with the services each requires. */
export default function GuideTab() {
  const translate = useTranslate();
  const text = useBilingual();
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <>
      <Block title={translate('design.part.programme')}>
        <Row columns={1}>
          <BilingualAt pointer="/name" label={field('name')} />
          <Row columns={3}>
            <TextAt pointer="/document/number" label={field('documentNumber')} />
            <NumberAt pointer="/period/fromYear" label={field('fromYear')} />
            <NumberAt pointer="/period/toYear" label={field('toYear')} />
          </Row>
          <BilingualAt pointer="/document/title" label={field('documentTitle')} />
        </Row>
      </Block>
      <Block title={field('guide')}>
        <Typography color="text.secondary" sx={{ mb: 1 }}>
          {translate('design.help.guide')}
        </Typography>
        <PartList<Guide>
          pointer="/guide"
          noun={translate('design.noun.guide')}
          title={(part) => text(part.title)}
          blank={() => ({ title: { zh: '', en: '' }, body: { zh: '', en: '' }, basis: 'assumption' })}
          least={1}
        >
          {(pointer) => (
            <>
              <BilingualAt pointer={`${pointer}/title`} label={field('title')} />
              <BilingualAt pointer={`${pointer}/body`} label={field('text')} lines={4} />
              <BasisAt pointer={`${pointer}/basis`} />
            </>
          )}
        </PartList>
      </Block>
      <Block title={field('categories')}>
        <PartList<Category>
          pointer="/categories"
          noun={translate('design.noun.category')}
          title={(category) => `${category.no ?? ''} ${text(category.name)}`.trim()}
          note={(category) => translate('design.services', { smart_count: category.requiredServices?.length ?? 0 })}
          blank={BLANK_CATEGORY}
          least={1}
        >
          {(pointer) => <CategoryParts pointer={pointer} />}
        </PartList>
      </Block>
    </>
  );
}

const BLANK_CATEGORY = (): Category => ({
  no: 0,
  key: '',
  name: { zh: '', en: '' },
  industry: '',
  purpose: null,
  requiredServices: [{ code: '', name: { zh: '', en: '' } }],
});

function CategoryParts({ pointer }: { pointer: string }) {
  const translate = useTranslate();
  const text = useBilingual();
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <>
      <Row columns={3}>
        <NumberAt pointer={`${pointer}/no`} label={field('no')} />
        <TextAt pointer={`${pointer}/key`} label={field('key')} help={translate('design.help.dashKey')} code />
        <TextAt
          pointer={`${pointer}/industry`}
          label={field('industry')}
          help={translate('design.help.dashKey')}
          code
        />
      </Row>
      <BilingualAt pointer={`${pointer}/name`} label={field('name')} />
      <Typography variant="h3">{field('requiredServices')}</Typography>
      <PartList<Service>
        pointer={`${pointer}/requiredServices`}
        noun={translate('design.noun.service')}
        title={(service) => `${service.code} ${text(service.name)}`.trim()}
        blank={() => ({ code: '', name: { zh: '', en: '' } })}
        least={1}
      >
        {(at) => (
          <>
            <Row columns={3}>
              <TextAt pointer={`${at}/code`} label={field('code')} help={translate('design.help.code')} code />
            </Row>
            <BilingualAt pointer={`${at}/name`} label={field('name')} />
          </>
        )}
      </PartList>
    </>
  );
}
