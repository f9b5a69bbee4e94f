import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { z } from 'zod';
import type { RoundPage } from '../../../contracts/rounds.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline } from '../i18n/instants.ts';
import { Empty } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Reply } from '../layout/Reply.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { HomeSection } from './HomeSection.tsx';

/** Rounds and where each stands. */
export function RoundsHome() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const allowed = useAllowed();
  const rounds = useQuery({
    queryKey: ['home', 'rounds'],
    queryFn: () => api.get<z.infer<typeof RoundPage>>('/rounds', { perPage: 5 }),
  });
  const create = allowed('round.manage') ? (
    <Button component={RouterLink} to="/desk/rounds/create" variant="contained">
      {translate('shell.home.newRound')}
    </Button>
  ) : null;
  return (
    <HomeSection title={translate('shell.menu.rounds')} actions={create}>
      <Reply query={rounds}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={translate('shell.home.noRound')} action={create} />
          ) : (
            <PlainTable
              caption={translate('shell.menu.rounds')}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                {
                  label: translate('shell.home.round'),
                  render: ({ id, title, rehearsal }) => (
                    <>
                      <Link component={RouterLink} to={`/desk/rounds/${id}`}>
                        {bilingual(title)}
                      </Link>{' '}
                      {rehearsal ? <RehearsalMark /> : null}
                    </>
                  ),
                },
                {
                  label: translate('shell.home.status'),
                  render: ({ status }) => <StatusChip status={status} kind="round" />,
                },
                {
                  label: translate('vocabulary.field.closesAt'),
                  render: ({ closesAt }) => formatDeadline(closesAt, language) || '—',
                },
                {
                  label: translate('shell.home.applications'),
                  number: true,
                  render: ({ applications }) => applications,
                },
              ]}
            />
          )
        }
      </Reply>
    </HomeSection>
  );
}
