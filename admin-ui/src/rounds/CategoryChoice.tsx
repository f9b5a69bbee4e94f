import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import type { Programme } from './programme.ts';

type CategoryChoiceProps = {
  categories: Programme['categories'];
  chosen: number[];
  onChange: (chosen: number[]) => void;
  fault: string;
};

/** Which categories the round calls. */
export function CategoryChoice({ categories, chosen, onChange, fault }: CategoryChoiceProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const toggle = (no: number) =>
    onChange(chosen.includes(no) ? chosen.filter((other) => other !== no) : [...chosen, no].sort((a, b) => a - b));
  return (
    <FormControl component="fieldset" error={fault !== ''} margin="none">
      <FormLabel component="legend">{translate('round.form.categories')}</FormLabel>
      <Stack direction="row" spacing={1}>
        <Button size="small" onClick={() => onChange(categories.map(({ no }) => no))}>
          {translate('round.form.all')}
        </Button>
        <Button size="small" onClick={() => onChange([])}>
          {translate('round.form.none')}
        </Button>
      </Stack>
      <FormGroup sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {categories.map(({ no, name }) => (
          <FormControlLabel
            key={no}
            control={<Checkbox size="small" checked={chosen.includes(no)} onChange={() => toggle(no)} />}
            label={`${no}. ${text(name)}`}
          />
        ))}
      </FormGroup>
      {fault === '' ? null : <FormHelperText>{fault}</FormHelperText>}
    </FormControl>
  );
}
