import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Suspense } from 'react';
import { Outlet, Link as RouterLink, useLocation } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { LanguageSwitch } from '../layout/LanguageSwitch.tsx';
import { Busy } from '../layout/Page.tsx';
import { SkipLink } from '../layout/SkipLink.tsx';
import { usePublicSession } from '../providers/me.ts';
import { useProgrammeHead } from './replies.ts';

const PAGES = [
  { to: '/', key: 'calls' },
  { to: '/guide', key: 'guide' },
  { to: '/notices', key: 'notices' },
  { to: '/results', key: 'results' },
  { to: '/receipts', key: 'receipts' },
  { to: '/certificates', key: 'certificates' },
];

/** Header with the public pages, the page, and a footer with the document that the programme rests on. */
export function PublicLayout() {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const { data: me } = usePublicSession();
  const bilingual = useBilingual();
  const programme = useProgrammeHead();
  return (
    <Box sx={{ minHeight: '100vh', display: 'flex', flexDirection: 'column' }}>
      <SkipLink />
      <AppBar position="static" component="header">
        <Toolbar variant="dense" sx={{ gap: 1, flexWrap: 'wrap', py: 0.5, px: { xs: 1, sm: 2 } }}>
          <Typography
            component={RouterLink}
            to="/"
            sx={{ color: 'inherit', textDecoration: 'none', fontWeight: 600, fontSize: '1.05rem', mr: 'auto' }}
          >
            {translate('shell.brand')}
          </Typography>
          <LanguageSwitch />
          <Button component={RouterLink} to={me ? '/desk' : '/sign-in'} color="inherit" variant="outlined" size="small">
            {translate(me ? 'public.menu.desk' : 'shell.signIn')}
          </Button>
        </Toolbar>
        <Box
          component="nav"
          aria-label={translate('public.menu.label')}
          sx={{ bgcolor: 'primary.dark', px: { xs: 0.5, sm: 1.5 } }}
        >
          <Stack direction="row" sx={{ flexWrap: 'wrap' }}>
            {PAGES.map(({ to, key }) => {
              const current = to === '/' ? pathname === '/' || pathname.startsWith('/calls') : pathname.startsWith(to);
              return (
                <Button
                  key={to}
                  component={RouterLink}
                  to={to}
                  color="inherit"
                  size="small"
                  aria-current={current ? 'page' : undefined}
                  sx={{
                    borderRadius: 0,
                    px: 1.25,
                    borderBottom: '3px solid',
                    borderColor: current ? '#ffffff' : 'transparent',
                    minWidth: 0,
                  }}
                >
                  {translate(`public.menu.${key}`)}
                </Button>
              );
            })}
          </Stack>
        </Box>
      </AppBar>
      <Box
        component="main"
        id="main"
        tabIndex={-1}
        sx={{ flex: 1, width: '100%', minWidth: 0, p: { xs: 1.5, sm: 3 }, outline: 'none !important' }}
      >
        <Suspense fallback={<Busy />}>
          <Outlet />
        </Suspense>
      </Box>
      <Box
        component="footer"
        sx={{ borderTop: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', p: { xs: 1.5, sm: 2 } }}
      >
        <Typography variant="body2" color="text.secondary" sx={{ maxWidth: 1240, mx: 'auto' }}>
          {programme ? `${bilingual(programme.document.issuer)} · ${programme.document.number} · ` : ''}
          {translate('shell.beijingTime')} ·{' '}
          <Link component={RouterLink} to="/guide">
            {translate('public.menu.guide')}
          </Link>
        </Typography>
      </Box>
    </Box>
  );
}
