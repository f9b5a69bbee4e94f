/** A district's recommendations: order and opinions, quota, and the summaries it issues. */
import { z } from 'zod';
import { ApplicationParams } from '../../contracts/applications.ts';
import * as contract from '../../contracts/recommendations.ts';
import { RoundParams } from '../../contracts/rounds.ts';
import { applicationSubject } from '../../db/cases.ts';
import { issueSummary, readSummary } from '../../db/recommendation-summaries.ts';
import { recommendationView, recommendingBodies } from '../../db/recommendation-view.ts';
import { recommendationOfCase, recommendationSubject, saveRecommendations } from '../../db/recommendations.ts';
import { permits } from '../../domain/permissions.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { summaryPdf } from './summary-document.ts';
import { writeSummarySheet } from './summary-sheet.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const recommendationRoutes: Route[] = [
  query({
    id: 'recommendations.bodies',
    method: 'get',
    path: '/rounds/:roundId/recommendations',
    tag: 'Recommendations',
    summary: 'Recommending bodies of a round with their progress and latest summary',
    permission: 'recommendation.list',
    params: RoundParams,
    reply: contract.RecommendationBodies,
    run: ({ tx, actor, params }) => recommendingBodies(tx, params.roundId, signedIn(actor)),
  }),
  query({
    id: 'recommendations.read',
    method: 'get',
    path: '/rounds/:roundId/recommendations/:bodyId',
    tag: 'Recommendations',
    summary: 'A body’s applications in its order, its quota and its summaries',
    permission: 'recommendation.read',
    params: contract.RecommendationParams,
    reply: contract.RecommendationView,
    subject: (tx, params) => recommendationSubject(tx, params),
    run: ({ tx, actor, params, subject }) =>
      recommendationView(tx, params, permits(actor, 'recommendation.rank', subject) === 'allowed'),
  }),
  command({
    id: 'recommendations.save',
    method: 'put',
    path: '/rounds/:roundId/recommendations/:bodyId',
    tag: 'Recommendations',
    summary: 'Save order and opinions as a new version',
    permission: 'recommendation.rank',
    params: contract.RecommendationParams,
    body: contract.SaveRecommendations,
    reply: contract.SavedRecommendations,
    ifMatch: true,
    subject: (tx, params) => recommendationSubject(tx, params),
    run: ({ tx, actor, params, body, ifMatch, moved }) => {
      moved.push(params.roundId, ...body.ranked);
      return saveRecommendations(tx, params, { ...body, version: ifMatch }, signedIn(actor).userId);
    },
  }),
  command({
    id: 'recommendations.issueSummary',
    method: 'post',
    path: '/rounds/:roundId/recommendations/:bodyId/summaries',
    tag: 'Recommendations',
    summary: 'Issue the summary (汇总表): frozen, numbered, hashed',
    permission: 'recommendation.issue',
    params: contract.RecommendationParams,
    body: contract.IssueSummary,
    reply: contract.SummaryHead,
    status: 201,
    ifMatch: true,
    subject: (tx, params) => recommendationSubject(tx, params),
    run: ({ tx, actor, params, body, ifMatch, moved }) => {
      moved.push(params.roundId);
      return issueSummary(tx, params, { ...body, version: ifMatch }, signedIn(actor).userId);
    },
  }),
  query({
    id: 'recommendations.summary',
    method: 'get',
    path: '/rounds/:roundId/recommendations/:bodyId/summaries/:no',
    tag: 'Recommendations',
    summary: 'One summary as issued',
    permission: 'recommendation.read',
    params: contract.SummaryParams,
    reply: contract.Summary,
    subject: (tx, params) => recommendationSubject(tx, params),
    run: ({ tx, params }) => readSummary(tx, params, params.no),
  }),
  query({
    id: 'recommendations.summaryPdf',
    method: 'get',
    path: '/rounds/:roundId/recommendations/:bodyId/summaries/:no/summary.pdf',
    tag: 'Recommendations',
    summary: 'The summary as PDF, with the place for the seal',
    permission: 'recommendation.read',
    params: contract.SummaryParams,
    reply: z.unknown(),
    raw: true,
    subject: (tx, params) => recommendationSubject(tx, params),
    run: async ({ tx, params, res }) => {
      const summary = await readSummary(tx, params, params.no);
      const pdf = await summaryPdf(summary);
      res.set({
        'Content-Type': 'application/pdf',
        'Content-Length': String(pdf.length),
        'Content-Disposition': `inline; filename="${summary.number}.pdf"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
      res.end(pdf);
    },
  }),
  query({
    id: 'recommendations.summarySheet',
    method: 'get',
    path: '/rounds/:roundId/recommendations/:bodyId/summaries/:no/summary.xlsx',
    tag: 'Recommendations',
    summary: 'The summary as a spreadsheet',
    permission: 'recommendation.read',
    params: contract.SummaryParams,
    reply: z.unknown(),
    raw: true,
    subject: (tx, params) => recommendationSubject(tx, params),
    run: async ({ tx, params, res }) => {
      const summary = await readSummary(tx, params, params.no);
      res.set({
        'Content-Type': XLSX,
        'Content-Disposition': `attachment; filename="${summary.number}.xlsx"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
      await writeSummarySheet(summary, res);
    },
  }),
  query({
    id: 'applications.recommendation',
    method: 'get',
    path: '/applications/:applicationId/recommendation',
    tag: 'Case',
    summary: 'Rank and opinion of the recommending body; the applicant never sees them',
    permission: 'application.readChecks',
    params: ApplicationParams,
    reply: contract.CaseRecommendation,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: ({ tx, params }) => recommendationOfCase(tx, params.applicationId),
  }),
];
