import MenuIcon from '@mui/icons-material/Menu';
import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { useTheme } from '@mui/material/styles';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useTranslate } from 'ra-core';
import { Notification } from 'ra-ui-materialui';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { BounceNotice } from './BounceNotice.tsx';
import { DeskMenu } from './DeskMenu.tsx';
import { InboxButton } from './InboxButton.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { SecondFactorNotice } from './SecondFactorNotice.tsx';
import { SkipLink } from './SkipLink.tsx';
import { UserMenu } from './UserMenu.tsx';
import { useFreshLists } from './useFreshLists.ts';

const WIDTH = 216;

/** Bar above, menu at the side (behind a button on a phone), the page. */
export function DeskLayout({ children }: { children: ReactNode }) {
  const translate = useTranslate();
  const wide = useMediaQuery(useTheme().breakpoints.up('md'));
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useFreshLists();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes and the page starts at its top when the address changes
  useEffect(() => {
    setOpen(false);
    window.scrollTo(0, 0);
  }, [pathname]);

  const menu = (
    <Box component="nav" aria-label={translate('shell.menu.label')} sx={{ width: WIDTH, py: 1 }}>
      <DeskMenu />
    </Box>
  );
  return (
    <Box sx={{ minHeight: '100vh', display: 'flex', flexDirection: 'column' }}>
      <SkipLink />
      <AppBar position="sticky" component="header">
        <Toolbar variant="dense" sx={{ gap: 1, px: { xs: 1, sm: 2 } }}>
          {wide ? null : (
            <IconButton
              color="inherit"
              edge="start"
              aria-label={translate(open ? 'shell.menu.close' : 'shell.menu.open')}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              <MenuIcon />
            </IconButton>
          )}
          <Typography
            component={Link}
            to="/desk"
            sx={{ color: 'inherit', textDecoration: 'none', fontWeight: 600, mr: 'auto', whiteSpace: 'nowrap' }}
          >
            {translate('shell.brand')}
          </Typography>
          <LanguageSwitch />
          <InboxButton />
          <UserMenu />
        </Toolbar>
      </AppBar>
      <Box sx={{ display: 'flex', flex: 1, minWidth: 0 }}>
        {wide ? (
          <Box
            sx={{
              width: WIDTH,
              flexShrink: 0,
              borderRight: '1px solid',
              borderColor: 'divider',
              bgcolor: 'background.paper',
            }}
          >
            <Box sx={{ position: 'sticky', top: 48, maxHeight: 'calc(100vh - 48px)', overflowY: 'auto' }}>{menu}</Box>
          </Box>
        ) : (
          <Drawer open={open} onClose={() => setOpen(false)}>
            {menu}
          </Drawer>
        )}
        <Box
          component="main"
          id="main"
          tabIndex={-1}
          sx={{ flex: 1, minWidth: 0, p: { xs: 1.5, sm: 2.5 }, outline: 'none !important' }}
        >
          <SecondFactorNotice />
          <BounceNotice />
          {children}
        </Box>
      </Box>
      <Notification />
    </Box>
  );
}
