import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { PlainTable } from '../layout/PlainTable.tsx';
import type { ScoringView } from './contract.ts';

/** A signed sheet: it never changes. */
export function SignedSheetView({ view }: { view: ScoringView }) {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const word = useWord();
  const { points, advice, opinion, signedAt, sha256 } = view.sheet;
  const total = view.rubric.criteria.reduce((sum, { key }) => sum + (points[key] ?? 0), 0);
  return (
    <Stack spacing={1.5}>
      <Typography variant="h2">{translate('scoring.rubric')}</Typography>
      <Alert severity="success" role="status">
        {translate('scoring.signed', { at: formatInstant(signedAt, language, { seconds: true }) })}
        <Typography variant="body2" sx={{ wordBreak: 'break-all' }}>
          {translate('scoring.hash')}: {sha256}
        </Typography>
      </Alert>
      <PlainTable
        bare
        narrow
        caption={translate('scoring.rubric')}
        rows={view.rubric.criteria}
        rowKey={({ key }) => key}
        columns={[
          { label: translate('round.criterion'), render: ({ label }) => text(label) },
          {
            label: translate('round.read.points'),
            render: ({ key, maxPoints }) => `${points[key] ?? '—'} / ${maxPoints}`,
            number: true,
          },
        ]}
      />
      <Typography sx={{ fontWeight: 600 }}>{translate('scoring.total', { total })}</Typography>
      <Typography>
        {translate('scoring.advice')}: {word('advice', advice)}
      </Typography>
      {opinion ? <Typography sx={{ whiteSpace: 'pre-wrap' }}>{opinion}</Typography> : null}
    </Stack>
  );
}
