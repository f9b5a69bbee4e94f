import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link } from 'react-router';
import type { ApplicationView } from '../../../contracts/applications.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';

type Act = 'submitCorrection' | 'answerInvitation' | 'sign' | 'submit' | 'finish';
export type ToDoItem = {
  key: string;
  act: Act;
  id: string;
  name: string | null;
  dueAt: string | null;
  provisional: boolean;
  now: string;
};

/** What this person must do for an application, if anything: one thing, the most pressing. */
export function toDoOf(view: ApplicationView): ToDoItem[] {
  const { id, projectName, allowed, status, closesAt, correction, parties, now } = view;
  const item = (act: Act, dueAt: string | null): ToDoItem[] => [
    { key: `${id}/${act}`, act, id, name: projectName, dueAt, provisional: false, now },
  ];
  const mine = parties.find((party) => party.mine);
  if (allowed.includes('answerInvitation')) return item('answerInvitation', mine?.confirmBy ?? closesAt);
  if (correction && (allowed.includes('submitCorrection') || allowed.includes('edit')))
    return item('submitCorrection', correction.dueAt);
  if (allowed.includes('sign') && mine?.signedAt == null) return item('sign', closesAt);
  if (allowed.includes('submit')) return item('submit', closesAt);
  if (status === 'draft' && allowed.includes('edit') && closesAt !== null && Date.parse(closesAt) > Date.parse(now))
    return item('finish', closesAt);
  return [];
}

/** Things to do, the most pressing first. */
export function ToDo({ items }: { items: ToDoItem[] }) {
  const translate = useTranslate();
  return (
    <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1 }}>
      {items.map(({ key, act, id, name, dueAt, provisional, now }) => {
        const project = name ?? translate('shell.home.unnamed');
        return (
          <Paper
            component="li"
            key={key}
            sx={{ p: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
          >
            <Box sx={{ flex: 1, minWidth: 200 }}>
              <Typography sx={{ fontWeight: 600 }}>{translate(`shell.home.act.${act}`)}</Typography>
              <Typography variant="body2" color="text.secondary">
                {project}
              </Typography>
              {dueAt ? <WorkingDaysLeft dueAt={dueAt} now={now} provisional={provisional} /> : null}
            </Box>
            <Button
              component={Link}
              to={`/desk/applications/${id}`}
              variant="contained"
              aria-label={`${translate(`shell.home.go.${act}`)}: ${project}`}
            >
              {translate(`shell.home.go.${act}`)}
            </Button>
          </Paper>
        );
      })}
    </Box>
  );
}
