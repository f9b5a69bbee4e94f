import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { CREDIT_KINDS } from '../../../contracts/vocabulary.ts';
import { Block } from '../layout/Block.tsx';
import { ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';

const BLANK = {
  identifier: '',
  name: '',
  kind: 'untrustworthy',
  source: '',
  documentNo: '',
  reason: '',
  validFrom: '',
  validTo: '',
};
type Draft = typeof BLANK;
const TEXTS = ['identifier', 'name', 'source', 'documentNo', 'reason'] as const;

/** One record by hand. It stays open afterwards, so that several can be entered from one document. */
export function EnterRecord({ onEntered, onClose }: { onEntered: () => Promise<void>; onClose: () => void }) {
  const translate = useTranslate();
  const [draft, setDraft] = useState<Draft>(BLANK);
  const [entered, setEntered] = useState('');
  const { busy, problem, run } = useAct();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const complete = TEXTS.every((key) => draft[key].trim() !== '') && draft.validFrom !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setEntered('');
    await run(async () => {
      await api.send('POST', '/credit-records', { ...draft, validTo: draft.validTo === '' ? null : draft.validTo });
      setEntered(draft.name);
      setDraft({ ...BLANK, kind: draft.kind, source: draft.source, documentNo: draft.documentNo });
      await onEntered();
    });
  };
  return (
    <Block title={translate('credit.enter')} sx={{ mb: 2, maxWidth: 760 }}>
      <Stack component="form" noValidate onSubmit={submit} spacing={1}>
        {entered ? <Alert severity="success">{translate('credit.done', { name: entered })}</Alert> : null}
        <ProblemAlert problem={problem} />
        <TextField
          select
          label={translate('credit.kind')}
          value={draft.kind}
          onChange={(event) => change({ kind: event.target.value })}
        >
          {CREDIT_KINDS.map((key) => (
            <MenuItem key={key} value={key}>
              {translate(`vocabulary.creditKindStatus.${key}`)}
            </MenuItem>
          ))}
        </TextField>
        {TEXTS.map((key) => (
          <TextField
            key={key}
            label={translate(`credit.field.${key}`)}
            value={draft[key]}
            onChange={(event) => change({ [key]: event.target.value })}
            required
            multiline={key === 'reason'}
            autoComplete="off"
            helperText={key === 'identifier' ? translate('credit.identifierHelp') : undefined}
          />
        ))}
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
          {(['validFrom', 'validTo'] as const).map((key) => (
            <TextField
              key={key}
              type="date"
              label={translate(`credit.field.${key}`)}
              value={draft[key]}
              onChange={(event) => change({ [key]: event.target.value })}
              required={key === 'validFrom'}
              helperText={key === 'validTo' ? translate('credit.openHelp') : undefined}
              slotProps={{ inputLabel: { shrink: true } }}
              fullWidth
            />
          ))}
        </Stack>
        <Stack direction="row" spacing={1}>
          <Button type="submit" variant="contained" disabled={busy || !complete}>
            {translate('credit.submit')}
          </Button>
          <Button onClick={onClose}>{translate('shell.close')}</Button>
        </Stack>
      </Stack>
    </Block>
  );
}
