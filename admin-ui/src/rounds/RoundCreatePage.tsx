import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { beijingInput, beijingInstant } from './beijing-time.ts';
import { CategoryChoice } from './CategoryChoice.tsx';
import { useProgramme, useProgrammes } from './programme.ts';
import { RehearsalChoice } from './RehearsalChoice.tsx';

const DAY_MS = 86_400_000;

/** A new round as a draft: the policy can be read before the call is published. */
export default function RoundCreatePage() {
  const translate = useTranslate();
  const text = useBilingual();
  const navigate = useNavigate();
  const programmes = useProgrammes();
  const [chosenKey, setChosenKey] = useState('');
  const programmeKey = chosenKey || programmes.data?.items[0]?.key || '';
  const programme = useProgramme(programmeKey || undefined);
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [categoryNos, setCategoryNos] = useState<number[]>([]);
  const [closesAt, setClosesAt] = useState(() => beijingInput(Date.now() + 35 * DAY_MS).replace(/T.*/, 'T18:00'));
  const [secondsPerDay, setSecondsPerDay] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const closing = beijingInstant(closesAt);
  const seconds = secondsPerDay === null ? null : Number(secondsPerDay);
  const faults = {
    zh: zh.trim() === '' ? translate('round.form.required') : '',
    en: en.trim() === '' ? translate('round.form.required') : '',
    categories: categoryNos.length === 0 ? translate('round.form.oneCategory') : '',
    closing: closing === null || Date.parse(closing) <= Date.now() ? translate('round.form.future') : '',
    seconds: seconds !== null && !(seconds >= 0.1 && seconds <= 3600) ? translate('round.form.seconds') : '',
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some((fault) => fault !== '') || programmeKey === '') return;
    setBusy(true);
    setProblem(null);
    api
      .send<{ id: string }>('POST', '/rounds', {
        programmeKey,
        title: { zh: zh.trim(), en: en.trim() },
        categoryNos,
        closesAt: closing,
        workingDayMs: seconds === null ? null : Math.round(seconds * 1000),
      })
      .then(({ id }) => navigate(`/desk/rounds/${id}`), setProblem)
      .finally(() => setBusy(false));
  };
  const shown = (fault: string) => (tried ? fault : '');
  return (
    <Page title={translate('round.create')} maxWidth={860}>
      {programmes.isPending ? <Busy /> : null}
      <ProblemAlert problem={programmes.error} />
      <Paper component="form" noValidate onSubmit={submit} sx={{ p: { xs: 2, sm: 3 } }}>
        <Stack spacing={2}>
          <TextField
            select
            label={translate('round.form.programme')}
            helperText={translate('round.form.programmeHelp')}
            value={programmeKey}
            onChange={(event) => {
              setChosenKey(event.target.value);
              setCategoryNos([]);
            }}
            required
            margin="none"
          >
            {(programmes.data?.items ?? []).map(({ key, name }) => (
              <MenuItem key={key} value={key}>
                {text(name)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label={translate('round.form.titleZh')}
            value={zh}
            onChange={(event) => setZh(event.target.value)}
            error={shown(faults.zh) !== ''}
            helperText={shown(faults.zh)}
            required
            margin="none"
            slotProps={{ htmlInput: { maxLength: 100 } }}
          />
          <TextField
            label={translate('round.form.titleEn')}
            value={en}
            onChange={(event) => setEn(event.target.value)}
            error={shown(faults.en) !== ''}
            helperText={shown(faults.en)}
            required
            margin="none"
            slotProps={{ htmlInput: { maxLength: 200, lang: 'en' } }}
          />
          <CategoryChoice
            categories={programme.data?.categories ?? []}
            chosen={categoryNos}
            onChange={setCategoryNos}
            fault={shown(faults.categories)}
          />
          <RehearsalChoice seconds={secondsPerDay} onChange={setSecondsPerDay} fault={shown(faults.seconds)} />
          <TextField
            type="datetime-local"
            label={translate('round.form.closesAt')}
            value={closesAt}
            onChange={(event) => setClosesAt(event.target.value)}
            error={shown(faults.closing) !== ''}
            helperText={
              shown(faults.closing) ||
              (seconds === null ? translate('round.form.closesHelp') : translate('round.form.closesHelpRehearsal'))
            }
            required
            margin="none"
            slotProps={{ inputLabel: { shrink: true } }}
            sx={{ maxWidth: 320 }}
          />
          <ProblemAlert problem={problem} />
          <Alert severity="info">{translate('round.form.note')}</Alert>
          <div>
            <Button type="submit" variant="contained" disabled={busy}>
              {translate('round.form.submit')}
            </Button>
          </div>
        </Stack>
      </Paper>
    </Page>
  );
}
