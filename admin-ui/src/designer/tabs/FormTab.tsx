import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { FormSection } from '../../../../contracts/policy.ts';
import { useBilingual } from '../../i18n/bilingual.ts';
import { Block } from '../../layout/Block.tsx';
import { usePart } from '../document.ts';
import { FieldList } from '../FieldList.tsx';
import { BilingualAt, Row, SelectAt, TextAt } from '../fields.tsx';
import { JsonEdit } from '../JsonEdit.tsx';
import { PartList } from '../PartList.tsx';

const BLANK = (): FormSection => ({
  key: '',
  title: { zh: '', en: '' },
  scope: 'shared',
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {},
    required: [],
    additionalProperties: false,
  },
  uiSchema: {},
});

/** Sections of the form with their fields; nobody has to write JSON, and who wants to can. */
export default function FormTab() {
  const translate = useTranslate();
  const text = useBilingual();
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <Block title={field('form')}>
      <Typography color="text.secondary" sx={{ mb: 1 }}>
        {translate('design.help.form')}
      </Typography>
      <PartList<FormSection>
        pointer="/policy/form/sections"
        noun={translate('design.noun.section')}
        title={(section) => text(section.title)}
        note={(section) => translate(`design.scope.${section.scope ?? 'shared'}`)}
        blank={BLANK}
        least={1}
      >
        {(pointer) => (
          <>
            <BilingualAt pointer={`${pointer}/title`} label={field('title')} />
            <Row>
              <TextAt pointer={`${pointer}/key`} label={field('key')} help={translate('design.help.sectionKey')} code />
              <SelectAt
                pointer={`${pointer}/scope`}
                label={field('scope')}
                choices={['shared', 'party'].map((value) => ({ value, label: translate(`design.scope.${value}`) }))}
              />
            </Row>
            <Typography variant="h3">{translate('design.fields')}</Typography>
            <FieldList schemaAt={`${pointer}/schema`} uiAt={`${pointer}/uiSchema`} />
            <Experts pointer={pointer} />
          </>
        )}
      </PartList>
    </Block>
  );
}

/** The section as the two schemas it is. */
function Experts({ pointer }: { pointer: string }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const schema = usePart<Record<string, unknown>>(`${pointer}/schema`);
  const ui = usePart<Record<string, unknown>>(`${pointer}/uiSchema`);
  return (
    <div>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {translate('design.asJson')}
      </Button>
      {open ? (
        <Row>
          <JsonEdit label="JSON Schema" value={schema.value ?? {}} onApply={schema.set} />
          <JsonEdit label="UI Schema" value={ui.value ?? {}} onApply={ui.set} />
        </Row>
      ) : null}
    </div>
  );
}
