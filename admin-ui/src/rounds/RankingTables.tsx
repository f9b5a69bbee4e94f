import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useTheme } from '@mui/material/styles';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useTranslate } from 'ra-core';
import { Fragment, type ReactNode } from 'react';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Empty } from '../layout/Page.tsx';
import { RowCards } from '../layout/RowCards.tsx';
import { Block } from './Block.tsx';
import type { Ranking, RankingCategory, RankingRow, RoundPolicy } from './contract.ts';
import { EvidenceButton } from './EvidenceButton.tsx';
import { useJoined } from '../i18n/joined.ts';
import { PlaceChip } from './PlaceChip.tsx';

type RankingTablesProps = {
  ranking: Ranking;
  rubric: RoundPolicy['rubric'] | undefined;
  /** A further column, e.g. to strike a row. */
  extra?: { label: string; render: (row: RankingRow) => ReactNode };
};
type RankingColumn = {
  label: string;
  render: (row: RankingRow) => ReactNode;
  number?: boolean;
  head?: boolean;
  minWidth?: number;
};

/** The frozen ranking, category by category, with the pass mark as a line across. */
export function RankingTables({ ranking, rubric, extra }: RankingTablesProps) {
  const translate = useTranslate();
  const language = useLanguage();
  if (ranking.frozenAt === null && ranking.categories.every(({ rows }) => rows.length === 0)) {
    return <Empty text={translate('round.notRanked')} />;
  }
  return (
    <Stack spacing={2}>
      {ranking.frozenAt ? (
        <Typography>
          {translate('round.frozenAt', { at: formatInstant(ranking.frozenAt, language, { seconds: true }) })}{' '}
          {translate('round.passMark', { points: ranking.passMark })}
        </Typography>
      ) : null}
      {ranking.categories.map((category) => (
        <CategoryRanking
          key={category.no}
          category={category}
          passMark={ranking.passMark}
          rubric={rubric}
          extra={extra}
        />
      ))}
    </Stack>
  );
}

type CategoryRankingProps = Omit<RankingTablesProps, 'ranking'> & { category: RankingCategory; passMark: number };

function CategoryRanking({ category, passMark, rubric, extra }: CategoryRankingProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const joined = useJoined();
  const phone = useMediaQuery(useTheme().breakpoints.down('sm'));
  const title = `${category.no}. ${text(category.name)}`;
  if (category.rows.length === 0) {
    return (
      <Block title={title}>
        <Typography color="text.secondary">{translate('round.noRows')}</Typography>
      </Block>
    );
  }
  const firstBelow = category.rows.findIndex(({ reachesPassMark }) => !reachesPassMark);
  const columns: RankingColumn[] = [
    { label: translate('round.rank'), render: ({ rank }) => rank, number: true },
    {
      label: translate('round.project'),
      render: ({ projectName }) => projectName ?? translate('task.noName'),
      head: true,
      minWidth: 140,
    },
    {
      label: translate('round.leadName'),
      render: ({ leadName, partners }) => (
        <>
          {leadName}
          {partners.length > 0 ? (
            <Typography variant="body2" color="text.secondary">
              {joined(partners)}
            </Typography>
          ) : null}
        </>
      ),
      minWidth: 140,
    },
    { label: translate('round.score'), render: ({ score }) => score.toFixed(2), number: true },
    { label: translate('round.place'), render: ({ place }) => <PlaceChip place={place} /> },
    { label: translate('round.evidence'), render: (row) => <EvidenceButton row={row} rubric={rubric} /> },
    ...(extra ? [extra] : []),
  ];
  return (
    <Block title={title}>
      {category.leftOpen ? (
        <Alert severity="info" sx={{ mb: 1 }}>
          {translate('round.leftOpenText')}
        </Alert>
      ) : null}
      {phone ? (
        <RowCards
          label={title}
          rows={category.rows.map((row, index) => ({
            key: row.applicationId,
            fields: columns.map(({ label, render }) => ({ label, value: render(row) })),
            before: index === firstBelow ? <CutText passMark={passMark} /> : null,
          }))}
        />
      ) : (
        <TableContainer tabIndex={0} role="region" aria-label={title}>
          <Table aria-label={title}>
            <TableHead sx={{ '& th': { whiteSpace: 'nowrap' } }}>
              <TableRow>
                {columns.map(({ label, number }) => (
                  <TableCell key={label} align={number ? 'right' : 'left'}>
                    {label}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {category.rows.map((row, index) => (
                <Fragment key={row.applicationId}>
                  {index === firstBelow ? (
                    <TableRow>
                      <TableCell colSpan={columns.length} sx={{ p: 0, border: 0 }}>
                        <CutText passMark={passMark} />
                      </TableCell>
                    </TableRow>
                  ) : null}
                  <TableRow>
                    {columns.map(({ label, render, number, head, minWidth }) => (
                      <TableCell
                        key={label}
                        align={number ? 'right' : 'left'}
                        sx={{ minWidth, whiteSpace: number ? 'nowrap' : undefined }}
                        {...(head ? { component: 'th', scope: 'row' } : {})}
                      >
                        {render(row)}
                      </TableCell>
                    ))}
                  </TableRow>
                </Fragment>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Block>
  );
}

/** The pass mark between those that reached it and those that did not. */
function CutText({ passMark }: { passMark: number }) {
  const translate = useTranslate();
  return (
    <Typography sx={{ borderTop: 2, borderColor: 'error.main', color: 'error.main', fontWeight: 600, px: 1, py: 0.25 }}>
      {translate('round.cutLine', { points: passMark })}
    </Typography>
  );
}
