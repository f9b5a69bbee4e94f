import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
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
    <DefinitionList>
      <Definition term={translate('reversal.state')}>
        <StatusChip status={view.state} kind="reversal" />
      </Definition>
      <Definition term={translate('reversal.old')}>
        {word('step', reverses.step)}: {word('outcome', reverses.outcome)} ({at(reverses.decidedAt, reverses.decidedBy)}
        ){reverses.reason ? ` · ${reverses.reason}` : ''}
      </Definition>
      <Definition term={translate('reversal.asked')}>{translate(`reversal.kind.${view.kind}`)}</Definition>
      <Definition term={translate('reversal.document')}>{view.documentNo}</Definition>
      <Definition term={translate('reversal.reason')}>{view.reason}</Definition>
      {view.kind === 'revokeAward' ? (
        <Definition term={translate('reversal.fill')}>
          {translate(view.fillPlace ? 'reversal.fillYes' : 'reversal.fillNo')}
        </Definition>
      ) : null}
      <Definition term={translate('reversal.proposed')}>{at(view.proposedAt, view.proposedBy)}</Definition>
      {view.decidedAt ? (
        <>
          <Definition term={translate('reversal.decided')}>{at(view.decidedAt, view.decidedBy)}</Definition>
          <Definition term={translate('reversal.decisionReason')}>{view.decisionReason}</Definition>
        </>
      ) : null}
    </DefinitionList>
  );
}
