import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { Link } from 'react-router';
import { Empty, Page } from '../layout/Page.tsx';
import { enterprisesOf, useAllowed, useMe } from '../providers/me.ts';
import { ApplicantHome } from './ApplicantHome.tsx';
import { AuditorHome } from './AuditorHome.tsx';
import { OperatorHome } from './OperatorHome.tsx';
import { ProgrammesHome } from './ProgrammesHome.tsx';
import { QueueHome } from './QueueHome.tsx';
import { RoundsHome } from './RoundsHome.tsx';
import { SupervisionHome } from './SupervisionHome.tsx';

/** What the person has to do now, for each of their roles. */
export default function HomePage() {
  const translate = useTranslate();
  const me = useMe();
  const allowed = useAllowed();
  const member = enterprisesOf(me).length > 0;
  return (
    <Page title={translate('shell.home.title', { name: me.user.name })}>
      <Stack spacing={4}>
        {me.grants.length === 0 ? (
          <Empty
            text={translate('shell.home.noRole')}
            action={
              <Button component={Link} to="/desk/enterprise/register" variant="contained">
                {translate('enterprise.register.title')}
              </Button>
            }
          />
        ) : null}
        {member ? <ApplicantHome /> : null}
        {allowed('task.list') && me.grants.some(({ role }) => role !== 'bodySupervisor') ? <QueueHome /> : null}
        {allowed('task.supervise') ? <SupervisionHome /> : null}
        {allowed('programme.design') ? <ProgrammesHome /> : null}
        {allowed('round.list') ? <RoundsHome /> : null}
        {allowed('operations.read') ? <OperatorHome /> : null}
        {allowed('audit.verify') && !allowed('operations.read') ? <AuditorHome /> : null}
        {me.grants.length > 0 && me.needsSecondFactor && !allowed('task.list') ? (
          <Alert severity="info">{translate('shell.home.afterSecondFactor')}</Alert>
        ) : null}
      </Stack>
    </Page>
  );
}
