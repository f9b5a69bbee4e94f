import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { SectionRead } from '../form/SectionRead.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import type { ScoringView } from './contract.ts';

/** What is to be scored: the sections that the policy shows to experts. */
export function ScoredContent({ view }: { view: ScoringView }) {
  const translate = useTranslate();
  const text = useBilingual();
  return (
    <Box component="section" aria-label={translate('scoring.content')} sx={{ minWidth: 0 }}>
      <Typography variant="h2">{translate('scoring.content')}</Typography>
      <Typography color="text.secondary" sx={{ mb: 1 }}>
        {translate('scoring.coverage', { percent: view.coveragePercent })}
      </Typography>
      <Stack spacing={2}>
        {view.form.flatMap((section) =>
          view.sections
            .filter((content) => content.section === section.key)
            .map((content) => (
              <Box key={`${section.key} ${content.enterpriseId ?? ''}`}>
                <Typography variant="h3">{text(section.title)}</Typography>
                <Divider sx={{ mb: 1 }} />
                <SectionRead section={section} data={content.data} headingLevel={4} />
              </Box>
            )),
        )}
      </Stack>
    </Box>
  );
}
