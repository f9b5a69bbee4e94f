import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import { useMe } from '../providers/me.ts';

/** What the person may act as, and for whom. */
export function MyRoles() {
  const translate = useTranslate();
  const word = useWord();
  const bilingual = useBilingual();
  const { grants } = useMe();
  if (grants.length === 0) return <Typography color="text.secondary">{translate('account.page.noRoles')}</Typography>;
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {grants.map(({ role, body, enterprise }) => {
        const where = body ? bilingual(body.name) : (enterprise?.name ?? '');
        return (
          <li key={`${role}/${body?.id ?? enterprise?.id ?? ''}`}>
            {word('role', role)}
            {where === '' ? '' : ` · ${where}`}
          </li>
        );
      })}
    </Box>
  );
}
