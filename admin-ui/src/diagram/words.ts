import { useTranslate } from 'ra-core';
import type { DiagramView } from '../../../contracts/diagrams.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';

export type DiagramNodeView = DiagramView['nodes'][number];
export type DiagramEdgeView = DiagramView['edges'][number];

/** Deadlines end at 24:00: the day that is over then. */
const lastDay = (due: string, language: string) => formatDay(new Date(Date.parse(due) - 1).toISOString(), language);

/** Nodes and edges in the reader's words. */
export function useDiagramWords() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const word = useWord();
  const name = ({ label, step }: DiagramNodeView) => (label ? bilingual(label) : translate(`diagram.node.${step}`));
  const holder = ({ holder: kind, position }: DiagramNodeView) =>
    position?.holder ? bilingual(position.holder) : kind ? translate(`diagram.holder.${kind}`) : '';
  const outcome = ({ label, outcome: key }: DiagramEdgeView) =>
    label ? bilingual(label) : translate(`diagram.outcome.${key}`, { _: word('outcome', key) });
  const days = ({ workingDays }: DiagramNodeView) =>
    workingDays === null ? '' : translate('diagram.days', { smart_count: workingDays });
  /** What there is to say of the node's present: its state, or its figures. */
  const present = (node: DiagramNodeView): string[] => {
    const { position, load, kind } = node;
    if (position) {
      const { state, dueAt, at } = position;
      if (state === 'current') {
        const due = dueAt ? lastDay(dueAt, language) : '';
        return [translate(dueAt ? 'diagram.withUntil' : 'diagram.with', { holder: holder(node), due })];
      }
      return at && state !== 'ahead' ? [formatDay(at, language)] : [];
    }
    if (!load) return [];
    if (kind === 'end') return [translate('diagram.ended', { smart_count: load.cases })];
    const { cases, overdue, decided, medianWorkingDays } = load;
    return [
      translate('diagram.cases', { smart_count: cases }),
      ...(overdue > 0 ? [translate('diagram.overdue', { smart_count: overdue })] : []),
      ...(medianWorkingDays === null
        ? decided > 0 || kind === 'start'
          ? []
          : [translate('diagram.noMedian')]
        : [translate('diagram.median', { days: medianWorkingDays })]),
    ];
  };
  return { name, holder, outcome, days, present };
}
