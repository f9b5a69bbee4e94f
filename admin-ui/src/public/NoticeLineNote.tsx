import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { StatusChip } from '../layout/StatusChip.tsx';
import type { NoticeDetail } from './replies.ts';

type Props = { notice: NoticeDetail; line: NoticeDetail['items'][number] };

/** What became of a line, and the way to object while the notice runs. */
export function NoticeLineNote({ notice, line }: Props) {
  const translate = useTranslate();
  const open = notice.state !== 'ended' && (line.state === 'noticed' || line.state === 'paused');
  const name = line.projectName ?? `${line.categoryNo}`;
  return (
    <Stack spacing={0.75} sx={{ mt: 0.75, alignItems: 'flex-start' }}>
      {line.state === 'noticed' && notice.state !== 'ended' ? null : (
        <StatusChip status={line.state} kind="noticeItem" />
      )}
      {line.amendment ? (
        <Typography variant="body2">{translate('public.notices.amended', { note: line.amendment })}</Typography>
      ) : null}
      {line.reason ? <Typography variant="body2">{line.reason}</Typography> : null}
      {open ? (
        <Button
          component={RouterLink}
          to={`/desk/objections/create?notice=${notice.id}&item=${line.id}`}
          size="small"
          variant="outlined"
          aria-label={translate('public.notices.objectTo', { name })}
        >
          {translate('public.notices.object')}
        </Button>
      ) : null}
    </Stack>
  );
}
