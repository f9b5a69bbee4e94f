import Link from '@mui/material/Link';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Bilingual } from '../../../contracts/text.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { useWord } from '../i18n/words.ts';
import { type Column, PlainTable } from '../layout/PlainTable.tsx';

export type Outcome = {
  id?: string;
  categoryNo: number;
  categoryName: Bilingual;
  outcome: 'winner' | 'leftOpen';
  projectName: string | null;
  parties: string[];
  score: number | null;
  reason?: string | null;
  /** Of a winner whose result is published. */
  certificateNo?: string | null;
  /** What became of it, and what to do about it, beneath the result. */
  note?: ReactNode;
};

/** One line a category: who, with whom, or that it was left open. */
export function OutcomeTable({ caption, items }: { caption: string; items: Outcome[] }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const word = useWord();
  const joined = useJoined();
  const columns: Column<Outcome & { key: string }>[] = [
    {
      label: translate('public.outcome.category'),
      minWidth: 130,
      render: ({ categoryNo, categoryName }) => `${categoryNo}. ${bilingual(categoryName)}`,
    },
    {
      label: translate('public.outcome.result'),
      render: ({ outcome, reason, certificateNo }) => (
        <>
          {word('outcome', outcome)}
          {reason ? ` · ${translate(`public.reason.${reason}`, { _: reason })}` : ''}
          {certificateNo ? (
            <Link component={RouterLink} to={`/certificates/${certificateNo}`} sx={{ display: 'block' }}>
              {translate('documents.verify.ofResult', { number: certificateNo })}
            </Link>
          ) : null}
        </>
      ),
    },
    {
      label: translate('public.outcome.project'),
      render: ({ projectName, note }) => (
        <>
          {projectName ?? '—'}
          {note}
        </>
      ),
    },
    {
      label: translate('public.outcome.parties'),
      render: ({ parties }) => joined(parties) || '—',
    },
    {
      label: translate('public.outcome.score'),
      number: true,
      render: ({ score }) => (score === null ? '—' : score.toFixed(2)),
    },
  ];
  const keyed = items.map((item, row) => ({ ...item, key: item.id ?? `${item.categoryNo}/${row}` }));
  return <PlainTable caption={caption} columns={columns} rows={keyed} rowKey={({ key }) => key} />;
}
