import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { Locale } from '../../../contracts/vocabulary.ts';
import type { Preview } from './replies.ts';

/** A mail as it would arrive. */
export function PreviewBox({ preview, locale }: { preview: Preview; locale: Locale }) {
  const translate = useTranslate();
  return (
    <Box
      role="status"
      sx={{ border: '1px solid', borderColor: 'divider', borderRadius: 1, p: 1.5, bgcolor: 'background.default' }}
    >
      <Typography variant="body2" color="text.secondary">
        {translate('mail.template.preview')}
      </Typography>
      <Box lang={locale === 'zh' ? 'zh-CN' : 'en'} sx={{ overflowWrap: 'anywhere' }}>
        <Typography sx={{ fontWeight: 700, my: 0.5 }}>{preview.subject}</Typography>
        <Typography sx={{ whiteSpace: 'pre-wrap' }}>{preview.text}</Typography>
      </Box>
    </Box>
  );
}
