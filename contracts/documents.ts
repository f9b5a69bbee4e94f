/** Certificates (证书) and result letters (结果通知书): what they say, and what the API tells of them. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { Bilingual, isoInstant, personText, uuid } from './text.ts';

const DocumentParty = z.object({ name: z.string(), identifier: z.string(), lead: z.boolean() });

/** Frozen at issue; its canonical JSON is what the certificate's SHA-256 is of. */
export type CertificateContent = {
  layout: 1;
  number: string;
  applicationId: string;
  programme: Bilingual;
  document: string;
  issuer: Bilingual;
  roundTitle: Bilingual;
  category: Bilingual & { no: number };
  projectName: string | null;
  parties: z.infer<typeof DocumentParty>[];
  /** Day of issue in Beijing, `YYYY-MM-DD`. */
  issuedOn: string;
  rehearsal: boolean;
};

/** Frozen at the commit of the result by `letter_content` in the database. */
export type LetterContent = {
  layout: 1;
  number: string;
  applicationId: string;
  receiptNo: string;
  programmeKey: string;
  programmeVersion: number;
  roundTitle: Bilingual;
  rehearsal: boolean;
  categoryNo: number;
  projectName: string | null;
  parties: z.infer<typeof DocumentParty>[];
  /** Status that the decision gave the application. */
  decision: string;
  /** Kind of the fact that decided. */
  fact: string;
  decidedAt: string;
  decidedBy: Bilingual | null;
  step: string | null;
  stepLabel: Bilingual | null;
  outcomeLabel: Bilingual | null;
  /** Words of whoever decided, or the engine's key for them. */
  reason: string | null;
  /** Number of the document of a later decision. */
  documentNo?: string | null;
  rank: number | null;
  scoreHundredths: number | null;
  reviewWorkingDays: number | null;
  reviewBy: string | null;
};

export const CERTIFICATE_STATES = ['valid', 'revoked'] as const;
export const CERTIFICATE_NUMBER = /^[A-Z]{2,6}-(CERT|DRILL)-\d{4}-\d{2,}-\d{4,}$/;
const certificateNo = z.string().regex(CERTIFICATE_NUMBER);
export const CertificateParams = z.object({ applicationId: uuid, certificateNo });
export const LetterParams = z.object({ applicationId: uuid, letterNo: z.coerce.number().int().min(1).max(10_000) });
export const RevokeCertificate = z.strictObject({ reason: personText(500) });

const Revocation = z.object({ at: isoInstant, reason: z.string() });
export const CertificateView = z.object({
  number: z.string(),
  issuedAt: isoInstant,
  sha256: z.string(),
  revoked: Revocation.nullable(),
});
export const LetterView = z.object({
  no: z.number().int(),
  number: z.string(),
  decision: z.string(),
  decidedAt: isoInstant,
  sha256: z.string(),
});
/** Letters, newest first; certificates, the valid one first. */
export const ApplicationDocuments = z.object({
  letters: z.array(LetterView),
  certificates: z.array(CertificateView),
  mayRevoke: z.boolean(),
});
export type ApplicationDocuments = z.infer<typeof ApplicationDocuments>;
export const Revoked = z.object({ revokedAt: isoInstant });

/** The register of certificates (证书台账): by part of a holder's or project's name, a whole number or identifier. */
export const CertificateQuery = PageQuery.extend({
  q: personText(100).optional(),
  state: z.enum(CERTIFICATE_STATES).optional(),
});
export const CertificateRow = CertificateView.extend({
  applicationId: uuid,
  state: z.enum(CERTIFICATE_STATES),
  roundId: uuid,
  roundTitle: Bilingual,
  category: z.object({ no: z.number().int(), name: Bilingual }),
  projectName: z.string().nullable(),
  parties: z.array(DocumentParty),
  rehearsal: z.boolean(),
});
export type CertificateRow = z.infer<typeof CertificateRow>;
export const CertificatePage = pageOf(CertificateRow);

export const PublicCertificateParams = z.object({ certificateNo });
export const PublicCertificateQuery = z.object({ code: z.string().trim().max(40).optional() });
/** What everybody may know of a certificate. */
export const PublicCertificate = z.object({
  number: z.string(),
  state: z.enum(CERTIFICATE_STATES),
  /** Whether the code given is the one printed on the paper; `notGiven` without one. */
  code: z.enum(['right', 'wrong', 'notGiven']),
  revoked: Revocation.nullable(),
  issuedAt: isoInstant,
  programme: Bilingual,
  issuer: Bilingual,
  roundId: uuid,
  roundTitle: Bilingual,
  category: z.object({ no: z.number().int(), name: Bilingual }),
  projectName: z.string().nullable(),
  parties: z.array(DocumentParty),
  sha256: z.string(),
  rehearsal: z.boolean(),
});
export type PublicCertificate = z.infer<typeof PublicCertificate>;
