import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { api } from '../providers/http.ts';
import { beijingInput, beijingInstant } from './beijing-time.ts';
import { ConfirmAct } from './ConfirmAct.tsx';
import type { RoundView } from './contract.ts';

const DAY_MS = 86_400_000;

/** 重新征集: one act drafts the round that calls the open categories again. */
export function Recall({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const joined = useJoined();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [zh, setZh] = useState(`${round.title.zh}（重新征集）`);
  const [en, setEn] = useState(`${round.title.en} (called again)`);
  const [closesAt, setClosesAt] = useState(() => beijingInput(Date.now() + 35 * DAY_MS).replace(/T.*/, 'T18:00'));
  const closing = beijingInstant(closesAt);
  if (!round.allowed.includes('recall')) return null;
  return (
    <>
      <Button variant="contained" onClick={() => setAsking(true)}>
        {translate('round.recall.button')}
      </Button>
      {asking ? (
        <ConfirmAct
          title={translate('round.recall.button')}
          confirm={translate('round.recall.confirm')}
          disabled={zh.trim() === '' || en.trim() === '' || closing === null}
          onClose={() => setAsking(false)}
          act={async (key) => {
            const body = { title: { zh: zh.trim(), en: en.trim() }, closesAt: closing };
            const { id } = await api.send<{ id: string }>('POST', `/rounds/${round.id}/recall`, body, { key });
            await navigate(`/desk/rounds/${id}`);
          }}
        >
          <Typography sx={{ mb: 1 }}>
            {translate('round.recall.text', { categories: joined(round.openCategoryNos.map(String)) })}
          </Typography>
          <TextField
            label={translate('round.form.titleZh')}
            value={zh}
            onChange={(event) => setZh(event.target.value)}
            required
            fullWidth
          />
          <TextField
            label={translate('round.form.titleEn')}
            value={en}
            onChange={(event) => setEn(event.target.value)}
            required
            fullWidth
          />
          <TextField
            type="datetime-local"
            label={translate('round.form.closesAt')}
            value={closesAt}
            onChange={(event) => setClosesAt(event.target.value)}
            required
            slotProps={{ inputLabel: { shrink: true } }}
          />
        </ConfirmAct>
      ) : null}
    </>
  );
}

/** Which round this one calls again, and which call its categories again. */
export function RecallLinks({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const joined = useJoined();
  const text = useBilingual();
  if (round.recallOf === null && round.recalls.length === 0) return null;
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      {round.recallOf ? (
        <div>
          {translate('round.recall.of')}{' '}
          <Link component={RouterLink} to={`/desk/rounds/${round.recallOf.id}`}>
            {text(round.recallOf.title)}
          </Link>
        </div>
      ) : null}
      {round.recalls.map(({ id, title, categoryNos }) => (
        <div key={id}>
          {translate('round.recall.by', { categories: joined(categoryNos.map(String)) })}{' '}
          <Link component={RouterLink} to={`/desk/rounds/${id}`}>
            {text(title)}
          </Link>
        </div>
      ))}
    </Alert>
  );
}
