import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Fragment, type ReactNode } from 'react';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Empty } from '../layout/Page.tsx';
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
  const title = `${category.no}. ${text(category.name)}`;
  if (category.rows.length === 0) {
    return (
      <Block title={title}>
        <Typography color="text.secondary">{translate('round.noRows')}</Typography>
      </Block>
    );
  }
  const firstBelow = category.rows.findIndex(({ reachesPassMark }) => !reachesPassMark);
  const width = extra ? 7 : 6;
  return (
    <Block title={title}>
      {category.leftOpen ? (
        <Alert severity="info" sx={{ mb: 1 }}>
          {translate('round.leftOpenText')}
        </Alert>
      ) : null}
      <TableContainer tabIndex={0} role="region" aria-label={title}>
        <Table aria-label={title}>
          <TableHead sx={{ '& th': { whiteSpace: 'nowrap' } }}>
            <TableRow>
              <TableCell align="right">{translate('round.rank')}</TableCell>
              <TableCell>{translate('round.project')}</TableCell>
              <TableCell>{translate('round.leadName')}</TableCell>
              <TableCell align="right">{translate('round.score')}</TableCell>
              <TableCell>{translate('round.place')}</TableCell>
              <TableCell>{translate('round.evidence')}</TableCell>
              {extra ? <TableCell>{extra.label}</TableCell> : null}
            </TableRow>
          </TableHead>
          <TableBody>
            {category.rows.map((row, index) => (
              <Fragment key={row.applicationId}>
                {index === firstBelow ? <CutLine passMark={passMark} width={width} /> : null}
                <TableRow>
                  <TableCell align="right">{row.rank}</TableCell>
                  <TableCell component="th" scope="row" sx={{ minWidth: 140 }}>
                    {row.projectName ?? translate('task.noName')}
                  </TableCell>
                  <TableCell sx={{ minWidth: 140 }}>
                    {row.leadName}
                    {row.partners.length > 0 ? (
                      <Typography variant="body2" color="text.secondary">
                        {joined(row.partners)}
                      </Typography>
                    ) : null}
                  </TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {row.score.toFixed(2)}
                  </TableCell>
                  <TableCell>
                    <PlaceChip place={row.place} />
                  </TableCell>
                  <TableCell>
                    <EvidenceButton row={row} rubric={rubric} />
                  </TableCell>
                  {extra ? <TableCell sx={{ whiteSpace: 'nowrap' }}>{extra.render(row)}</TableCell> : null}
                </TableRow>
              </Fragment>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Block>
  );
}

function CutLine({ passMark, width }: { passMark: number; width: number }) {
  const translate = useTranslate();
  return (
    <TableRow>
      <TableCell
        colSpan={width}
        sx={{ borderTop: 2, borderTopColor: 'error.main', color: 'error.main', fontWeight: 600, py: 0.25 }}
      >
        {translate('round.cutLine', { points: passMark })}
      </TableCell>
    </TableRow>
  );
}
