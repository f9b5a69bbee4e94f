import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { ActDialog } from '../applications/dialogs.tsx';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Block } from '../layout/Block.tsx';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Reply } from '../layout/Reply.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useAct } from '../layout/useAct.ts';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';
import { MovedUpNote } from '../tasks/MovedUpNote.tsx';
import { StrandedNotice } from '../tasks/StrandedNotice.tsx';
import type { ObjectionView } from './contract.ts';
import { VerdictForm } from './VerdictForm.tsx';

/** One objection: its course for the objector, its content and the verdict for the handler. */
export default function ObjectionPage({ objectionId }: { objectionId?: string }) {
  const { id: ofPath = '' } = useParams();
  const id = objectionId ?? ofPath;
  const translate = useTranslate();
  const query = useQuery({
    queryKey: ['objections', 'one', id],
    queryFn: () => api.get<ObjectionView>(`/objections/${id}`),
  });
  useMoved(id, () => query.refetch());
  return (
    <Page title={translate('objection.one', { no: query.data?.no ?? '' })} maxWidth={1080}>
      <Reply query={query}>{(view) => <Objection view={view} onChanged={() => void query.refetch()} />}</Reply>
    </Page>
  );
}

type Props = { view: ObjectionView; onChanged: () => void };

function Objection({ view, onChanged }: Props) {
  const translate = useTranslate();
  const { confidential } = view;
  return (
    <Stack spacing={2}>
      {view.rehearsal ? <RehearsalMark banner /> : null}
      <Course view={view} />
      {view.movedUp && view.status === 'open' ? <MovedUpNote movedUp={view.movedUp} /> : null}
      {view.stranded && view.taskId ? <StrandedNotice taskId={view.taskId} /> : null}
      {view.exclusion && view.status === 'open' ? (
        <Alert severity="warning">{translate(`objection.exclusion.${view.exclusion}`)}</Alert>
      ) : null}
      <Acts view={view} onChanged={onChanged} />
      {confidential ? (
        <Content view={view} confidential={confidential} />
      ) : (
        <Alert severity="info">{translate('objection.hidden')}</Alert>
      )}
      {view.allowed.includes('decide') ? <VerdictForm view={view} onDecided={onChanged} /> : null}
    </Stack>
  );
}

function Course({ view }: { view: ObjectionView }) {
  const translate = useTranslate();
  const joined = useJoined();
  const bilingual = useBilingual();
  const language = useLanguage();
  return (
    <Block title={translate('objection.course')}>
      <DefinitionList>
        <Definition term={translate('objection.status')}>
          <StatusChip status={view.status} kind="objection" />
        </Definition>
        <Definition term={translate('objection.about')}>
          {view.categoryNo}. {bilingual(view.categoryName)} · {view.projectName ?? translate('objection.leftOpen')}{' '}
          {view.noticeId ? (
            <Link component={RouterLink} to={`/notices/${view.noticeId}`}>
              {translate('objection.notice')}
            </Link>
          ) : null}
        </Definition>
        <Definition term={translate('objection.parties')}>{joined(view.parties) || '—'}</Definition>
        <Definition term={translate('objection.filedAt')}>
          {formatInstant(view.filedAt, language, { seconds: true })}
        </Definition>
        {view.bodyName ? <Definition term={translate('objection.body')}>{bilingual(view.bodyName)}</Definition> : null}
        <Definition term={translate('objection.handler')}>
          {view.handlerName ?? translate('objection.notTaken')}
        </Definition>
        {view.status === 'open' && view.dueAt ? (
          <Definition term={translate('objection.due')}>
            <WorkingDaysLeft dueAt={view.dueAt} now={view.now} />
          </Definition>
        ) : (
          <Definition term={translate('objection.decidedAt')}>
            {formatInstant(view.decidedAt, language) || '—'}
          </Definition>
        )}
        {view.publicReason ? (
          <Definition term={translate('objection.publicReason')}>{view.publicReason}</Definition>
        ) : null}
        {view.amendment ? <Definition term={translate('objection.amendment')}>{view.amendment.note}</Definition> : null}
      </DefinitionList>
    </Block>
  );
}

function Content({
  view,
  confidential,
}: {
  view: ObjectionView;
  confidential: NonNullable<ObjectionView['confidential']>;
}) {
  const translate = useTranslate();
  const { realName, mobile, enterpriseName, statement, files, reason } = confidential;
  return (
    <Block title={translate('objection.content')} note={translate('objection.contentNote')}>
      <DefinitionList>
        <Definition term={translate('objection.form.realName')}>{realName}</Definition>
        <Definition term={translate('objection.form.mobile')}>{mobile}</Definition>
        {enterpriseName ? (
          <Definition term={translate('objection.form.enterprise')}>{enterpriseName}</Definition>
        ) : null}
        <Definition term={translate('objection.form.facts')}>
          <Box sx={{ whiteSpace: 'pre-wrap' }}>{statement}</Box>
        </Definition>
        <Definition term={translate('objection.files')}>
          <ul style={{ margin: 0, paddingLeft: '1.25em' }}>
            {files.map(({ id, kind, fileName }) => (
              <li key={id}>
                <Link href={`/api/v1/objections/${view.id}/files/${id}/content`}>{fileName}</Link> (
                {translate(`objection.form.${kind}`)})
              </li>
            ))}
          </ul>
        </Definition>
        {reason ? <Definition term={translate('objection.reason')}>{reason}</Definition> : null}
      </DefinitionList>
    </Block>
  );
}

/** Take, give back, withdraw. */
function Acts({ view, onChanged }: Props) {
  const translate = useTranslate();
  const { busy, problem, run, clear } = useAct();
  const [asking, setAsking] = useState<'release' | 'withdraw' | null>(null);
  if (!view.allowed.some((act) => ['take', 'release', 'withdraw'].includes(act))) return null;
  const take = () =>
    run(async () => {
      await api.send('POST', `/objections/${view.id}/handling`);
      onChanged();
    });
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      {view.allowed.includes('take') ? (
        <Button variant="contained" disabled={busy} onClick={() => void take()}>
          {translate('objection.take')}
        </Button>
      ) : null}
      {(['release', 'withdraw'] as const).map((act) =>
        view.allowed.includes(act) ? (
          <Button key={act} variant="outlined" onClick={() => setAsking(act)}>
            {translate(`objection.${act}.open`)}
          </Button>
        ) : null,
      )}
      {asking ? (
        <ActDialog
          title={translate(`objection.${asking}.open`)}
          confirm={translate(`objection.${asking}.confirm`)}
          asks="reason"
          busy={busy}
          problem={problem}
          onClose={() => {
            setAsking(null);
            clear();
          }}
          onConfirm={(reason) =>
            run(async () => {
              const [method, path] =
                asking === 'release' ? (['DELETE', 'handling'] as const) : (['POST', 'withdrawal'] as const);
              await api.send(method, `/objections/${view.id}/${path}`, { reason: reason.trim() });
              onChanged();
            })
          }
        >
          <Typography>{translate(`objection.${asking}.text`)}</Typography>
        </ActDialog>
      ) : (
        <ProblemAlert problem={problem} />
      )}
    </Stack>
  );
}
