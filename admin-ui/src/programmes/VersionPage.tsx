import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams } from 'react-router';
import type { z } from 'zod';
import type { ProgrammeContent } from '../../../contracts/designs.ts';
import { PackPreview } from '../designer/PackPreview.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import { Page } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useReply } from '../providers/useReply.ts';

/** One version as it was published: nothing here can be changed. */
export default function VersionPage() {
  const { key = '', version = '' } = useParams();
  const translate = useTranslate();
  const text = useBilingual();
  const content = useReply<z.infer<typeof ProgrammeContent>>(`/programmes/${key}/versions/${version}`);
  return (
    <Page
      title={`${text(content.data?.pack.name)} · ${translate('design.versionNo', { version })}`}
      subtitle={
        <Link component={RouterLink} to={`/desk/programmes/${key}`}>
          {translate('design.toVersions')}
        </Link>
      }
    >
      <Reply query={content}>
        {({ pack }) => (
          <Stack spacing={2}>
            <PackPreview pack={pack} />
          </Stack>
        )}
      </Reply>
    </Page>
  );
}
