import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, type ReactNode, useState } from 'react';
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

/** What was proved, line by line. */
export function ProofList({ lines }: { lines: { label: string; value: ReactNode; mono?: boolean }[] }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: '11em 1fr' },
        rowGap: 0.75,
        m: 0,
        '& dd': { m: 0, mb: { xs: 1, sm: 0 } },
        '& dt': { color: 'text.secondary' },
      }}
    >
      {lines.map(({ label, value, mono }) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <dt>{label}</dt>
          <Box component="dd" sx={mono ? { fontFamily: 'monospace', overflowWrap: 'anywhere' } : {}}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
