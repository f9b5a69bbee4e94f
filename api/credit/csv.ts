/** A CSV file of credit records: decoded without guessing, every bad line named. */
import { parse } from 'csv-parse/sync';
import { EnterCreditRecord } from '../../contracts/credit.ts';
import { checkOrganisation, type IdentifierCheck } from '../../domain/identifiers.ts';

export const MOST_LINES = 5000;

/** Heads of columns, Chinese or English, in any order. */
const COLUMNS: Record<string, keyof EnterCreditRecord> = {
  统一社会信用代码: 'identifier',
  组织机构代码: 'identifier',
  代码: 'identifier',
  identifier: 'identifier',
  企业名称: 'name',
  名称: 'name',
  name: 'name',
  类型: 'kind',
  kind: 'kind',
  来源: 'source',
  认定单位: 'source',
  source: 'source',
  文号: 'documentNo',
  documentno: 'documentNo',
  事由: 'reason',
  reason: 'reason',
  生效日期: 'validFrom',
  validfrom: 'validFrom',
  失效日期: 'validTo',
  validto: 'validTo',
};
const NEEDED = ['identifier', 'name', 'kind', 'source', 'documentNo', 'reason', 'validFrom', 'validTo'] as const;
const KINDS: Record<string, string> = {
  守信: 'trustworthy',
  失信: 'untrustworthy',
  trustworthy: 'trustworthy',
  untrustworthy: 'untrustworthy',
};
const OPEN_END = new Set(['', '长期', '无', 'open']);

export type LineFault = { line: number; column: string | null; rule: string; value: string };
export type CreditFile = {
  encoding: 'utf-8' | 'gb18030';
  lines: number;
  /** Good lines, with their number in the file. */
  records: (EnterCreditRecord & { line: number })[];
  faults: LineFault[];
};

/** A code of either kind in the form it is kept in: without hyphen. */
export function checkCreditIdentifier(text: string): IdentifierCheck {
  const check = checkOrganisation(text);
  return { ...check, normalised: check.normalised.replace(/-/g, '') };
}

/** Text of the bytes: UTF-8, else GB 18030; null when they are neither. */
export function decodeText(bytes: Buffer): { text: string; encoding: 'utf-8' | 'gb18030' } | null {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** `2026-03-01`, also from `2026/3/1` and `2026年3月1日`; the text itself when it is no such date. */
function isoOf(text: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?$/.exec(text) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * Reads the whole file.
 * @param knownCodes codes that fail their check digit and are right all the same, as registered with evidence
 * @returns null when the bytes are neither UTF-8 nor GB 18030
 */
export function readCreditFile(bytes: Buffer, knownCodes: ReadonlySet<string>): CreditFile | null {
  const decoded = decodeText(bytes);
  if (decoded === null) return null;
  const { encoding } = decoded;
  const file: CreditFile = { encoding, lines: 0, records: [], faults: [] };
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true };
    rows = parse(decoded.text, options) as unknown as typeof rows;
  } catch (error) {
    const line = Number((error as { lines?: number }).lines ?? 1);
    file.faults.push({ line, column: null, rule: 'csv', value: '' });
    return file;
  }
  const [head, ...body] = rows;
  const columns = (head?.record ?? []).map((name) => COLUMNS[name.normalize('NFKC').replace(/\s/g, '').toLowerCase()]);
  for (const column of NEEDED) {
    if (!columns.includes(column)) file.faults.push({ line: 1, column, rule: 'missingColumn', value: '' });
  }
  if (file.faults.length > 0) return file;
  file.lines = body.length;
  if (body.length === 0) file.faults.push({ line: 1, column: null, rule: 'noLines', value: '' });
  if (body.length > MOST_LINES) {
    file.faults.push({ line: MOST_LINES + 2, column: null, rule: 'tooManyLines', value: String(body.length) });
    return file;
  }
  const seen = new Map<string, number>();
  for (const { record, info } of body) readLine(file, columns, record, info.lines, seen, knownCodes);
  return file;
}

function readLine(
  file: CreditFile,
  columns: readonly (keyof EnterCreditRecord | undefined)[],
  cells: readonly string[],
  line: number,
  seen: Map<string, number>,
  knownCodes: ReadonlySet<string>,
): void {
  const cell = (column: keyof EnterCreditRecord) => cells[columns.indexOf(column)] ?? '';
  const code = checkCreditIdentifier(cell('identifier'));
  const faults: LineFault[] = [];
  if (!code.ok && !(code.rule === 'checkDigit' && knownCodes.has(code.normalised))) {
    faults.push({ line, column: 'identifier', rule: code.rule, value: cell('identifier').slice(0, 60) });
  }
  const judged = EnterCreditRecord.safeParse({
    identifier: code.normalised.padEnd(8, ' '),
    name: cell('name'),
    kind: KINDS[cell('kind').toLowerCase()] ?? cell('kind'),
    source: cell('source'),
    documentNo: cell('documentNo'),
    reason: cell('reason'),
    validFrom: isoOf(cell('validFrom')),
    validTo: OPEN_END.has(cell('validTo').toLowerCase()) ? null : isoOf(cell('validTo')),
  });
  for (const { path, code: rule, message } of judged.error?.issues ?? []) {
    const column = path[0] as keyof EnterCreditRecord;
    if (column === 'identifier') continue;
    const own = rule === 'custom' ? message : cell(column) === '' ? 'required' : rule;
    faults.push({ line, column, rule: own, value: cell(column).slice(0, 60) });
  }
  if (judged.success) {
    const organisation = code.normalised.length === 18 ? code.normalised.slice(8, 17) : code.normalised;
    const twin = JSON.stringify([organisation, judged.data.kind, judged.data.documentNo]);
    if (seen.has(twin)) faults.push({ line, column: 'documentNo', rule: 'twice', value: String(seen.get(twin)) });
    else seen.set(twin, line);
  }
  file.faults.push(...faults);
  if (faults.length === 0 && judged.success) file.records.push({ ...judged.data, identifier: code.normalised, line });
}
