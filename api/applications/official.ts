/** What officers read beside the application: history, differences, checks, comments. */
import * as contract from '../../contracts/applications.ts';
import { applicationSubject, historyOf } from '../../db/cases.ts';
import { checksOf } from '../../db/checks.ts';
import { commentsOf, writeComment } from '../../db/comments.ts';
import { differencesOf } from '../../db/differences.ts';
import { command, query, signedIn } from '../route.ts';

export const officialRoutes = [
  query({
    id: 'applications.history',
    method: 'get',
    path: '/applications/:applicationId/history',
    tag: 'Case',
    summary: 'Facts of the case with people and times',
    permission: 'application.readChecks',
    params: contract.ApplicationParams,
    reply: contract.History,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, params }) => ({
      items: (await historyOf(tx, params.applicationId)).map(
        ({ version, kind, at, actor, payload, people, bodies }) => ({
          version,
          kind,
          at,
          actor,
          payload,
          people,
          bodies,
        }),
      ),
    }),
  }),
  query({
    id: 'applications.differences',
    method: 'get',
    path: '/applications/:applicationId/differences',
    tag: 'Case',
    summary: 'What changed since the version before, with the marks',
    permission: 'application.readChecks',
    params: contract.ApplicationParams,
    reply: contract.Differences,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: ({ tx, params }) => differencesOf(tx, params.applicationId),
  }),
  query({
    id: 'applications.checks',
    method: 'get',
    path: '/applications/:applicationId/checks',
    tag: 'Case',
    summary: 'Checks with their evidence',
    permission: 'application.readChecks',
    params: contract.ApplicationParams,
    reply: contract.Checks,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params }) => ({ items: await checksOf(tx, params.applicationId, signedIn(actor)) }),
  }),
  query({
    id: 'applications.comments',
    method: 'get',
    path: '/applications/:applicationId/comments',
    tag: 'Case',
    summary: 'Internal notes that the applicant never sees',
    permission: 'comment.read',
    params: contract.ApplicationParams,
    reply: contract.Comments,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, params }) => ({ items: await commentsOf(tx, params.applicationId) }),
  }),
  command({
    id: 'applications.comment',
    method: 'post',
    path: '/applications/:applicationId/comments',
    tag: 'Case',
    summary: 'Write an internal note',
    permission: 'comment.write',
    params: contract.ApplicationParams,
    body: contract.WriteComment,
    reply: contract.CommentView,
    status: 201,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: ({ tx, actor, params, body }) => {
      const { userId, name, grants } = signedIn(actor);
      return writeComment(
        tx,
        params.applicationId,
        { userId, name, bodyId: grants.find(({ bodyId }) => bodyId)?.bodyId ?? null },
        body.text,
      );
    },
  }),
];
