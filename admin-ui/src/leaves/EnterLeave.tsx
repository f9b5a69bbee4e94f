import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { useHasRole, useMe } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import type { LeaveOptions } from './replies.ts';
import { PersonChoice } from './PersonChoice.tsx';
import { UncoveredTasks } from './UncoveredTasks.tsx';

type Props = { onEntered: () => Promise<void>; onClose: () => void };

/** Days, deputy and reason; the operator first chooses whose leave it is. */
export function EnterLeave({ onEntered, onClose }: Props) {
  const translate = useTranslate();
  const { user } = useMe();
  const operator = useHasRole()('operator');
  const [userId, setUserId] = useState(operator ? '' : user.id);
  return (
    <Paper component="section" aria-labelledby="enter-leave" sx={{ p: 2, mb: 2, maxWidth: 640 }}>
      <Typography variant="h2" id="enter-leave" sx={{ mb: 1 }}>
        {translate('supervision.leaves.enter')}
      </Typography>
      <Stack spacing={1.5}>
        {operator ? <PersonChoice value={userId} onChange={setUserId} /> : null}
        {userId === '' ? null : <LeaveForm key={userId} userId={userId} onEntered={onEntered} />}
        <Button onClick={onClose} sx={{ alignSelf: 'flex-start' }}>
          {translate('shell.close')}
        </Button>
      </Stack>
    </Paper>
  );
}

function LeaveForm({ userId, onEntered }: { userId: string; onEntered: () => Promise<void> }) {
  const translate = useTranslate();
  const word = useWord();
  const bilingual = useBilingual();
  const options = useReply<LeaveOptions>('/leaves/options', { userId });
  const [place, setPlace] = useState(0);
  const [draft, setDraft] = useState({ deputyId: '', startsOn: '', endsOn: '', reason: '' });
  const [entered, setEntered] = useState(false);
  const { busy, problem, run } = useAct();
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const complete = Object.values(draft).every((typed) => typed.trim() !== '');
  return (
    <Reply query={options}>
      {({ items }) => {
        const held = items[place];
        if (!held) return <Alert severity="info">{translate('supervision.leaves.noRole')}</Alert>;
        const submit = async (event: FormEvent) => {
          event.preventDefault();
          setEntered(false);
          const body = { ...draft, reason: draft.reason.trim(), userId, role: held.role, bodyId: held.body.id };
          await run(async () => {
            await api.send('POST', '/leaves', body);
            setEntered(true);
            setDraft({ deputyId: '', startsOn: '', endsOn: '', reason: '' });
            await onEntered();
          });
        };
        return (
          <Stack component="form" noValidate onSubmit={submit} spacing={1.5}>
            {entered ? <Alert severity="success">{translate('supervision.leaves.done')}</Alert> : null}
            <ProblemAlert problem={problem} />
            {items.length > 1 ? (
              <TextField
                select
                label={translate('vocabulary.field.role')}
                value={place}
                onChange={(event) => setPlace(Number(event.target.value))}
              >
                {items.map(({ role, body }, no) => (
                  <MenuItem key={`${role} ${body.id}`} value={no}>
                    {word('role', role)} · {bilingual(body.name)}
                  </MenuItem>
                ))}
              </TextField>
            ) : null}
            <TextField
              select
              required
              label={translate('vocabulary.field.deputyId')}
              value={held.colleagues.some(({ id }) => id === draft.deputyId) ? draft.deputyId : ''}
              onChange={(event) => change({ deputyId: event.target.value })}
              helperText={translate(
                held.colleagues.length === 0 ? 'supervision.noColleague' : 'supervision.leaves.deputyHelp',
              )}
            >
              {held.colleagues.map(({ id, name }) => (
                <MenuItem key={id} value={id}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
            {draft.deputyId === '' ? null : (
              <UncoveredTasks userId={userId} role={held.role} bodyId={held.body.id} deputyId={draft.deputyId} />
            )}
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5}>
              {(['startsOn', 'endsOn'] as const).map((key) => (
                <TextField
                  key={key}
                  type="date"
                  required
                  fullWidth
                  label={translate(`vocabulary.field.${key}`)}
                  value={draft[key]}
                  onChange={(event) => change({ [key]: event.target.value })}
                  slotProps={{ inputLabel: { shrink: true } }}
                />
              ))}
            </Stack>
            <TextField
              required
              label={translate('vocabulary.field.reason')}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
            <Button type="submit" variant="contained" disabled={busy || !complete} sx={{ alignSelf: 'flex-start' }}>
              {translate('supervision.leaves.submit')}
            </Button>
          </Stack>
        );
      }}
    </Reply>
  );
}
