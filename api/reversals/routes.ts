/** Reversal of a decision: a new decision that names the old, by two different people. */
import { ApplicationParams } from '../../contracts/applications.ts';
import * as contract from '../../contracts/reversals.ts';
import { applicationSubject } from '../../db/cases.ts';
import { readReversal, reversalsOf } from '../../db/reversal-views.ts';
import { decideReversal, proposeReversal } from '../../db/reversals.ts';
import { command, query, type Route, signedIn } from '../route.ts';

export const reversalRoutes: Route[] = [
  query({
    id: 'reversals.ofApplication',
    method: 'get',
    path: '/applications/:applicationId/reversals',
    tag: 'Reversals',
    summary: 'Reversals of decisions on an application, and what may be proposed now',
    permission: 'reversal.read',
    params: ApplicationParams,
    reply: contract.Reversals,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: ({ tx, actor, params }) => reversalsOf(tx, params.applicationId, signedIn(actor)),
  }),
  command({
    id: 'reversals.propose',
    method: 'post',
    path: '/applications/:applicationId/reversals',
    tag: 'Reversals',
    summary: 'Propose to revoke a published award or to reopen a final refusal, with reason and document',
    permission: 'reversal.propose',
    params: ApplicationParams,
    body: contract.ProposeReversal,
    reply: contract.ReversalMoved,
    status: 201,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved }) => {
      const { id, at, roundId } = await proposeReversal(tx, params.applicationId, body, signedIn(actor).userId);
      moved.push(id, params.applicationId, roundId);
      return { id, at };
    },
  }),
  query({
    id: 'reversals.read',
    method: 'get',
    path: '/reversals/:reversalId',
    tag: 'Reversals',
    summary: 'One reversal with the decision it names',
    permission: 'reversal.read',
    params: contract.ReversalParams,
    reply: contract.ReversalView,
    run: ({ tx, actor, params }) => readReversal(tx, params.reversalId, signedIn(actor)),
  }),
  command({
    id: 'reversals.decide',
    method: 'post',
    path: '/reversals/:reversalId/decision',
    tag: 'Reversals',
    summary: 'The promotion group’s decision; refused to the person who proposed it',
    permission: 'reversal.decide',
    params: contract.ReversalParams,
    body: contract.DecideReversal,
    reply: contract.ReversalMoved,
    run: async ({ tx, actor, params, body, moved }) => {
      const { id, at, roundId, applicationId } = await decideReversal(
        tx,
        params.reversalId,
        body,
        signedIn(actor).userId,
      );
      moved.push(id, roundId, applicationId);
      return { id, at };
    },
  }),
];
