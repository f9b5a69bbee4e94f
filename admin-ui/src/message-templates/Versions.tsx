import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import type { TemplateInLocale } from './replies.ts';

type Words = { subject: string; body: string };

/** Who wrote which words when; an earlier text, or the built-in one, can be taken up again. */
export function Versions({ text, onUse }: { text: TemplateInLocale; onUse: ((words: Words) => void) | null }) {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <Box>
      <Typography variant="h3">{translate('mail.template.history')}</Typography>
      {text.history.length === 0 ? (
        <Typography color="text.secondary">{translate('mail.template.historyNone')}</Typography>
      ) : null}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {text.history.map(({ version, text: words, editedBy, editedAt }) => {
          const title = translate('mail.template.version', { version });
          return (
            <Box component="li" key={version} sx={{ py: 0.75, borderBottom: '1px solid', borderColor: 'divider' }}>
              {title} · {editedBy ?? '—'} · {formatInstant(editedAt, language)}
              <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
                {words ? words.subject : translate('mail.template.builtIn')}
              </Typography>
              {onUse ? (
                <Button
                  size="small"
                  onClick={() => onUse(words ?? text.builtIn)}
                  aria-label={`${translate('mail.template.use')}: ${title}`}
                >
                  {translate('mail.template.use')}
                </Button>
              ) : null}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
