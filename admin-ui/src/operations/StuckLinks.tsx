import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { z } from 'zod';
import type { StuckItem } from '../../../contracts/operations.ts';

/** Where more is to be seen: the mail, the case's chain, Temporal's own page. */
export function StuckLinks({ item }: { item: z.infer<typeof StuckItem> }) {
  const translate = useTranslate();
  const { messageId, caseId, workflowUrl } = item;
  return (
    <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', fontSize: '0.85rem', '& a': { py: 0.25 } }}>
      {messageId ? (
        <Link component={RouterLink} to="/desk/mail?status=failed">
          {translate('shell.menu.mail')}
        </Link>
      ) : caseId ? (
        <Link component={RouterLink} to={`/desk/audit/${caseId}`}>
          {translate('shell.menu.audit')}
        </Link>
      ) : null}
      {workflowUrl ? (
        <Link href={workflowUrl} target="_blank" rel="noreferrer">
          {translate('operations.stuck.workflowPage')}
        </Link>
      ) : null}
    </Stack>
  );
}
