import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import { Link, useLocation } from 'react-router';
import { useMe } from '../providers/me.ts';

/** A role that needs a second factor can do nothing before it is set up: says so on every page. */
export function SecondFactorNotice() {
  const translate = useTranslate();
  const { needsSecondFactor } = useMe();
  const { pathname } = useLocation();
  if (!needsSecondFactor) return null;
  return (
    <Alert
      severity="warning"
      sx={{ mb: 2 }}
      action={
        pathname === '/desk/account' ? null : (
          <Button component={Link} to="/desk/account" color="inherit" variant="outlined">
            {translate('shell.secondFactor.action')}
          </Button>
        )
      }
    >
      {translate('shell.secondFactor.text')}
    </Alert>
  );
}
