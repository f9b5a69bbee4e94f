/** Documents made on demand: receipts, result letters, certificates. */
import type { Response } from 'express';
import { z } from 'zod';
import { ApplicationParams } from '../../contracts/applications.ts';
import * as contract from '../../contracts/documents.ts';
import { page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { agreementPdfOf } from '../../db/agreements.ts';
import { applicationSubject } from '../../db/cases.ts';
import { certificateData, certificatesOf, listCertificates } from '../../db/certificate-views.ts';
import { revokeCertificate } from '../../db/certificates.ts';
import { receiptData } from '../../db/receipts.ts';
import { letterData, lettersOf } from '../../db/result-letters.ts';
import type { Tx } from '../../db/client.ts';
import { type Actor, permits } from '../../domain/permissions.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { agreementPdf } from './agreement.ts';
import { certificatePdf } from './certificate.ts';
import { receiptPdf } from './receipt.ts';
import { letterPdf } from './result-letter.ts';

const subject = (tx: Tx, { applicationId }: { applicationId: string }, actor: Actor | null) =>
  applicationSubject(tx, applicationId, actor);

function sendPdf(res: Response, pdf: Buffer, name: string): void {
  res.set({
    'Content-Type': 'application/pdf',
    'Content-Length': String(pdf.length),
    'Content-Disposition': `inline; filename="${name}.pdf"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  res.end(pdf);
}

const document = { method: 'get', tag: 'applications', permission: 'application.readReceipt', subject } as const;
const pdfReply = { reply: z.unknown(), raw: true } as const;

export const documentRoutes: Route[] = [
  query({
    ...document,
    ...pdfReply,
    id: 'applications.receiptPdf',
    path: '/applications/:applicationId/receipt.pdf',
    summary: 'Receipt of the submission as PDF',
    params: ApplicationParams,
    run: async ({ tx, params, services, res }) => {
      const receipt = await receiptData(tx, params.applicationId);
      if (!receipt) throw new Problem('notReady', { detail: 'nothing has been submitted yet: there is no receipt' });
      sendPdf(res, await receiptPdf(receipt, services.baseUrl), receipt.receiptNo);
    },
  }),
  query({
    ...document,
    ...pdfReply,
    id: 'applications.agreementPdf',
    path: '/applications/:applicationId/agreement.pdf',
    summary: 'The consortium’s agreement: as frozen for signing, or a preview of the draft',
    // Whoever is invited reads it before answering.
    permission: 'application.read',
    params: ApplicationParams,
    run: async ({ tx, params, res }) => {
      const agreement = await agreementPdfOf(tx, params.applicationId, agreementPdf);
      if (!agreement) throw new Problem('notFound', { detail: 'this round asks for no agreement' });
      sendPdf(res, agreement.pdf, `agreement-${agreement.sha256?.slice(0, 8) ?? 'draft'}`);
    },
  }),
  query({
    ...document,
    id: 'applications.documents',
    path: '/applications/:applicationId/documents',
    summary: 'Result letters and certificates of an application',
    params: ApplicationParams,
    reply: contract.ApplicationDocuments,
    run: async ({ tx, params, actor, subject: related }) => ({
      letters: await lettersOf(tx, params.applicationId),
      certificates: await certificatesOf(tx, params.applicationId),
      mayRevoke: permits(actor, 'certificate.revoke', related) === 'allowed',
    }),
  }),
  query({
    ...document,
    ...pdfReply,
    id: 'applications.letterPdf',
    path: '/applications/:applicationId/letters/:letterNo.pdf',
    summary: 'A result letter as PDF',
    params: contract.LetterParams,
    run: async ({ tx, params, res }) => {
      const letter = await letterData(tx, params.applicationId, params.letterNo);
      if (!letter) throw new Problem('notFound');
      sendPdf(res, await letterPdf(letter), letter.content.number);
    },
  }),
  query({
    ...document,
    ...pdfReply,
    id: 'applications.certificatePdf',
    path: '/applications/:applicationId/certificates/:certificateNo.pdf',
    summary: 'A certificate as PDF',
    params: contract.CertificateParams,
    run: async ({ tx, params, services, res }) => {
      const paper = await certificateData(tx, params.applicationId, params.certificateNo);
      if (!paper) throw new Problem('notFound');
      sendPdf(res, await certificatePdf(paper, services.baseUrl), paper.number);
    },
  }),
  query({
    id: 'certificates.list',
    method: 'get',
    path: '/certificates',
    tag: 'certificates',
    summary: 'The register of certificates, latest first',
    permission: 'certificate.list',
    query: contract.CertificateQuery,
    reply: contract.CertificatePage,
    run: async ({ tx, query: asked }) => page(await listCertificates(tx, asked), asked),
  }),
  command({
    id: 'applications.revokeCertificate',
    method: 'post',
    path: '/applications/:applicationId/certificates/:certificateNo/revocation',
    tag: 'applications',
    summary: 'Revoke a certificate with a reason that its holders and the public read',
    permission: 'certificate.revoke',
    params: contract.CertificateParams,
    subject,
    body: contract.RevokeCertificate,
    reply: contract.Revoked,
    run: ({ tx, params, body, actor, moved }) => {
      moved.push(params.applicationId);
      return revokeCertificate(tx, params.applicationId, params.certificateNo, signedIn(actor).userId, body.reason);
    },
  }),
];
