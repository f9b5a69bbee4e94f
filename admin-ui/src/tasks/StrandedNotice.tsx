import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type ReactNode, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { formatDeadline, formatInstant } from '../i18n/instants.ts';
import { ReasonDialog } from '../layout/ReasonDialog.tsx';
import { Reply } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { useHasRole, useMe } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import type { Circle } from './contract.ts';

type Props = { taskId: string };

/** Why nobody may take the task, who must act to end it and how; those who may, do it here. */
export function StrandedNotice({ taskId }: Props) {
  const query = useReply<Circle>(`/tasks/${taskId}/circle`);
  const [superior, setSuperior] = useState<string | null>(null);
  // Whoever moved it may see it no longer: it lies with another body.
  if (superior !== null) return <MovedUp superior={superior} />;
  return (
    <Reply query={query}>
      {(circle) =>
        circle.stranded ? <Stranded taskId={taskId} circle={circle} onMoved={setSuperior} /> : <Relieved />
      }
    </Reply>
  );
}

function Relieved() {
  const translate = useTranslate();
  return (
    <Alert severity="success" sx={{ mb: 1.5 }}>
      {translate('stranded.relieved')}
    </Alert>
  );
}

function MovedUp({ superior }: { superior: string }) {
  const translate = useTranslate();
  const supervises = useHasRole()('bodySupervisor');
  return (
    <Alert severity="success" role="status" sx={{ mb: 1.5 }}>
      {translate('stranded.movedUp', { superior })}{' '}
      {supervises ? <PageLink to="/desk/supervision" label={translate('supervision.title')} /> : null}
    </Alert>
  );
}

/** Does the person answer for the body, or run the system? */
function useAnswersFor(bodyId: string | null) {
  const { grants } = useMe();
  const operator = useHasRole()('operator');
  return {
    operator,
    answers: operator || grants.some(({ role, body }) => role === 'bodySupervisor' && body?.id === bodyId),
  };
}

type StrandedProps = { taskId: string; circle: Circle; onMoved: (superior: string) => void };

function Stranded({ taskId, circle, onMoved }: StrandedProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const joined = useJoined();
  const language = useLanguage();
  const { operator, answers } = useAnswersFor(circle.bodyId);
  const { bodyName, people, supervisors, superior, waysOut } = circle;
  const names = joined(supervisors.map(({ name }) => name));
  const link: Partial<Record<Circle['waysOut'][number], ReactNode>> = answers
    ? {
        callBack: <PageLink to="/desk/leaves" label={translate('stranded.leaves')} />,
        ...(operator ? { appoint: <PageLink to="/desk/users" label={translate('stranded.users')} /> } : {}),
      }
    : {};
  return (
    <Alert severity="error" sx={{ mb: 1.5 }}>
      <AlertTitle>
        {translate('stranded.title')}
        {circle.since ? ` · ${translate('stranded.at', { at: formatInstant(circle.since, language) })}` : ''}
      </AlertTitle>
      <Typography variant="body2">{translate('stranded.text', { body: text(bodyName) })}</Typography>
      <List
        items={
          people.length === 0
            ? [{ key: 'none', content: translate('stranded.noPerson') }]
            : people.map(({ id, name, onLeaveUntil, excluded }) => ({
                key: id,
                content: translate(`stranded.person.${excluded ? (onLeaveUntil ? 'both' : 'excluded') : 'onLeave'}`, {
                  name,
                  at: formatDeadline(onLeaveUntil, language),
                }),
              }))
        }
      />
      <Typography variant="body2">
        {supervisors.length > 0 ? translate('stranded.who', { names }) : translate('stranded.whoOperator')}
      </Typography>
      <List
        items={waysOut.map((way) => ({
          key: way,
          content: (
            <>
              {translate(`stranded.way.${way}`, { superior: text(superior?.name) })} {link[way]}
            </>
          ),
        }))}
      />
      {answers && superior ? (
        <MoveUp taskId={taskId} bodyId={circle.bodyId ?? ''} superior={text(superior.name)} onMoved={onMoved} />
      ) : null}
    </Alert>
  );
}

function List({ items }: { items: { key: string; content: ReactNode }[] }) {
  return (
    <Stack component="ul" spacing={0.5} sx={{ mt: 0.5, mb: 1, pl: 2.5 }}>
      {items.map(({ key, content }) => (
        <li key={key}>{content}</li>
      ))}
    </Stack>
  );
}

const PageLink = ({ to, label }: { to: string; label: string }) => (
  <Link component={RouterLink} to={to} sx={{ display: 'inline-block', py: 0.25 }}>
    {label}
  </Link>
);

type MoveUpProps = { taskId: string; bodyId: string; superior: string; onMoved: (superior: string) => void };

/** Has the superior body decide in the body's stead, with the reason. */
function MoveUp({ taskId, bodyId, superior, onMoved }: MoveUpProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="contained" color="error" onClick={() => setOpen(true)}>
        {translate('stranded.moveUp')}
      </Button>
      <ReasonDialog
        open={open}
        title={translate('stranded.moveUp')}
        confirm={translate('stranded.moveUp')}
        label={translate('stranded.moveUpReason')}
        onClose={() => setOpen(false)}
        act={async (reason) => {
          await api.send('POST', `/tasks/${taskId}/superior`, { bodyId, reason });
          onMoved(superior);
        }}
        dangerous
      >
        {translate('stranded.moveUpText', { superior })}
      </ReasonDialog>
    </>
  );
}
