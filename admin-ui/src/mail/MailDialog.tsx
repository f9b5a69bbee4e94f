import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { Mail } from './reply.ts';

/** A mail as its reader gets it. */
export function MailDialog({ mail, onClose }: { mail: Mail | null; onClose: () => void }) {
  const translate = useTranslate();
  return (
    <Dialog open={mail !== null} onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="mail-subject">
      <DialogTitle id="mail-subject">{mail?.subject}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {mail?.email}
        </Typography>
        <Typography
          sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          lang={mail?.locale === 'en' ? 'en' : 'zh-CN'}
        >
          {mail?.body ?? translate('operations.mail.secret')}
        </Typography>
        {mail?.link && mail.body !== null ? (
          <Link href={mail.link} sx={{ display: 'block', mt: 1, overflowWrap: 'anywhere' }}>
            {mail.link}
          </Link>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('shell.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
