import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';

type LookUpFormProps = {
  /** Page that proves a number: `/receipts`, `/certificates`. */
  path: string;
  /** Number in the address, if any. */
  no: string | undefined;
  label: string;
  button: string;
};

/** A number to be proved, typed as people type it: wide characters, small letters and blanks are taken too. */
export function LookUpForm({ path, no, label, button }: LookUpFormProps) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(no ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const clean = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    if (clean !== '') void navigate(`${path}/${encodeURIComponent(clean)}`);
  };
  return (
    <Stack
      component="form"
      role="search"
      onSubmit={submit}
      direction="row"
      spacing={1}
      sx={{ alignItems: 'center', mb: no ? 2 : 0 }}
    >
      <TextField label={label} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <Button type="submit" variant="contained" disabled={typed.trim() === ''} sx={{ flexShrink: 0 }}>
        {button}
      </Button>
    </Stack>
  );
}
