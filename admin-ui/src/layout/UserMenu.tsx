import AccountCircle from '@mui/icons-material/AccountCircle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link } from 'react-router';
import { signOut } from '../providers/authProvider.ts';
import { useMe } from '../providers/me.ts';

/** The person's name, their account, and the way out. */
export function UserMenu() {
  const translate = useTranslate();
  const { user } = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <Button
        color="inherit"
        size="small"
        startIcon={<AccountCircle aria-hidden />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={translate('shell.userMenu', { name: user.name })}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ minWidth: 0, '& .MuiButton-startIcon': { mr: { xs: 0, sm: 1 } } }}
      >
        <Box
          component="span"
          sx={{
            display: { xs: 'none', sm: 'inline' },
            maxWidth: 180,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {user.name}
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem component={Link} to="/desk/account" onClick={close}>
          {translate('shell.menu.account')}
        </MenuItem>
        <MenuItem component={Link} to="/" onClick={close}>
          {translate('shell.menu.publicSite')}
        </MenuItem>
        <MenuItem onClick={() => void signOut()}>{translate('shell.signOut')}</MenuItem>
      </Menu>
    </>
  );
}
