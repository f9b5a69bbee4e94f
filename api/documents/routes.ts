/** Documents made on demand. */
import { z } from 'zod';
import { ApplicationParams } from '../../contracts/applications.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { applicationSubject } from '../../db/cases.ts';
import { receiptData } from '../../db/receipts.ts';
import { query, type Route } from '../route.ts';
import { receiptPdf } from './receipt.ts';

export const documentRoutes: Route[] = [
  query({
    id: 'applications.receiptPdf',
    method: 'get',
    path: '/applications/:applicationId/receipt.pdf',
    tag: 'applications',
    summary: 'Receipt of the submission as PDF',
    permission: 'application.readReceipt',
    params: ApplicationParams,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    reply: z.unknown(),
    raw: true,
    run: async ({ tx, params, services, res }) => {
      const receipt = await receiptData(tx, params.applicationId);
      if (!receipt) throw new Problem('notReady', { detail: 'nothing has been submitted yet: there is no receipt' });
      const pdf = await receiptPdf(receipt, services.baseUrl);
      res.set({
        'Content-Type': 'application/pdf',
        'Content-Length': String(pdf.length),
        'Content-Disposition': `inline; filename="${receipt.receiptNo}.pdf"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
      res.end(pdf);
    },
  }),
];
