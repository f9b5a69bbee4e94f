import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useListContext, useTranslate } from 'ra-core';
import { DataTable, List, Pagination, SelectInput, SimpleList } from 'ra-ui-materialui';
import { useMemo } from 'react';
import { Link as RouterLink } from 'react-router';
import { ROUND_STATUSES } from '../../../contracts/vocabulary.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useMoved } from '../providers/events.ts';
import { useAllowed } from '../providers/me.ts';
import { LIST_SX } from '../tasks/list-look.ts';
import type { RoundSummary } from './contract.ts';

const roundPath = (id: string) => `/desk/rounds/${id}`;

/** All rounds, newest first. */
export default function RoundListPage() {
  const translate = useTranslate();
  const word = useWord();
  const mayManage = useAllowed()('round.manage');
  const filters = useMemo(
    () => [
      <SelectInput
        key="status"
        source="status"
        label={translate('round.column.status')}
        choices={ROUND_STATUSES.map((id) => ({ id, name: word('roundStatus', id) }))}
        translateChoice={false}
        alwaysOn
      />,
    ],
    [translate, word],
  );
  return (
    <Page
      title={translate('round.title')}
      maxWidth={false}
      actions={
        mayManage ? (
          <Button variant="contained" component={RouterLink} to="/desk/rounds/create">
            {translate('round.create')}
          </Button>
        ) : undefined
      }
    >
      <List
        resource="rounds"
        title={false}
        disableAuthentication
        perPage={25}
        filters={filters}
        actions={false}
        pagination={<Pagination rowsPerPageOptions={[25, 50, 100]} />}
        empty={false}
        storeKey="rounds.list"
        component="div"
        sx={LIST_SX}
      >
        <Rounds mayManage={mayManage} />
      </List>
    </Page>
  );
}

function Rounds({ mayManage }: { mayManage: boolean }) {
  const translate = useTranslate();
  const word = useWord();
  const text = useBilingual();
  const language = useLanguage();
  const narrow = useMediaQuery('(max-width:700px)');
  const { data, isPending, refetch } = useListContext<RoundSummary>();
  useMoved(undefined, () => refetch());
  if (!isPending && data && data.length === 0) {
    return (
      <Empty
        text={translate(mayManage ? 'round.empty' : 'round.emptyReader')}
        action={
          mayManage ? (
            <Button component={RouterLink} to="/desk/rounds/create">
              {translate('round.create')}
            </Button>
          ) : undefined
        }
      />
    );
  }
  if (narrow) {
    return (
      <SimpleList<RoundSummary>
        rowClick={(id) => roundPath(String(id))}
        primaryText={(round) => text(round.title)}
        secondaryText={(round) =>
          [
            word('roundStatus', round.status),
            ...(round.rehearsal ? [translate('round.form.rehearsal')] : []),
            `${translate('round.column.closes')} ${formatInstant(round.closesAt, language)}`,
          ].join(' · ')
        }
      />
    );
  }
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <DataTable bulkActionButtons={false} rowClick={(id) => roundPath(String(id))}>
        <DataTable.Col
          source="title"
          disableSort
          label={translate('round.column.title')}
          render={(round: RoundSummary) => (
            <>
              <Link component={RouterLink} to={roundPath(round.id)} onClick={(event) => event.stopPropagation()}>
                {text(round.title)}
              </Link>{' '}
              {round.rehearsal ? <RehearsalMark /> : null}
            </>
          )}
        />
        <DataTable.Col
          source="status"
          disableSort
          label={translate('round.column.status')}
          render={(round: RoundSummary) => <StatusChip status={round.status} kind="round" />}
        />
        <DataTable.NumberCol
          source="categoryNos"
          disableSort
          label={translate('round.column.categories')}
          render={(round: RoundSummary) => round.categoryNos.length}
        />
        <DataTable.Col
          source="closesAt"
          disableSort
          label={translate('round.column.closes')}
          render={(round: RoundSummary) => formatInstant(round.closesAt, language) || '—'}
        />
        <DataTable.NumberCol source="applications" disableSort label={translate('round.column.applications')} />
        <DataTable.Col
          source="createdAt"
          disableSort
          label={translate('round.column.created')}
          render={(round: RoundSummary) => formatInstant(round.createdAt, language)}
        />
      </DataTable>
    </Box>
  );
}
