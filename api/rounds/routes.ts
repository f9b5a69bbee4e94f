/** Rounds: call, control room, panels, ranking. */
import { z } from 'zod';
import { Created } from '../../contracts/applications.ts';
import * as contract from '../../contracts/rounds.ts';
import { Moved } from '../../contracts/applications.ts';
import { Done } from '../../contracts/tasks.ts';
import { panelsOf, rankingOf } from '../../db/review-views.ts';
import { listRounds, roundView } from '../../db/round-view.ts';
import { changeClosing, createRound, draw, openRound } from '../../db/rounds.ts';
import { cancelRound } from '../../db/round-cancellation.ts';
import { relatedParties } from '../../db/related-parties.ts';
import { recallRound } from '../../db/recalls.ts';
import { permits } from '../../domain/permissions.ts';
import { command, query, type Route, signedIn } from '../route.ts';

export const roundRoutes: Route[] = [
  query({
    id: 'rounds.list',
    method: 'get',
    path: '/rounds',
    tag: 'Rounds',
    summary: 'Rounds, newest first',
    permission: 'round.list',
    query: contract.RoundQuery,
    reply: contract.RoundPage,
    run: ({ tx, query: filter }) => listRounds(tx, filter),
  }),
  command({
    id: 'rounds.create',
    method: 'post',
    path: '/rounds',
    tag: 'Rounds',
    summary: 'Draft a round from a programme’s policy',
    permission: 'round.manage',
    body: contract.CreateRound,
    reply: Created,
    status: 201,
    run: ({ tx, actor, body }) => createRound(tx, body, signedIn(actor).userId),
  }),
  query({
    id: 'rounds.read',
    method: 'get',
    path: '/rounds/:roundId',
    tag: 'Rounds',
    summary: 'The control room of a round',
    permission: 'round.read',
    params: contract.RoundParams,
    reply: contract.RoundView,
    run: ({ tx, actor, params }) =>
      roundView(tx, params.roundId, {
        manage: permits(actor, 'round.manage') === 'allowed',
        cancel: permits(actor, 'round.cancel') === 'allowed',
      }),
  }),
  command({
    id: 'rounds.open',
    method: 'post',
    path: '/rounds/:roundId/opening',
    tag: 'Rounds',
    summary: 'Publish the call; the policy is frozen',
    permission: 'round.manage',
    params: contract.RoundParams,
    body: contract.OpenRound,
    reply: Moved,
    run: async ({ tx, actor, params, moved }) => {
      moved.push(params.roundId);
      return { version: await openRound(tx, params.roundId, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'rounds.changeClosing',
    method: 'post',
    path: '/rounds/:roundId/closing',
    tag: 'Rounds',
    summary: 'Extend the call with a reason that everyone concerned is told',
    permission: 'round.manage',
    params: contract.RoundParams,
    body: contract.ChangeClosing,
    reply: Moved,
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.roundId);
      return { version: await changeClosing(tx, params.roundId, body, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'rounds.cancel',
    method: 'post',
    path: '/rounds/:roundId/cancellation',
    tag: 'Rounds',
    summary:
      'Cancel a round before its public notice; everything under way in it ends, and everyone concerned is told why',
    permission: 'round.cancel',
    params: contract.RoundParams,
    body: contract.CancelRound,
    reply: Moved,
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.roundId);
      return { version: await cancelRound(tx, params.roundId, body, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'rounds.recall',
    method: 'post',
    path: '/rounds/:roundId/recall',
    tag: 'Rounds',
    summary: 'Draft a round that calls the categories nobody won again',
    permission: 'round.manage',
    params: contract.RoundParams,
    body: contract.RecallRound,
    reply: Created,
    status: 201,
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.roundId);
      return recallRound(tx, params.roundId, body, signedIn(actor).userId);
    },
  }),
  query({
    id: 'rounds.relatedParties',
    method: 'get',
    path: '/rounds/:roundId/related-parties',
    tag: 'Rounds',
    summary: 'Parties that are tied to each other, with the evidence',
    permission: 'round.readRelated',
    params: contract.RoundParams,
    reply: contract.RelatedParties,
    run: ({ tx, params }) => relatedParties(tx, params.roundId),
  }),
  query({
    id: 'rounds.panels',
    method: 'get',
    path: '/rounds/:roundId/panels',
    tag: 'Rounds',
    summary: 'Draw records: seed, candidates, exclusions, members',
    permission: 'round.readReview',
    params: contract.RoundParams,
    reply: contract.Panels,
    run: ({ tx, params }) => panelsOf(tx, params.roundId),
  }),
  command({
    id: 'rounds.drawPanels',
    method: 'post',
    path: '/rounds/:roundId/panels',
    tag: 'Rounds',
    summary: 'Draw the expert panels at random from recorded seeds',
    permission: 'round.manage',
    params: contract.RoundParams,
    body: z.strictObject({}),
    reply: Done,
    status: 201,
    run: async ({ tx, actor, params, moved }) => {
      moved.push(params.roundId);
      return draw(tx, params.roundId, signedIn(actor).userId);
    },
  }),
  query({
    id: 'rounds.ranking',
    method: 'get',
    path: '/rounds/:roundId/ranking',
    tag: 'Rounds',
    summary: 'The frozen ranking by category with tie-break evidence',
    permission: 'round.readReview',
    params: contract.RoundParams,
    reply: contract.Ranking,
    run: ({ tx, params }) => rankingOf(tx, params.roundId),
  }),
];
