import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link } from 'react-router';
import { HomeSection } from './HomeSection.tsx';

/** The way to the chains. */
export function AuditorHome() {
  const translate = useTranslate();
  return (
    <HomeSection title={translate('shell.menu.audit')}>
      <Typography sx={{ mb: 1.5, maxWidth: 720 }}>{translate('audit.about')}</Typography>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        <Button component={Link} to="/desk/audit" variant="contained">
          {translate('audit.open')}
        </Button>
        <Button component={Link} to="/desk/applications" variant="outlined">
          {translate('shell.menu.applications')}
        </Button>
        <Button component={Link} to="/desk/enterprises" variant="outlined">
          {translate('shell.menu.enterprises')}
        </Button>
      </Stack>
    </HomeSection>
  );
}
