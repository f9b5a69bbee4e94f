import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import type { ApplicationView } from './contract.ts';
import type { DecisionDraftHandle } from './decision-draft.ts';
import { MarkButton } from './MarkButton.tsx';

type AttachmentListProps = {
  application: ApplicationView;
  /** Whose attachments; null for the common ones. */
  enterpriseId: string | null;
  decision: DecisionDraftHandle | null;
};

const sizeText = (bytes: number) =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MiB` : `${Math.max(1, Math.round(bytes / 1024))} KiB`;

/** Attachments by slot, each a link to its content; a slot can be marked for correction. */
export function AttachmentList({ application, enterpriseId, decision }: AttachmentListProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const slots = application.attachmentSlots.filter(
    ({ scope }) => scope === (enterpriseId === null ? 'shared' : 'party'),
  );
  if (slots.length === 0) return null;
  return (
    <Box>
      <Typography variant="h3">{translate('task.attachments')}</Typography>
      <Divider sx={{ mb: 1 }} />
      <Stack spacing={1}>
        {slots.map((slot) => {
          const files = application.attachments.filter(
            (file) => file.slot === slot.key && (enterpriseId === null || file.enterpriseId === enterpriseId),
          );
          const name = text(slot.label);
          return (
            <Box key={slot.key}>
              <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
                <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
                {decision === null ? null : (
                  <MarkButton
                    place={{ section: 'attachments', enterpriseId, pointer: `/${slot.key}` }}
                    field={translate('task.attachmentMark', { name })}
                    decision={decision}
                  />
                )}
              </Stack>
              {files.length === 0 ? (
                <Typography color="text.secondary">{translate('task.noAttachments')}</Typography>
              ) : (
                <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
                  {files.map((file) => (
                    <li key={file.id}>
                      <Link
                        href={`/api/v1/attachments/${file.id}/content`}
                        aria-label={translate('task.download', { name: file.fileName })}
                      >
                        {file.fileName}
                      </Link>{' '}
                      <Typography component="span" variant="body2" color="text.secondary">
                        {sizeText(file.sizeBytes)} · {formatInstant(file.uploadedAt, language)} · SHA-256{' '}
                        {file.sha256.slice(0, 16)}…
                      </Typography>
                    </li>
                  ))}
                </Box>
              )}
            </Box>
          );
        })}
      </Stack>
    </Box>
  );
}
