import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { moneyWords } from '../form/money-words.ts';
import { checkShares, requestedFen, splitFen } from '../../../domain/shares.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import type { ApplicationView } from './contract.ts';
import { ShareSum } from './ShareSum.tsx';
import { bpToPercent, liveParties, percentToBp } from './steps.ts';
import { useAct } from './useApplication.ts';

/** Shares of the parties; together exactly 100 %. The last party takes the rounding. */
export function Shares({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const parties = useMemo(() => liveParties(view), [view]);
  const saved = useMemo(() => new Map(parties.map(({ enterpriseId, shareBp }) => [enterpriseId, shareBp])), [parties]);
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const { busy, problem, run } = useAct(view.id);
  const editable = view.allowed.includes('share');
  const textOf = (id: string) => typed.get(id) ?? bpToPercent(saved.get(id) ?? 0);
  const shares = parties.map(({ enterpriseId }) => ({ enterpriseId, shareBp: percentToBp(textOf(enterpriseId)) }));
  const readable = shares.every(({ shareBp }) => shareBp !== null);
  const sum = checkShares(shares.map(({ shareBp }) => shareBp ?? 0));
  const { ok } = sum;
  const changed = shares.some(({ enterpriseId, shareBp }) => shareBp !== saved.get(enterpriseId));
  const fen = requestedFen(view.sections.filter(({ enterpriseId }) => enterpriseId === null).map(({ data }) => data));
  const amounts =
    ok && readable && fen !== null
      ? splitFen(
          fen,
          shares.map(({ shareBp }) => shareBp ?? 0),
        )
      : null;
  useEffect(() => {
    // A party that left takes its unsaved share along.
    setTyped((known) => new Map([...known].filter(([id]) => saved.has(id))));
  }, [saved]);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!ok || !readable) return;
    if (await run(() => api.send('PUT', `/applications/${view.id}/shares`, { shares }))) setTyped(new Map());
  };
  return (
    <Box component="section" aria-labelledby="shares-title">
      <Typography id="shares-title" variant="h3" sx={{ mb: 0.5 }}>
        {translate('application.shares.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {translate('application.shares.intro')}
      </Typography>
      <Stack component="form" noValidate spacing={1} onSubmit={(event) => void save(event)} sx={{ maxWidth: 560 }}>
        {parties.map(({ enterpriseId, name }, i) => (
          <TextField
            key={enterpriseId}
            margin="none"
            label={name}
            value={textOf(enterpriseId)}
            onChange={({ target }) => setTyped(new Map([...typed, [enterpriseId, target.value]]))}
            error={percentToBp(textOf(enterpriseId)) === null}
            helperText={
              percentToBp(textOf(enterpriseId)) === null
                ? translate('application.shares.unreadable')
                : amounts
                  ? translate('application.shares.amount', { amount: moneyWords(amounts[i] ?? 0, translate) })
                  : ' '
            }
            slotProps={{
              htmlInput: { inputMode: 'decimal', readOnly: !editable },
              input: { endAdornment: <InputAdornment position="end">%</InputAdornment> },
            }}
          />
        ))}
        <ShareSum {...sum} />
        <ProblemAlert problem={problem} />
        {editable && (
          <Box>
            <Button type="submit" variant="contained" disabled={!ok || !readable || !changed} loading={busy}>
              {translate('application.shares.save')}
            </Button>
          </Box>
        )}
      </Stack>
    </Box>
  );
}
