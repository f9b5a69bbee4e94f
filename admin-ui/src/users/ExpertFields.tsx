import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import { type PublicProgramme, useProgrammeHead, usePublic } from '../public/replies.ts';

export type ExpertDraft = { title: string; employer: string; employerIdentifier: string; fields: string[] };

/** What a panel draw needs to know of an expert. */
export function ExpertFields({ value, onChange }: { value: ExpertDraft; onChange: (value: ExpertDraft) => void }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const head = useProgrammeHead();
  const programme = usePublic<PublicProgramme>(`/programmes/${head?.key ?? ''}`, undefined, head !== null);
  const categories = programme.data?.categories ?? [];
  return (
    <Stack spacing={0.5}>
      <TextField
        label={translate('operations.users.expertTitle')}
        value={value.title}
        onChange={(event) => onChange({ ...value, title: event.target.value })}
        required
      />
      <TextField
        label={translate('operations.users.employer')}
        value={value.employer}
        onChange={(event) => onChange({ ...value, employer: event.target.value })}
        required
      />
      <TextField
        label={translate('operations.users.employerIdentifier')}
        value={value.employerIdentifier}
        onChange={(event) => onChange({ ...value, employerIdentifier: event.target.value })}
      />
      <TextField
        select
        label={translate('operations.users.fields')}
        value={value.fields}
        onChange={(event) => onChange({ ...value, fields: event.target.value as unknown as string[] })}
        slotProps={{ select: { multiple: true } }}
      >
        {categories.map(({ no, key, name }) => (
          <MenuItem key={key} value={key}>
            {no}. {bilingual(name)}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  );
}
