import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Block } from '../layout/Block.tsx';
import { Empty } from '../layout/Page.tsx';
import { type Column, PlainTable } from '../layout/PlainTable.tsx';
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
  const firstBelow = category.rows.find(({ reachesPassMark }) => !reachesPassMark);
  const columns: Column<RankingRow>[] = [
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
      <PlainTable
        bare
        caption={title}
        rows={category.rows}
        rowKey={({ applicationId }) => applicationId}
        columns={columns}
        before={(row) => (row === firstBelow ? <CutText passMark={passMark} /> : null)}
      />
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
