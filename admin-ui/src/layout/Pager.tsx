import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';

type Props = { page: number; hasNextPage: boolean; onPage: (page: number) => void };

/** Forward and back; nothing when one page holds it all. */
export function Pager({ page, hasNextPage, onPage }: Props) {
  const translate = useTranslate();
  if (page === 1 && !hasNextPage) return null;
  return (
    <Stack direction="row" spacing={1} sx={{ mt: 1.5, alignItems: 'center' }}>
      <Button variant="outlined" size="small" disabled={page === 1} onClick={() => onPage(page - 1)}>
        {translate('shell.previous')}
      </Button>
      <Typography variant="body2" aria-live="polite">
        {translate('shell.pageNo', { page })}
      </Typography>
      <Button variant="outlined" size="small" disabled={!hasNextPage} onClick={() => onPage(page + 1)}>
        {translate('shell.next')}
      </Button>
    </Stack>
  );
}
