import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import type { Role } from '../../../contracts/vocabulary.ts';
import { useBodies } from '../enterprises/replies.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import { BODIES_OF, OFFICE_ROLES } from './replies.ts';

export type RoleDraft = { role: Role; bodyId: string };

/** True when the role still lacks its body. */
export const incomplete = ({ role, bodyId }: RoleDraft): boolean => BODIES_OF[role] !== undefined && bodyId === '';

/** A role, and the body in which it is held where there is one. */
export function RoleChoice({ value, onChange }: { value: RoleDraft; onChange: (value: RoleDraft) => void }) {
  const translate = useTranslate();
  const word = useWord();
  const bilingual = useBilingual();
  const bodies = useBodies();
  const kinds = BODIES_OF[value.role];
  const fitting = bodies.filter(({ kind }) => kinds?.includes(kind));
  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
      <TextField
        select
        label={translate('vocabulary.field.role')}
        value={value.role}
        onChange={(event) => {
          const role = event.target.value as Role;
          const only = bodies.filter(({ kind }) => BODIES_OF[role]?.includes(kind));
          onChange({ role, bodyId: only.length === 1 ? (only[0]?.id ?? '') : '' });
        }}
        required
      >
        {OFFICE_ROLES.map((role) => (
          <MenuItem key={role} value={role}>
            {word('role', role)}
          </MenuItem>
        ))}
      </TextField>
      {kinds ? (
        <TextField
          select
          label={translate('operations.users.body')}
          value={fitting.some(({ id }) => id === value.bodyId) ? value.bodyId : ''}
          onChange={(event) => onChange({ ...value, bodyId: event.target.value })}
          required
          helperText={value.bodyId === '' ? translate('operations.users.bodyNeeded') : undefined}
        >
          {fitting.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {bilingual(name)}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
    </Stack>
  );
}
