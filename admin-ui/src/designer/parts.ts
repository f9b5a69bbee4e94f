/** The parts of a programme as tabs, and which of them a pointer belongs to. */
import { isUnder } from '../../../domain/differences.ts';

export const TABS = ['guide', 'call', 'desks', 'review', 'selection', 'form', 'rules', 'attachments', 'json'] as const;
export type PartTab = (typeof TABS)[number];

const POINTERS: Record<Exclude<PartTab, 'json'>, readonly string[]> = {
  guide: ['/name', '/document', '/period', '/guide', '/categories'],
  call: ['/policy/minWindowDays', '/policy/consortium'],
  desks: ['/policy/desks', '/policy/correction', '/policy/officeTasks', '/policy/recommendation', '/policy/credit'],
  review: ['/policy/panel', '/policy/rubric'],
  selection: ['/policy/selection', '/policy/notice', '/policy/objections', '/policy/reversals', '/policy/resultLetter'],
  form: ['/policy/form'],
  rules: ['/policy/eligibility'],
  attachments: ['/policy/attachments'],
};

/** The tab on which a part is edited; what has no fields of its own is edited as JSON. */
export function tabOf(pointer: string): PartTab {
  for (const [tab, pointers] of Object.entries(POINTERS)) {
    if (pointers.some((one) => isUnder(pointer, one))) return tab as PartTab;
  }
  return 'json';
}
