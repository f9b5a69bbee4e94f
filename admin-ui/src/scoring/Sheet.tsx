import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useWord } from '../i18n/words.ts';
import { api } from '../providers/http.ts';
import { ConfirmAct } from '../rounds/ConfirmAct.tsx';
import { CriterionInput, pointsId } from './CriterionInput.tsx';
import { ADVICES, type Advice, type ScoringView, type SignedSheet } from './contract.ts';
import { SavedLine } from './SavedLine.tsx';
import { useSheetDraft } from './sheet-draft.ts';

const ADVICE_ID = 'score-advice-first';

/** Puts the focus on what is still to be filled, clear of the bar at the top of the page. */
function goTo(id: string) {
  const field = document.getElementById(id);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: 'center' });
}

type SheetProps = { view: ScoringView; onSigned: () => void; onReload: () => void };

/** The sheet that is being filled: points by criterion, advice, opinion; saved by itself, then signed. */
export function Sheet({ view, onSigned, onReload }: SheetProps) {
  const translate = useTranslate();
  const word = useWord();
  const draft = useSheetDraft(view.task.id, view);
  const [tried, setTried] = useState(false);
  const [signing, setSigning] = useState(false);
  const { criteria, passMark } = view.rubric;
  const { points, advice, opinion } = draft.sheet;
  const unscored = criteria.filter(({ key }) => points[key] === undefined);
  const total = criteria.reduce((sum, { key }) => sum + (points[key] ?? 0), 0);
  const complete = unscored.length === 0 && advice !== null;
  const setPoints = (key: string, value: number | null) => {
    const { [key]: _, ...others } = points;
    draft.change({ points: value === null ? others : { ...others, [key]: value } });
  };
  return (
    <Stack spacing={2}>
      <Typography variant="h2">{translate('scoring.rubric')}</Typography>
      {criteria.map((criterion) => (
        <CriterionInput
          key={criterion.key}
          criterion={criterion}
          value={points[criterion.key] ?? null}
          missing={tried && points[criterion.key] === undefined}
          onChange={(value) => setPoints(criterion.key, value)}
        />
      ))}
      <Typography sx={{ fontWeight: 600 }} role="status">
        {translate('scoring.total', { total })} · {translate('scoring.passMark', { points: passMark })}
        {unscored.length > 0 ? ` · ${translate('scoring.missing', { count: unscored.length })}` : ''}
      </Typography>
      <FormControl margin="none" error={tried && advice === null}>
        <FormLabel id="score-advice">{translate('scoring.advice')}</FormLabel>
        <RadioGroup
          row
          aria-labelledby="score-advice"
          value={advice ?? ''}
          onChange={(_event, value) => draft.change({ advice: value as Advice })}
        >
          {ADVICES.map((key) => (
            <FormControlLabel
              key={key}
              value={key}
              control={<Radio size="small" slotProps={{ input: key === ADVICES[0] ? { id: ADVICE_ID } : {} }} />}
              label={word('advice', key)}
            />
          ))}
        </RadioGroup>
      </FormControl>
      <TextField
        label={translate('scoring.opinion')}
        value={opinion ?? ''}
        onChange={(event) => draft.change({ opinion: event.target.value === '' ? null : event.target.value })}
        helperText={translate('scoring.opinionHelp')}
        multiline
        minRows={3}
        maxRows={12}
        fullWidth
        margin="none"
        slotProps={{ htmlInput: { maxLength: 4000 } }}
      />
      <SavedLine draft={draft} onReload={onReload} />
      {tried && !complete ? (
        <Alert severity="warning" role="alert">
          {translate('scoring.signIncomplete')}
        </Alert>
      ) : null}
      <Button
        variant="contained"
        onClick={() => {
          setTried(true);
          if (complete) setSigning(true);
          else goTo(unscored[0] ? pointsId(unscored[0].key) : ADVICE_ID);
        }}
      >
        {translate('scoring.sign')}
      </Button>
      {signing ? (
        <ConfirmAct
          title={translate('scoring.signTitle')}
          confirm={translate('scoring.sign')}
          onClose={() => setSigning(false)}
          act={async (key) => {
            const ifMatch = await draft.settle();
            await api.send<SignedSheet>('POST', `/tasks/${view.task.id}/score-sheet/signature`, {}, { ifMatch, key });
            onReload();
            onSigned();
          }}
        >
          <Typography>{translate('scoring.signText', { total, advice: word('advice', advice) })}</Typography>
        </ConfirmAct>
      ) : null}
    </Stack>
  );
}
