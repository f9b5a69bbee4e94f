/** Words that message texts share: steps, instants and deadlines as people write them. */
import type { Bilingual } from '../../contracts/text.ts';
import type { Locale, ObjectionVerdict } from '../../contracts/vocabulary.ts';
import type { Words } from './values.ts';

const STEPS: Record<string, Bilingual> = {
  memberChange: { zh: '成员变更审批', en: 'change of member' },
  correction: { zh: '补正', en: 'correction' },
  score: { zh: '专家评审', en: 'expert scoring' },
  drawPanel: { zh: '抽取评审专家', en: 'panel draw' },
  propose: { zh: '拟定建议名单', en: 'proposed list' },
  deliberate: { zh: '审议', en: 'deliberation' },
  publish: { zh: '公布结果', en: 'publication of results' },
  objection: { zh: '异议处理', en: 'verdict on an objection' },
  reversal: { zh: '撤销原决定的审议', en: 'decision on a reversal' },
};

export const VERDICT_WORDS: Record<ObjectionVerdict, Bilingual> = {
  upheld: { zh: '异议成立', en: 'upheld' },
  partlyUpheld: { zh: '异议部分成立', en: 'upheld in part' },
  rejected: { zh: '异议不成立', en: 'rejected' },
  notAccepted: { zh: '不予受理', en: 'not accepted' },
};

export const word = (locale: Locale, words: Words): string => (typeof words === 'string' ? words : words[locale]);

/** Name of a step: the pack's own words, else those for the steps that every round has. */
export const stepName = (locale: Locale, step: Words): string =>
  typeof step === 'string' ? (STEPS[step]?.[locale] ?? step) : step[locale];

const BEIJING_MS = 8 * 3_600_000;

function beijing(at: string) {
  const shifted = new Date(Date.parse(at) + BEIJING_MS).toISOString();
  return { day: shifted.slice(0, 10), time: shifted.slice(11, 16), midnight: shifted.slice(11, 23) === '00:00:00.000' };
}

/** An instant in Beijing time, e.g. `2026-11-23 16:05`. */
export function instantText(at: string): string {
  const { day, time } = beijing(at);
  return `${day} ${time}`;
}

/** A deadline in Beijing time. Midnight belongs to the day that ends with it: `2026-11-23 24:00`, never 00:00 of the next. */
export function deadlineText(at: string): string {
  const { day, time, midnight } = beijing(at);
  if (!midnight) return `${day} ${time}`;
  return `${beijing(new Date(Date.parse(at) - 1).toISOString()).day} 24:00`;
}
