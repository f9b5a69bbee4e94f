import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import { Link, useLocation } from 'react-router';
import { Empty, Page } from './Page.tsx';

/** An address that leads nowhere. */
export default function NotFound() {
  const translate = useTranslate();
  const home = useLocation().pathname.startsWith('/desk') ? '/desk' : '/';
  return (
    <Page title={translate('shell.notFound.title')}>
      <Empty
        text={translate('shell.notFound.text')}
        action={
          <Button component={Link} to={home} variant="contained">
            {translate('shell.notFound.back')}
          </Button>
        }
      />
    </Page>
  );
}
