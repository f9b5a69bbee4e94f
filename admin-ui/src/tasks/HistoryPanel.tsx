import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Busy, Empty, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import type { HistoryItem } from './contract.ts';
import { useOutcomeName, useStepName } from './words.ts';

/** Everything that was recorded of the case, newest first, with people and times. */
export function HistoryPanel({ applicationId, version }: { applicationId: string; version: number }) {
  const translate = useTranslate();
  const { data, error, isPending } = useQuery({
    queryKey: ['applications', 'history', applicationId, version],
    queryFn: () => api.get<{ items: HistoryItem[] }>(`/applications/${applicationId}/history`),
  });
  if (isPending) return <Busy />;
  if (!data) return <ProblemAlert problem={error} />;
  if (data.items.length === 0) return <Empty text={translate('task.historyEmpty')} />;
  const newestFirst = [...data.items].sort((a, b) => b.version - a.version);
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {newestFirst.map((item) => (
        <OneFact key={item.version} item={item} />
      ))}
    </Box>
  );
}

function OneFact({ item }: { item: HistoryItem }) {
  const translate = useTranslate();
  const language = useLanguage();
  const text = useBilingual();
  const word = useWord();
  const stepName = useStepName();
  const outcomeName = useOutcomeName();
  const { step, outcome, reason, receiptNo } = item.payload;
  const { onBehalfOf, from, to } = item.people;
  const details = [
    typeof step === 'string' ? stepName(step) : null,
    typeof outcome === 'string' ? outcomeName(outcome, typeof step === 'string' ? step : '') : null,
    typeof receiptNo === 'string' ? translate('task.receipt', { no: receiptNo }) : null,
    onBehalfOf === null ? null : translate('supervision.cover.decidedFor', { name: onBehalfOf }),
    item.bodies === null ? null : `${text(item.bodies.from)} → ${text(item.bodies.to)}`,
    item.kind === 'taskReassigned' ? `${from ?? translate('supervision.nobody')} → ${to ?? ''}` : null,
  ].filter((part) => part !== null);
  return (
    <Box component="li" sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Typography>
        <strong>{word('factKind', item.kind)}</strong>
        {details.length > 0 ? ` · ${details.join(' · ')}` : ''}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {item.actor ?? translate('task.system')} · {formatInstant(item.at, language, { seconds: true })} · #
        {item.version}
      </Typography>
      {typeof reason === 'string' && reason !== '' ? (
        <Typography sx={{ whiteSpace: 'pre-wrap' }}>
          {translate('task.reason')}: {reason}
        </Typography>
      ) : null}
    </Box>
  );
}
