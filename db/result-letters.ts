/** Result letters (结果通知书): written by the database at the commit of each result, read here. */
import type { ApplicationDocuments, LetterContent } from '../contracts/documents.ts';
import type { Bilingual } from '../contracts/text.ts';
import type { Tx } from './client.ts';
import { categoryOf, packOf } from './programmes.ts';

/** Letters of an application, newest first. */
export async function lettersOf(tx: Tx, applicationId: string): Promise<ApplicationDocuments['letters']> {
  return [
    ...(await tx<ApplicationDocuments['letters']>`
      select no, number, decision, decided_at, sha256 from result_letters where application_id = ${applicationId} order by no desc`),
  ];
}

export type LetterData = {
  content: LetterContent;
  sha256: string;
  programme: Bilingual;
  document: string;
  issuer: Bilingual;
  category: Bilingual & { no: number };
};

/** A letter with the names of its programme. Null when the application has no such letter. */
export async function letterData(tx: Tx, applicationId: string, no: number): Promise<LetterData | null> {
  const [row] = await tx<{ content: LetterContent; sha256: string }[]>`
    select content, sha256 from result_letters where application_id = ${applicationId} and no = ${no}`;
  if (!row) return null;
  const pack = await packOf(tx, row.content.programmeKey, row.content.programmeVersion);
  return {
    ...row,
    programme: pack.name,
    document: pack.document.number,
    issuer: pack.bodies.find(({ kind }) => kind === 'cityOffice')?.name ?? pack.document.issuer,
    category: { no: row.content.categoryNo, ...categoryOf(pack, row.content.categoryNo).name },
  };
}
