import ErrorOutline from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { APPLICATION_STATUSES } from '../../../contracts/vocabulary.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { Block } from '../layout/Block.tsx';
import { Empty } from '../layout/Page.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import type { CategoryProgress, RoundView } from './contract.ts';
import { PlainTable } from '../layout/PlainTable.tsx';

/** Applications by status, in the order of the process. */
export function Funnel({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const rows = APPLICATION_STATUSES.flatMap((status) =>
    round.funnel.filter((row) => row.status === status && row.count > 0),
  );
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <Block title={translate('round.funnel')}>
      {total === 0 ? (
        <Empty text={translate('round.funnelEmpty')} />
      ) : (
        <>
          <PlainTable
            bare
            narrow
            caption={translate('round.funnel')}
            rows={rows}
            rowKey={({ status }) => status}
            columns={[
              {
                label: translate('round.status'),
                render: ({ status }) => <StatusChip status={status} kind="application" />,
              },
              { label: translate('round.count'), render: ({ count }) => count, number: true },
              {
                label: translate('round.share'),
                render: ({ count }) => (
                  <Box
                    aria-hidden
                    sx={{
                      height: 12,
                      width: `${Math.max(2, (count / total) * 100)}%`,
                      minWidth: 4,
                      bgcolor: 'primary.main',
                      borderRadius: 0.5,
                    }}
                  />
                ),
              },
            ]}
          />
          <Typography sx={{ mt: 1 }}>
            {translate('round.total')}: {total}
          </Typography>
        </>
      )}
    </Block>
  );
}

/** What waits, is late or done at each recommending body. */
export function DistrictTable({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const text = useBilingual();
  return (
    <Block title={translate('round.districts')}>
      {round.districts.length === 0 ? (
        <Empty text={translate('round.districtsEmpty')} />
      ) : (
        <PlainTable
          bare
          caption={translate('round.districts')}
          rows={round.districts}
          rowKey={({ bodyId }) => bodyId}
          columns={[
            { label: translate('round.district'), render: ({ name }) => text(name) },
            { label: translate('round.waiting'), render: ({ waiting }) => waiting, number: true },
            {
              label: translate('round.overdue'),
              render: ({ overdue }) =>
                overdue === 0 ? (
                  0
                ) : (
                  <Box
                    component="span"
                    sx={{
                      color: 'error.main',
                      fontWeight: 600,
                      display: 'inline-flex',
                      alignItems: 'center',
                      gap: 0.5,
                    }}
                  >
                    <ErrorOutline aria-hidden fontSize="inherit" />
                    {overdue}
                  </Box>
                ),
              number: true,
            },
            { label: translate('round.settled'), render: ({ settled }) => settled, number: true },
          ]}
        />
      )}
    </Block>
  );
}

/** Applications, qualified ones and the result of each category. */
export function CategoryTable({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const text = useBilingual();
  const result = ({ result: found }: CategoryProgress) =>
    found === null
      ? translate('round.noResult')
      : found.outcome === 'winner'
        ? translate('round.winner', { name: found.projectName ?? '' })
        : translate('round.leftOpen');
  return (
    <Block title={translate('round.categories')}>
      <PlainTable
        bare
        caption={translate('round.categories')}
        rows={round.categories}
        rowKey={({ no }) => no}
        columns={[
          { label: translate('round.category'), render: ({ no, name }) => `${no}. ${text(name)}` },
          { label: translate('round.applications'), render: ({ applications }) => applications, number: true },
          { label: translate('round.qualified'), render: ({ qualified }) => qualified, number: true },
          { label: translate('round.result'), render: result },
        ]}
      />
    </Block>
  );
}
