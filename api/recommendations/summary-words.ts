/** Words that the summary's PDF and spreadsheet share. */
import type { RecommendationState, SummaryKind, SummaryRow } from '../../contracts/recommendations.ts';
import type { Bilingual } from '../../contracts/text.ts';

export const STATE_WORDS: Record<RecommendationState, Bilingual> = {
  waiting: { zh: '尚未到推荐环节', en: 'Before recommendation' },
  atDesk: { zh: '待决定', en: 'Not decided' },
  recommended: { zh: '推荐', en: 'Recommended' },
  notRecommended: { zh: '不推荐', en: 'Not recommended' },
  notAccepted: { zh: '不予受理', en: 'Not accepted' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  ended: { zh: '随批次取消而终止', en: 'Ended with the cancelled round' },
};
export const KIND_WORDS: Record<SummaryKind, Bilingual> = {
  interim: { zh: '阶段表', en: 'Interim' },
  final: { zh: '正式表', en: 'Final' },
};

/** The opinion; where the application was refused, the reason that its applicant was given. */
export const wordsOfOpinion = ({ state, opinion, reason }: SummaryRow): string =>
  state === 'notRecommended' || state === 'notAccepted'
    ? [opinion, reason].filter((part) => part !== null && part !== '').join('；')
    : (opinion ?? '');

/** `YYYY-MM-DD HH:MM:SS` of an ISO instant in Beijing. */
export function beijingTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
