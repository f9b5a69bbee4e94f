/** Certificates as they are read: by the parties, on paper, in the office's register, and by everybody who verifies one. */
import type {
  ApplicationDocuments,
  CertificateContent,
  CertificateRow,
  PublicCertificate,
} from '../contracts/documents.ts';
import { codesMatch } from '../domain/certificates.ts';
import type { Tx } from './client.ts';
import { likeText } from './enterprises.ts';

type Row = {
  number: string;
  applicationId: string;
  roundId: string;
  content: CertificateContent;
  sha256: string;
  code: string;
  issuedAt: string;
  revokedAt: string | null;
  revokeReason: string | null;
};

const revocationOf = ({ revokedAt, revokeReason }: Pick<Row, 'revokedAt' | 'revokeReason'>) =>
  revokedAt === null ? null : { at: revokedAt, reason: revokeReason ?? '' };

/** Certificates of an application, the valid one first. */
export async function certificatesOf(tx: Tx, applicationId: string): Promise<ApplicationDocuments['certificates']> {
  const rows = await tx<Row[]>`
    select number, issued_at, sha256, revoked_at, revoke_reason from certificates
    where application_id = ${applicationId} order by revoked_at desc nulls first, issued_at desc`;
  return rows.map(({ number, issuedAt, sha256, ...rest }) => ({
    number,
    issuedAt,
    sha256,
    revoked: revocationOf(rest),
  }));
}

export type CertificateFilter = {
  q?: string | undefined;
  state?: CertificateRow['state'] | undefined;
  page: number;
  perPage: number;
};

/** The register, latest first; one row more than a page holds. */
export async function listCertificates(
  tx: Tx,
  { q, state, page, perPage }: CertificateFilter,
): Promise<CertificateRow[]> {
  const part = `%${likeText(q ?? '')}%`;
  const rows = await tx<Row[]>`
    select number, application_id, round_id, content, sha256, issued_at, revoked_at, revoke_reason from certificates
    where true
      ${state === undefined ? tx`` : state === 'valid' ? tx`and revoked_at is null` : tx`and revoked_at is not null`}
      ${
        q === undefined
          ? tx``
          : tx`and (number = upper(${q}) or content ->> 'projectName' ilike ${part} or exists (
              select 1 from jsonb_array_elements(content -> 'parties') p
              where p ->> 'name' ilike ${part} or p ->> 'identifier' = upper(${q})))`
      }
    order by issued_at desc, number limit ${perPage + 1} offset ${(page - 1) * perPage}`;
  return rows.map((row) => {
    const { no, ...name } = row.content.category;
    return {
      number: row.number,
      applicationId: row.applicationId,
      roundId: row.roundId,
      issuedAt: row.issuedAt,
      sha256: row.sha256,
      state: row.revokedAt === null ? 'valid' : 'revoked',
      revoked: revocationOf(row),
      roundTitle: row.content.roundTitle,
      category: { no, name },
      projectName: row.content.projectName,
      parties: row.content.parties,
      rehearsal: row.content.rehearsal,
    };
  });
}

/** What the paper shows: content, hash and code. Null when the application has no such certificate. */
export async function certificateData(tx: Tx, applicationId: string, number: string): Promise<Row | null> {
  const [row] = await tx<Row[]>`
    select * from certificates where application_id = ${applicationId} and number = ${number}`;
  return row ?? null;
}

/** What everybody may know of a certificate; null when there is none. A wrong code is told apart from none. */
export async function publicCertificate(
  tx: Tx,
  number: string,
  code: string | undefined,
): Promise<PublicCertificate | null> {
  const [row] = await tx<Row[]>`select * from certificates where number = ${number}`;
  if (!row) return null;
  const { content } = row;
  const { no, ...name } = content.category;
  return {
    number: row.number,
    state: row.revokedAt === null ? 'valid' : 'revoked',
    code: !code ? 'notGiven' : codesMatch(code, row.code) ? 'right' : 'wrong',
    revoked: revocationOf(row),
    issuedAt: row.issuedAt,
    programme: content.programme,
    issuer: content.issuer,
    roundId: row.roundId,
    roundTitle: content.roundTitle,
    category: { no, name },
    projectName: content.projectName,
    parties: content.parties,
    sha256: row.sha256,
    rehearsal: content.rehearsal,
  };
}
