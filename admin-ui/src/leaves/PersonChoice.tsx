import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { z } from 'zod';
import type { UserPage } from '../../../contracts/users.ts';
import { Reply } from '../layout/Reply.tsx';
import { useDebounced } from '../layout/useDebounced.ts';
import { useReply } from '../providers/useReply.ts';

type Props = { value: string; onChange: (userId: string) => void };

/** Whose leave it is: found by a part of the name or the address. */
export function PersonChoice({ value, onChange }: Props) {
  const translate = useTranslate();
  const [q, setQ] = useState('');
  const users = useReply<z.infer<typeof UserPage>>('/users', { q: useDebounced(q.trim()), perPage: 20 });
  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5}>
      <TextField
        type="search"
        label={translate('operations.users.q')}
        value={q}
        onChange={(event) => setQ(event.target.value)}
        fullWidth
      />
      <Reply query={users}>
        {({ items }) => (
          <TextField
            select
            required
            fullWidth
            label={translate('vocabulary.field.userId')}
            value={items.some(({ id }) => id === value) ? value : ''}
            onChange={(event) => onChange(event.target.value)}
          >
            {items.map(({ id, name, email }) => (
              <MenuItem key={id} value={id}>
                {name} ({email})
              </MenuItem>
            ))}
          </TextField>
        )}
      </Reply>
    </Stack>
  );
}
