import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Slider from '@mui/material/Slider';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useEffect, useState } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import type { Criterion } from './contract.ts';

/** Sheets are kept in half points. */
const STEP = 0.5;

/** Id of the field that takes the points of a criterion. */
export const pointsId = (key: string) => `points-${key}`;

type CriterionInputProps = {
  criterion: Criterion;
  value: number | null;
  missing: boolean;
  onChange: (value: number | null) => void;
};

/** Points for one criterion: slider, number and anchors that say what a score looks like. */
export function CriterionInput({ criterion, value, missing, onChange }: CriterionInputProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const { maxPoints: max, anchors } = criterion;
  const name = text(criterion.label);
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  useEffect(() => {
    setTyped((now) =>
      value !== null && Number(now) === value && now !== '' ? now : value === null ? '' : String(value),
    );
  }, [value]);
  const read = Number(typed);
  const wrong = typed !== '' && !(read >= 0 && read <= max && Number.isInteger(read / STEP));
  const type = (next: string) => {
    setTyped(next);
    const number = Number(next);
    if (next === '') onChange(null);
    else if (number >= 0 && number <= max && Number.isInteger(number / STEP)) onChange(number);
  };
  return (
    <Box
      component="fieldset"
      sx={{ m: 0, p: 1.5, border: 1, borderColor: missing ? 'error.main' : 'divider', borderRadius: 1, minWidth: 0 }}
    >
      {/* Floated, a legend of two lines stands within the frame and not across it. */}
      <Typography component="legend" sx={{ fontWeight: 600, p: 0, float: 'left', width: '100%' }}>
        {name}{' '}
        <Typography component="span" variant="body2" color="text.secondary" sx={{ whiteSpace: 'nowrap' }}>
          {translate('scoring.max', { max })}
        </Typography>
      </Typography>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', clear: 'both' }}>
        <Slider
          value={value ?? 0}
          min={0}
          max={max}
          step={STEP}
          marks={anchors.map(({ points }) => ({ value: points }))}
          onChange={(_event, next) => onChange(next as number)}
          aria-label={translate('scoring.slider', { criterion: name })}
          valueLabelDisplay="auto"
          sx={{ flex: 1, mx: 1, minWidth: 0 }}
        />
        <TextField
          type="number"
          value={typed}
          onChange={(event) => type(event.target.value)}
          error={missing || wrong}
          margin="none"
          slotProps={{
            htmlInput: {
              id: pointsId(criterion.key),
              'aria-label': translate('scoring.points', { criterion: name, max }),
              'aria-required': true,
              min: 0,
              max,
              step: STEP,
            },
          }}
          sx={{ width: 92, flexShrink: 0 }}
        />
      </Stack>
      {wrong ? (
        <Typography color="error" variant="body2" role="alert">
          {translate('scoring.outOfRange', { max })}
        </Typography>
      ) : null}
      <Box component="ul" aria-label={translate('scoring.anchors')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {anchors.map(({ points, text: words }) => (
          <Stack component="li" key={points} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            <Button
              size="small"
              variant={value === points ? 'contained' : 'outlined'}
              onClick={() => onChange(points)}
              aria-label={`${name}: ${translate('scoring.useAnchor', { points })}`}
              sx={{ minWidth: 44, py: 0, minHeight: 26 }}
            >
              {points}
            </Button>
            <Typography variant="body2">{text(words)}</Typography>
          </Stack>
        ))}
      </Box>
    </Box>
  );
}
