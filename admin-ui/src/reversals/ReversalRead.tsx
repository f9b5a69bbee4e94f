import Box from '@mui/material/Box';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { StatusChip } from '../layout/StatusChip.tsx';
import { Facts } from '../objections/ObjectionPage.tsx';
import type { ReversalView } from './contract.ts';

/** The old decision, what is proposed against it, and the new one: all of them stay. */
export function ReversalRead({ view }: { view: ReversalView }) {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  const { reverses } = view;
  const at = (instant: string, person: string | null) =>
    [formatInstant(instant, language), person].filter((part) => part !== null).join(' · ');
  return (
    <Facts
      rows={[
        [translate('reversal.state'), <StatusChip key="s" status={view.state} kind="reversal" />],
        [
          translate('reversal.old'),
          <Box key="o">
            {word('step', reverses.step)}: {word('outcome', reverses.outcome)} (
            {at(reverses.decidedAt, reverses.decidedBy)}){reverses.reason ? ` · ${reverses.reason}` : ''}
          </Box>,
        ],
        [translate('reversal.asked'), translate(`reversal.kind.${view.kind}`)],
        [translate('reversal.document'), view.documentNo],
        [translate('reversal.reason'), view.reason],
        ...(view.kind === 'revokeAward'
          ? [
              [translate('reversal.fill'), translate(view.fillPlace ? 'reversal.fillYes' : 'reversal.fillNo')] as [
                string,
                string,
              ],
            ]
          : []),
        [translate('reversal.proposed'), at(view.proposedAt, view.proposedBy)],
        ...(view.decidedAt
          ? ([
              [translate('reversal.decided'), at(view.decidedAt, view.decidedBy)],
              [translate('reversal.decisionReason'), view.decisionReason ?? ''],
            ] as [string, string][])
          : []),
      ]}
    />
  );
}
