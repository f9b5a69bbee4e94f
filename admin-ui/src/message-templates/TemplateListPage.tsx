import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Page } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useReply } from '../providers/useReply.ts';
import type { TemplateList } from './replies.ts';

/** Every message that the system writes, and which the office has put into its own words. */
export default function TemplateListPage() {
  const translate = useTranslate();
  const language = useLanguage();
  const templates = useReply<TemplateList>('/message-templates');
  return (
    <Page title={translate('shell.menu.messageTemplates')} subtitle={translate('mail.template.subtitle')}>
      <Reply query={templates}>
        {({ items }) => (
          <PlainTable
            caption={translate('shell.menu.messageTemplates')}
            rows={items}
            rowKey={({ template }) => template}
            columns={[
              {
                label: translate('mail.template.subject'),
                render: ({ template, subject }) => (
                  <Link component={RouterLink} to={`/desk/message-templates/${template}`}>
                    {subject[language]}
                  </Link>
                ),
              },
              {
                label: translate('operations.mail.title'),
                render: ({ byChoice }) => translate(byChoice ? 'mail.template.byChoice' : 'mail.template.atOnce'),
              },
              {
                label: translate('mail.template.state'),
                render: ({ edited, composed }) =>
                  composed
                    ? translate('mail.template.composed')
                    : edited.zh || edited.en
                      ? (['zh', 'en'] as const).map((locale) => {
                          const mark = edited[locale];
                          return mark ? (
                            <Typography key={locale} variant="body2">
                              {translate('mail.template.edited', {
                                language: translate(`mail.template.${locale}`),
                                by: mark.by ?? '—',
                                at: formatInstant(mark.at, language),
                              })}
                            </Typography>
                          ) : null;
                        })
                      : translate('mail.template.builtIn'),
              },
            ]}
          />
        )}
      </Reply>
    </Page>
  );
}
