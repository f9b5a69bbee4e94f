import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import DownloadIcon from '@mui/icons-material/Download';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { bytesText } from '../i18n/bytes.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import type { Attachment } from './contract.ts';
import { type UploadState, uploads } from './uploads.ts';

/** A file on its way, or refused with the reason. */
export function Running({ upload }: { upload: UploadState }) {
  const translate = useTranslate();
  const percent = upload.sizeBytes === 0 ? 100 : Math.floor((upload.sentBytes / upload.sizeBytes) * 100);
  const label = translate('application.file.uploading', { name: upload.fileName });
  return (
    <Box sx={{ my: 1 }}>
      <Typography variant="body2">
        {upload.fileName} · {bytesText(upload.sentBytes)} / {bytesText(upload.sizeBytes)} ·{' '}
        {translate(`application.file.${upload.phase}`, { percent })}
      </Typography>
      {upload.phase !== 'refused' && (
        <LinearProgress variant="determinate" value={percent} aria-label={label} sx={{ my: 0.5 }} />
      )}
      {upload.phase === 'refused' && <ProblemAlert problem={upload.problem} />}
      <Stack direction="row" spacing={1}>
        {(upload.phase === 'running' || upload.phase === 'waiting') && (
          <Button size="small" onClick={() => uploads.pause(upload.id)}>
            {translate('application.file.pause')}
          </Button>
        )}
        {(upload.phase === 'paused' || upload.phase === 'refused') && (
          <Button size="small" onClick={() => uploads.resume(upload.id)}>
            {translate('application.file.resume')}
          </Button>
        )}
        <Button size="small" color="inherit" onClick={() => uploads.cancel(upload.id)}>
          {translate('application.file.giveUp')}
        </Button>
      </Stack>
    </Box>
  );
}

/** A stored file: its name to download, size, instant and the start of its hash. */
export function FileLink({ file }: { file: Attachment }) {
  const language = useLanguage();
  return (
    <>
      <Link href={`/api/v1/attachments/${file.id}/content`} download>
        {file.fileName}
      </Link>
      <Box component="span" sx={{ color: 'text.secondary', typography: 'body2' }}>
        {` · ${bytesText(file.sizeBytes)} · ${formatInstant(file.uploadedAt, language)} · SHA-256 ${file.sha256.slice(0, 12)}…`}
      </Box>
    </>
  );
}

/** A stored file with what may be done to it. */
export function Stored({ file, onRemove }: { file: Attachment; onRemove: (() => void) | null }) {
  const translate = useTranslate();
  return (
    <Stack
      component="li"
      direction="row"
      spacing={1}
      useFlexGap
      sx={{ flexWrap: 'wrap', alignItems: 'center', py: 0.5 }}
    >
      <DownloadIcon fontSize="small" aria-hidden />
      <span>
        <FileLink file={file} />
      </span>
      {onRemove && (
        <Button
          size="small"
          color="inherit"
          startIcon={<DeleteOutlineIcon />}
          onClick={onRemove}
          aria-label={translate('application.file.removeName', { name: file.fileName })}
        >
          {translate('application.file.remove')}
        </Button>
      )}
    </Stack>
  );
}
