import Link from '@mui/material/Link';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { z } from 'zod';
import type { Programmes } from '../../../contracts/designs.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useReply } from '../providers/useReply.ts';

/** Programmes with the version in force and the draft that is under way. */
export default function ProgrammeListPage() {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const programmes = useReply<z.infer<typeof Programmes>>('/programmes');
  return (
    <Page title={translate('shell.menu.programmes')} subtitle={translate('design.about')}>
      <Reply query={programmes}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={translate('design.noProgramme')} />
          ) : (
            <PlainTable
              caption={translate('shell.menu.programmes')}
              rows={items}
              rowKey={({ key }) => key}
              columns={[
                {
                  label: translate('round.programme'),
                  render: ({ key, name }) => (
                    <Link component={RouterLink} to={`/desk/programmes/${key}`}>
                      {text(name)}
                    </Link>
                  ),
                },
                {
                  label: translate('design.inForce'),
                  render: ({ version, publishedAt }) =>
                    translate('design.versionOf', { version, at: formatInstant(publishedAt, language) }),
                },
                { label: translate('design.versions'), number: true, render: (row) => row.versions },
                {
                  label: translate('design.draft'),
                  render: ({ design }) =>
                    design ? (
                      <>
                        <StatusChip status={design.status} kind="design" />{' '}
                        <Link component={RouterLink} to={`/desk/designs/${design.id}`}>
                          {translate('design.savedBy', {
                            name: design.savedBy,
                            at: formatInstant(design.savedAt, language),
                          })}
                        </Link>
                      </>
                    ) : (
                      '—'
                    ),
                },
              ]}
            />
          )
        }
      </Reply>
    </Page>
  );
}
