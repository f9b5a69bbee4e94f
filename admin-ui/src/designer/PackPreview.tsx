import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import type { Pack } from '../../../contracts/programme.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { Block } from '../layout/Block.tsx';
import { PolicyRead } from '../rounds/PolicyRead.tsx';
import { SampleTimeline } from './SampleTimeline.tsx';
import { SlipSteps } from './SlipSteps.tsx';

/** A sound version in words; `children` stand before its rules. */
export function PackPreview({ pack, children }: { pack: Pack; children?: ReactNode }) {
  const translate = useTranslate();
  return (
    <>
      <Block title={translate('design.preview.guide')}>
        <GuideRead pack={pack} />
      </Block>
      <Block title={translate('design.preview.slip')}>
        <SlipSteps policy={pack.policy} />
      </Block>
      <Block title={translate('design.timeline.title')}>
        <SampleTimeline policy={pack.policy} />
      </Block>
      {children}
      <Block title={translate('round.policy')}>
        <PolicyRead policy={pack.policy} />
      </Block>
    </>
  );
}

function GuideRead({ pack }: { pack: Pack }) {
  const text = useBilingual();
  return (
    <Box>
      {pack.guide.map(({ title, body, basis }) => (
        <Box key={title.zh} sx={{ mb: 1.5 }}>
          <Typography variant="h3">{text(title)}</Typography>
          <Typography sx={{ whiteSpace: 'pre-line' }}>{text(body)}</Typography>
          {basis === 'assumption' ? null : (
            <Typography variant="body2" color="text.secondary">
              {basis}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  );
}
