import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Block } from '../layout/Block.tsx';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { api } from '../providers/http.ts';
import { parseDays } from './parseDays.ts';

type Loaded = { year: number; workingDays: number; deadlinesMoved: number };

/** Takes in a year as published: pasted lines are read while typed, then confirmed. */
export function LoadYear({ onLoaded }: { onLoaded: (year: number) => void }) {
  const translate = useTranslate();
  const client = useQueryClient();
  const [off, setOff] = useState('');
  const [worked, setWorked] = useState('');
  const [asking, setAsking] = useState(false);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const holidays = parseDays(off);
  const makeUpDays = parseDays(worked);
  const year = Number(holidays.days[0]?.day.slice(0, 4) ?? 0);
  const badLine = (bad: { no: number; line: string } | null) =>
    bad ? translate('operations.calendar.badLine', bad) : undefined;
  return (
    <Block
      title={translate('operations.calendar.load')}
      note={translate('operations.calendar.loadText')}
      sx={{ mt: 3, maxWidth: 720 }}
    >
      {loaded ? (
        <Alert severity="success" sx={{ mb: 1 }}>
          {translate('operations.calendar.loaded', {
            year: loaded.year,
            days: loaded.workingDays,
            moved: loaded.deadlinesMoved,
          })}
        </Alert>
      ) : null}
      <Stack spacing={1}>
        <TextField
          label={translate('operations.calendar.holidays')}
          multiline
          minRows={4}
          value={off}
          onChange={(event) => setOff(event.target.value)}
          error={holidays.bad !== null}
          helperText={badLine(holidays.bad)}
          required
        />
        <TextField
          label={translate('operations.calendar.makeUpDays')}
          multiline
          minRows={2}
          value={worked}
          onChange={(event) => setWorked(event.target.value)}
          error={makeUpDays.bad !== null}
          helperText={badLine(makeUpDays.bad)}
        />
        <Button
          variant="contained"
          disabled={holidays.days.length === 0 || holidays.bad !== null || makeUpDays.bad !== null}
          onClick={() => setAsking(true)}
          sx={{ alignSelf: 'flex-start' }}
        >
          {translate('operations.calendar.submit')}
        </Button>
      </Stack>
      <ConfirmDialog
        open={asking}
        title={translate('operations.calendar.load')}
        confirm={translate('operations.calendar.submit')}
        onClose={() => setAsking(false)}
        act={async () => {
          const reply = await api.send<Loaded>('POST', '/calendar', {
            year,
            holidays: holidays.days,
            makeUpDays: makeUpDays.days,
          });
          setLoaded(reply);
          setOff('');
          setWorked('');
          onLoaded(reply.year);
          await client.invalidateQueries({ queryKey: ['/calendar'] });
        }}
      >
        {translate('operations.calendar.confirm', {
          year,
          holidays: holidays.days.length,
          makeUpDays: makeUpDays.days.length,
        })}
      </ConfirmDialog>
    </Block>
  );
}
