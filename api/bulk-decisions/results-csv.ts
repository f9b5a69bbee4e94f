/** Results of a bulk decision as CSV: opens in a spreadsheet in UTF-8, and nothing in it is taken for a formula. */
import { stringify } from 'csv-stringify/sync';
import type { BulkItem, BulkState } from '../../contracts/bulk-decisions.ts';
import type { Locale } from '../../contracts/vocabulary.ts';

const STATES: Record<Locale, Record<BulkState, string>> = {
  zh: { ready: '待办理', refused: '不能办理', recorded: '已登记', skipped: '已跳过', leftOut: '未选' },
  en: { ready: 'Ready', refused: 'Refused', recorded: 'Recorded', skipped: 'Skipped', leftOut: 'Left out' },
};
const HEAD: Record<Locale, string[]> = {
  zh: ['序号', '回执编号', '项目名称', '牵头单位', '类别', '环节', '材料版本', '结果', '原因', '详情', '登记时间'],
  en: [
    'No.',
    'Receipt',
    'Project',
    'Lead',
    'Category',
    'Step',
    'Content version',
    'Result',
    'Reason',
    'Details',
    'Recorded at',
  ],
};

/** Why, as the code of the problem table with its own sub-reason. */
function reasonOf({ problem }: BulkItem): [code: string, details: string] {
  if (problem === null) return ['', ''];
  const { code, why, detail, decidedBy, decidedAt, quota, used } = problem;
  const details = [decidedBy, decidedAt, quota === undefined ? null : `${used}/${quota}`, detail];
  return [
    [code, why].filter((part) => typeof part === 'string').join(': '),
    details.filter((part) => typeof part === 'string' && part !== '').join(' · '),
  ];
}

export function resultsCsv(items: readonly BulkItem[], locale: Locale): string {
  const rows = items.map((item) => [
    item.no,
    item.receiptNo ?? '',
    item.projectName ?? '',
    item.leadName ?? '',
    item.categoryNo ?? '',
    item.step,
    item.contentVersion,
    STATES[locale][item.state],
    ...reasonOf(item),
    item.decidedAt ?? '',
  ]);
  return stringify([HEAD[locale], ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
