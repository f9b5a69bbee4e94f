import Alert from '@mui/material/Alert';
import { useTranslate } from 'ra-core';
import type { Pack } from '../../../../contracts/programme.ts';
import { Block } from '../../layout/Block.tsx';
import { useDesigning } from '../document.ts';
import { FormPreview } from '../FormPreview.tsx';
import { PackPreview } from '../PackPreview.tsx';

/** The whole as others will see it: guide, slip, dates, form, rules. */
export default function PreviewTab() {
  const translate = useTranslate();
  const { content, faults } = useDesigning();
  if (faults.length > 0) {
    return (
      <Alert role="note" severity="info">
        {translate('design.previewNeedsSound', { smart_count: faults.length })}
      </Alert>
    );
  }
  const pack = content as unknown as Pack;
  return (
    <PackPreview pack={pack}>
      <Block title={translate('design.preview.form')}>
        <FormPreview pack={pack} />
      </Block>
    </PackPreview>
  );
}
