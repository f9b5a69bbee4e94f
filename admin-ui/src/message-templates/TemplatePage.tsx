import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useParams } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { Page } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { PageReply } from '../layout/Reply.tsx';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import type { TemplateView } from './replies.ts';
import { TextEditor } from './TextEditor.tsx';

/** One message in both languages: its placeholders, its words, a preview of each, its versions. */
export default function TemplatePage() {
  const translate = useTranslate();
  const language = useLanguage();
  const allowed = useAllowed();
  const { template = '' } = useParams();
  const path = `/message-templates/${encodeURIComponent(template)}`;
  const view = useReply<TemplateView>(path);
  return (
    <PageReply query={view} back={{ to: '/desk/message-templates', label: translate('shell.menu.messageTemplates') }}>
      {({ placeholders, texts, composed, byChoice }) => (
        <Page
          title={texts[language].inUse.subject}
          subtitle={translate(byChoice ? 'mail.template.byChoice' : 'mail.template.atOnce')}
        >
          {composed ? <Alert severity="info">{translate('mail.template.composed')}</Alert> : null}
          <Typography variant="h2">{translate('mail.template.placeholders')}</Typography>
          <Typography color="text.secondary" sx={{ mb: 1 }}>
            {translate('mail.template.placeholdersText')}
          </Typography>
          <PlainTable
            caption={translate('mail.template.placeholders')}
            rows={placeholders}
            rowKey={({ name }) => name}
            columns={[
              {
                label: translate('mail.template.name'),
                render: ({ name, required }) => (
                  <>
                    <code>{`{${name}}`}</code>
                    {required ? ` · ${translate('mail.template.required')}` : ''}
                  </>
                ),
              },
              {
                label: translate('mail.template.sample'),
                render: ({ sample }) => (
                  <Box component="span" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {sample[language]}
                  </Box>
                ),
              },
            ]}
          />
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
              gap: 2,
              mt: 3,
            }}
          >
            {(['zh', 'en'] as const).map((locale) => (
              <TextEditor
                key={`${locale}/${texts[locale].version}`}
                path={path}
                locale={locale}
                text={texts[locale]}
                editable={!composed && allowed('messageTemplate.manage')}
              />
            ))}
          </Box>
        </Page>
      )}
    </PageReply>
  );
}
