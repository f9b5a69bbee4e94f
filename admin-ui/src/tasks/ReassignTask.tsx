import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ReasonDialog } from '../layout/ReasonDialog.tsx';
import { Reply } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { useReply } from '../providers/useReply.ts';
import type { ColleaguesReply, TaskView } from './contract.ts';
import { useMatter } from './words.ts';

/** Hands the task to a colleague, with the reason. Who is on leave is marked, and has to be meant. */
export function ReassignTask({ task, onDone }: { task: TaskView; onDone: () => void }) {
  const translate = useTranslate();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState('');
  const matterOf = useMatter();
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        onClick={() => setOpen(true)}
        aria-label={translate('supervision.reassignOf', { project: matterOf(task) })}
      >
        {translate('supervision.reassign')}
      </Button>
      {open ? (
        <ReasonDialog
          open
          title={translate('supervision.reassign')}
          confirm={translate('supervision.reassign')}
          label={translate('supervision.reason')}
          ready={to !== ''}
          onClose={() => setOpen(false)}
          act={async (reason) => {
            const asked = { from: task.claimedBy?.id ?? null, to, reason, despiteLeave: true };
            await api.send('POST', `/tasks/${task.id}/reassignment`, asked);
            await client.invalidateQueries({ queryKey: [`/tasks/${task.id}/colleagues`] });
            onDone();
          }}
        >
          <Typography sx={{ mb: 1.5 }}>
            {translate('supervision.held', { name: task.claimedBy?.name ?? translate('supervision.nobody') })}
          </Typography>
          <ColleagueChoice task={task} value={to} onChange={setTo} />
        </ReasonDialog>
      ) : null}
    </>
  );
}

type ChoiceProps = { task: TaskView; value: string; onChange: (id: string) => void };

function ColleagueChoice({ task, value, onChange }: ChoiceProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const query = useReply<ColleaguesReply>(`/tasks/${task.id}/colleagues`);
  return (
    <Reply query={query}>
      {({ items }) => {
        const others = items.filter(({ id }) => id !== task.claimedBy?.id);
        const chosen = others.find(({ id }) => id === value);
        return (
          <TextField
            select
            fullWidth
            required
            label={translate('supervision.colleague')}
            value={chosen ? value : ''}
            onChange={(event) => onChange(event.target.value)}
            helperText={
              others.length === 0
                ? translate('supervision.noColleague')
                : chosen?.onLeaveUntil
                  ? translate('supervision.onLeave', { at: formatInstant(chosen.onLeaveUntil, language) })
                  : undefined
            }
          >
            {others.map(({ id, name, openTasks, onLeaveUntil, excluded }) => (
              <MenuItem key={id} value={id} disabled={excluded}>
                {translate(`supervision.option${excluded ? 'Excluded' : onLeaveUntil ? 'Away' : ''}`, {
                  name,
                  count: openTasks,
                })}
              </MenuItem>
            ))}
          </TextField>
        );
      }}
    </Reply>
  );
}
