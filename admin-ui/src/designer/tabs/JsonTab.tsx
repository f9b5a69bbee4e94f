import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Block } from '../../layout/Block.tsx';
import { type Content, useDesigning } from '../document.ts';
import { JsonEdit } from '../JsonEdit.tsx';

/** Everything of the policy as JSON, for experts: what has no field of its own is changed here. */
export default function JsonTab() {
  const translate = useTranslate();
  const { content, change } = useDesigning();
  return (
    <Block title={translate('design.tab.json')}>
      <Typography color="text.secondary" sx={{ mb: 1 }}>
        {translate('design.help.json')}
      </Typography>
      <JsonEdit
        label={translate('design.field.policy')}
        value={content.policy}
        onApply={(policy) => change({ ...(content as Content), policy })}
      />
    </Block>
  );
}
