import { useTranslate } from 'ra-core';
import type { AttachmentSlot } from '../../../../contracts/policy.ts';
import { useBilingual } from '../../i18n/bilingual.ts';
import { Block } from '../../layout/Block.tsx';
import { usePart } from '../document.ts';
import { BasisAt, BilingualAt, CheckAt, ChecksAt, NumberAt, Row, SelectAt, TextAt } from '../fields.tsx';
import { PartList } from '../PartList.tsx';
import TextField from '@mui/material/TextField';
import InputAdornment from '@mui/material/InputAdornment';
import { partId } from '../document.ts';

const MIB = 1_048_576;
const TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
];
const BLANK = (): AttachmentSlot => ({
  key: '',
  label: { zh: '', en: '' },
  scope: 'shared',
  required: false,
  mediaTypes: ['application/pdf'],
  maxBytes: 20 * MIB,
  maxCount: 1,
  basis: 'assumption',
});

/** What is to be uploaded, by whom, of which type and size. */
export default function AttachmentsTab() {
  const translate = useTranslate();
  const text = useBilingual();
  const field = (name: string) => translate(`design.field.${name}`);
  return (
    <Block title={field('attachments')}>
      <PartList<AttachmentSlot>
        pointer="/policy/attachments"
        noun={translate('design.noun.attachment')}
        title={(slot) => text(slot.label)}
        note={(slot) => translate(slot.required ? 'round.read.required' : 'round.read.optional')}
        blank={BLANK}
      >
        {(pointer, slot) => (
          <>
            <BilingualAt pointer={`${pointer}/label`} label={field('label')} />
            <Row columns={3}>
              <TextAt pointer={`${pointer}/key`} label={field('key')} help={translate('design.help.key')} code />
              <SelectAt
                pointer={`${pointer}/scope`}
                label={field('scope')}
                choices={['shared', 'party'].map((value) => ({ value, label: translate(`design.scope.${value}`) }))}
              />
              <CheckAt pointer={`${pointer}/required`} label={field('required')} />
              <NumberAt pointer={`${pointer}/maxCount`} label={field('maxCount')} />
              <MegabytesAt pointer={`${pointer}/maxBytes`} label={field('maxBytes')} />
              <BasisAt pointer={`${pointer}/basis`} />
            </Row>
            <ChecksAt
              pointer={`${pointer}/mediaTypes`}
              label={field('mediaTypes')}
              choices={[...new Set([...TYPES, ...(slot.mediaTypes ?? [])])].map((value) => ({
                value,
                label: translate(`design.mediaType.${value.replace(/[./+-]/g, '_')}`, { _: value }),
              }))}
            />
          </>
        )}
      </PartList>
    </Block>
  );
}

/** Bytes, typed in MB. */
function MegabytesAt({ pointer, label }: { pointer: string; label: string }) {
  const { value, set, faults, locked } = usePart<number>(pointer);
  return (
    <TextField
      id={partId(pointer)}
      label={label}
      type="number"
      value={value === undefined ? '' : value / MIB}
      onChange={({ target }) => set(target.value === '' ? undefined : Math.round(Number(target.value) * MIB))}
      error={faults.length > 0}
      helperText={faults.join(' ')}
      margin="none"
      slotProps={{
        htmlInput: { readOnly: locked, min: 1, step: 1 },
        input: { endAdornment: <InputAdornment position="end">MB</InputAdornment> },
      }}
    />
  );
}
