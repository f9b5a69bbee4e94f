import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useStore, useTranslate } from 'ra-core';
import { enterprisesOf, useMe } from '../providers/me.ts';

/** The enterprise that the person works for now, among those they are a member of; null without any. */
export function useMyEnterprise() {
  const mine = enterprisesOf(useMe());
  const [chosen, choose] = useStore<string>('enterprise', '');
  const current = mine.find(({ id }) => id === chosen) ?? mine[0] ?? null;
  return { mine, current, choose };
}

/** Switches between enterprises; nothing for a member of one. */
export function EnterpriseChoice() {
  const translate = useTranslate();
  const { mine, current, choose } = useMyEnterprise();
  if (mine.length < 2 || current === null) return null;
  return (
    <TextField
      select
      label={translate('enterprise.choose')}
      value={current.id}
      onChange={(event) => choose(event.target.value)}
      sx={{ maxWidth: 420, mb: 2 }}
    >
      {mine.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
