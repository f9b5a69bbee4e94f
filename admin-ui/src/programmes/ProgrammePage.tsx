import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useNavigate, useParams } from 'react-router';
import type { ProgrammeHistory } from '../../../contracts/designs.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { VersionTable } from './VersionTable.tsx';

/** Versions of one programme, and the way to the next. */
export default function ProgrammePage() {
  const { key = '' } = useParams();
  const translate = useTranslate();
  const text = useBilingual();
  const navigate = useNavigate();
  const mayDesign = useAllowed()('programme.design');
  const { busy, problem, run } = useAct();
  const query = useReply<ProgrammeHistory>(`/programmes/${key}`);
  const history = query.data;
  if (query.isPending) return <Busy />;
  if (!history) {
    return (
      <Page title={translate('shell.menu.programmes')}>
        <ProblemAlert problem={query.error} />
      </Page>
    );
  }
  const start = (fromVersion: number) =>
    run(async () => {
      const { id } = await api.send<{ id: string }>('POST', '/designs', { programmeKey: key, fromVersion });
      void navigate(`/desk/designs/${id}`);
    });
  return (
    <Page
      title={text(history.name)}
      maxWidth={1400}
      subtitle={
        <Link component={RouterLink} to="/desk/programmes">
          {translate('shell.menu.programmes')}
        </Link>
      }
      actions={
        mayDesign && !history.design ? (
          <Button variant="contained" disabled={busy} onClick={() => start(history.current)}>
            {translate('design.startNext')}
          </Button>
        ) : undefined
      }
    >
      <ProblemAlert problem={problem} />
      {history.design ? (
        <Alert
          role="note"
          severity={history.design.status === 'proposed' ? 'warning' : 'info'}
          sx={{ mb: 2 }}
          action={
            <Button component={RouterLink} to={`/desk/designs/${history.design.id}`} color="inherit">
              {translate(history.design.status === 'proposed' ? 'design.lookAt' : 'design.goOnDraft')}
            </Button>
          }
        >
          <StatusChip status={history.design.status} kind="design" />{' '}
          {translate(`design.open.${history.design.status}`, { name: history.design.savedBy })}
        </Alert>
      ) : null}
      <VersionTable history={history} onStart={mayDesign && !history.design ? start : undefined} busy={busy} />
    </Page>
  );
}
