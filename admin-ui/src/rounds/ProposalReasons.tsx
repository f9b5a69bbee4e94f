import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import type { Ranking } from './contract.ts';

export type Reasons = {
  /** Of each category: what the office wrote, or what the ranking suggests as long as it wrote nothing. */
  textOf: (categoryNo: number) => string;
  set: (categoryNo: number, text: string) => void;
  missing: boolean;
  all: { categoryNo: number; reason: string }[];
};

/** The office's reasons in the making, one for each category. */
export function useReasons(ranking: Ranking | undefined): Reasons {
  const translate = useTranslate();
  const [written, setWritten] = useState<Record<number, string>>({});
  const suggested = (no: number) => {
    const winners = ranking?.categories
      .find((category) => category.no === no)
      ?.rows.filter(({ place }) => place === 'winner');
    if (!winners || winners.length === 0) return translate('round.propose.suggestOpen');
    return winners
      .map(({ projectName, leadName, score, rank }) =>
        translate('round.propose.suggestWinner', { name: projectName ?? leadName, score: score.toFixed(2), rank }),
      )
      .join('\n');
  };
  const textOf = (no: number) => written[no] ?? suggested(no);
  const categories = ranking?.categories ?? [];
  return {
    textOf,
    set: (no, text) => setWritten((now) => ({ ...now, [no]: text })),
    missing: categories.some(({ no }) => textOf(no).trim() === ''),
    all: categories.map(({ no }) => ({ categoryNo: no, reason: textOf(no).trim() })),
  };
}

/** One field for each category. */
export function ProposalReasons({ ranking, reasons }: { ranking: Ranking | undefined; reasons: Reasons }) {
  const translate = useTranslate();
  const text = useBilingual();
  return (
    <div>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {translate('round.propose.reasons')}
      </Typography>
      {ranking?.categories.map(({ no, name }) => (
        <TextField
          key={no}
          label={`${no}. ${text(name)}`}
          value={reasons.textOf(no)}
          onChange={(event) => reasons.set(no, event.target.value)}
          required
          multiline
          fullWidth
          margin="dense"
          slotProps={{ htmlInput: { maxLength: 1000 } }}
        />
      ))}
    </div>
  );
}

/** What the office wrote, for the promotion group. */
export function ProposedReasons({ given, ranking }: { given: unknown; ranking: Ranking | undefined }) {
  const text = useBilingual();
  if (!Array.isArray(given)) return null;
  const name = (no: number) => text(ranking?.categories.find((category) => category.no === no)?.name);
  return (
    <ul style={{ margin: 0, paddingLeft: '1.25em' }}>
      {(given as { categoryNo: number; reason: string }[]).map(({ categoryNo, reason }) => (
        <li key={categoryNo} style={{ whiteSpace: 'pre-wrap' }}>
          {categoryNo}. {name(categoryNo)}: {reason}
        </li>
      ))}
    </ul>
  );
}
