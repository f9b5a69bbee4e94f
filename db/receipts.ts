/** What a receipt says: taken from the frozen content that was submitted, never from what changed afterwards. */
import type { Bilingual } from '../contracts/text.ts';
import type { FrozenContent } from '../domain/submission-content.ts';
import type { Tx } from './client.ts';
import { categoryOf, packOf } from './programmes.ts';

export type ReceiptData = {
  receiptNo: string;
  programme: Bilingual;
  issuer: Bilingual;
  roundTitle: Bilingual;
  category: Bilingual & { no: number };
  projectName: string | null;
  rehearsal: boolean;
  parties: { name: string; identifier: string; lead: boolean; shareBp: number }[];
  /** The first submission, then corrections. `beijingTime` is the database's instant, `YYYY-MM-DD HH:MM:SS.mmm`. */
  submissions: { contentVersion: number; beijingTime: string; sha256: string }[];
};

type Row = {
  receiptNo: string;
  programmeKey: string;
  programmeVersion: number;
  titleZh: string;
  titleEn: string;
  categoryNo: number;
  rehearsal: boolean;
  content: FrozenContent;
};

/** Null while nothing was submitted. */
export async function receiptData(tx: Tx, applicationId: string): Promise<ReceiptData | null> {
  const [row] = await tx<Row[]>`
    select a.receipt_no, r.programme_key, r.programme_version, r.title_zh, r.title_en, a.category_no,
           c.working_day_ms is not null as rehearsal, f.content
    from applications a
    join cases c on c.id = a.case_id
    join rounds r on r.case_id = a.round_id
    join submissions s on s.application_id = a.case_id and s.content_version = 1
    join frozen_contents f on f.application_id = a.case_id and f.no = s.frozen_no
    where a.case_id = ${applicationId} and a.receipt_no is not null`;
  if (!row) return null;
  const submissions = await tx<ReceiptData['submissions']>`
    select s.content_version, f.sha256,
           to_char(s.submitted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS.MS') as beijing_time
    from submissions s join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no
    where s.application_id = ${applicationId} order by s.content_version`;
  const pack = await packOf(tx, row.programmeKey, row.programmeVersion);
  return {
    receiptNo: row.receiptNo,
    programme: pack.name,
    issuer: pack.bodies.find(({ kind }) => kind === 'cityOffice')?.name ?? pack.document.issuer,
    roundTitle: { zh: row.titleZh, en: row.titleEn },
    category: { no: row.categoryNo, ...categoryOf(pack, row.categoryNo).name },
    projectName: projectNameOf(row.content),
    rehearsal: row.rehearsal,
    parties: row.content.parties.map(({ name, identifier, lead, shareBp }) => ({ name, identifier, lead, shareBp })),
    submissions: [...submissions],
  };
}

/** The project's name as submitted: the field of that name in whichever shared section holds it. */
function projectNameOf(content: FrozenContent): string | null {
  for (const section of Object.values(content.shared)) {
    const name = (section as { projectName?: unknown } | null)?.projectName;
    if (typeof name === 'string') return name;
  }
  return null;
}
