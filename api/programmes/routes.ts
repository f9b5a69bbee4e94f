/** Programmes with their versions, and the office's drafts of the next ones. */
import * as contract from '../../contracts/designs.ts';
import { designView, openDesign, saveDesign } from '../../db/designs.ts';
import { discardDesign, proposeDesign, publishDesign, returnDesign } from '../../db/design-publication.ts';
import { applicationsToTry, factsToTry, tryForm } from '../../db/design-trials.ts';
import {
  compareVersions,
  listProgrammesOfOffice,
  programmeHistory,
  programmeVersion,
} from '../../db/programme-history.ts';
import { permits } from '../../domain/permissions.ts';
import { command, query, type Route, signedIn } from '../route.ts';

const reads = { method: 'get', tag: 'Programmes', permission: 'programme.read' } as const;
const designs = { method: 'post', tag: 'Programmes', permission: 'programme.design' } as const;

export const programmeRoutes: Route[] = [
  query({
    ...reads,
    id: 'programmes.list',
    path: '/programmes',
    summary: 'Programmes with the version in force and the open draft',
    reply: contract.Programmes,
    run: async ({ tx }) => ({ items: await listProgrammesOfOffice(tx) }),
  }),
  query({
    ...reads,
    id: 'programmes.read',
    path: '/programmes/:key',
    summary: 'Versions of a programme: who, when, why, and the rounds that use each',
    params: contract.ProgrammeKeyParams,
    reply: contract.ProgrammeHistory,
    run: ({ tx, params }) => programmeHistory(tx, params.key),
  }),
  query({
    ...reads,
    id: 'programmes.version',
    path: '/programmes/:key/versions/:version',
    summary: 'The whole content of one version',
    params: contract.ProgrammeVersionParams,
    reply: contract.ProgrammeContent,
    run: ({ tx, params }) => programmeVersion(tx, params.key, params.version),
  }),
  query({
    ...reads,
    id: 'programmes.compare',
    path: '/programmes/:key/comparison',
    summary: 'What changed from a version to another one, or to the policy of a round',
    params: contract.ProgrammeKeyParams,
    query: contract.ComparisonQuery,
    reply: contract.Comparison,
    run: ({ tx, params, query: asked }) => compareVersions(tx, params.key, asked),
  }),
  command({
    ...designs,
    id: 'designs.open',
    path: '/designs',
    summary: 'Open a draft of a programme or of a draft round’s policy, or find the one that is open',
    body: contract.OpenDesign,
    reply: contract.DesignOpened,
    status: 201,
    run: ({ tx, actor, body }) => openDesign(tx, body, signedIn(actor).userId),
  }),
  query({
    ...reads,
    id: 'designs.read',
    path: '/designs/:designId',
    summary: 'A draft with what it started from, its faults, its people and what may be done now',
    params: contract.DesignParams,
    reply: contract.DesignView,
    run: ({ tx, actor, params }) => {
      const mayDesign = permits(actor, 'programme.design') === 'allowed';
      return designView(tx, params.designId, { userId: signedIn(actor).userId, mayDesign });
    },
  }),
  command({
    ...designs,
    method: 'put',
    id: 'designs.save',
    path: '/designs/:designId',
    summary: 'Keep what was written, with or without faults, and tell them',
    params: contract.DesignParams,
    body: contract.SaveDesign,
    reply: contract.DesignSaved,
    ifMatch: true,
    run: ({ tx, actor, params, body, ifMatch }) =>
      saveDesign(tx, params.designId, body.content, ifMatch, signedIn(actor).userId),
  }),
  command({
    ...designs,
    id: 'designs.propose',
    path: '/designs/:designId/proposal',
    summary: 'Ask another person to publish the draft',
    params: contract.DesignParams,
    body: contract.ProposeDesign,
    reply: contract.DesignMoved,
    ifMatch: true,
    run: ({ tx, actor, params, body, ifMatch }) =>
      proposeDesign(tx, params.designId, body, ifMatch, signedIn(actor).userId),
  }),
  command({
    ...designs,
    id: 'designs.return',
    path: '/designs/:designId/return',
    summary: 'Give a proposed draft back to its writers, with a reason',
    params: contract.DesignParams,
    body: contract.ReturnDesign,
    reply: contract.DesignMoved,
    ifMatch: true,
    run: ({ tx, actor, params, body, ifMatch }) =>
      returnDesign(tx, params.designId, body.reason, ifMatch, signedIn(actor).userId),
  }),
  command({
    ...designs,
    id: 'designs.publish',
    path: '/designs/:designId/publication',
    summary:
      'Publish the next version, by somebody who did not write in it; or have the draft round take its policy over',
    params: contract.DesignParams,
    body: contract.PublishDesign,
    reply: contract.DesignMoved,
    ifMatch: true,
    run: async ({ tx, actor, params, ifMatch, moved }) => {
      const { roundId, ...reply } = await publishDesign(tx, params.designId, ifMatch, signedIn(actor).userId);
      if (roundId) moved.push(roundId);
      return reply;
    },
  }),
  command({
    ...designs,
    id: 'designs.discard',
    path: '/designs/:designId/discarding',
    summary: 'Give a draft up',
    params: contract.DesignParams,
    body: contract.DiscardDesign,
    reply: contract.DesignMoved,
    ifMatch: true,
    run: ({ tx, actor, params, ifMatch }) => discardDesign(tx, params.designId, ifMatch, signedIn(actor).userId),
  }),
  query({
    ...designs,
    id: 'designs.tryForm',
    path: '/designs/:designId/form-trial',
    summary: 'Judge data by a section of the draft’s form, as applications are judged',
    params: contract.DesignParams,
    body: contract.FormTrial,
    reply: contract.FormTrialResult,
    run: ({ tx, params, body }) => tryForm(tx, params.designId, body),
  }),
  query({
    ...designs,
    method: 'get',
    id: 'designs.trialApplications',
    path: '/designs/:designId/trial-applications',
    summary: 'Submitted applications that rules can be tried on',
    params: contract.DesignParams,
    query: contract.TrialQuery,
    reply: contract.TrialApplications,
    run: ({ tx, params, query: asked }) => applicationsToTry(tx, params.designId, asked),
  }),
  query({
    ...designs,
    method: 'get',
    id: 'designs.trialFacts',
    path: '/designs/:designId/trial-applications/:applicationId',
    summary: 'What eligibility rules read of one application',
    params: contract.TrialParams,
    reply: contract.TrialFacts,
    run: ({ tx, params }) => factsToTry(tx, params.designId, params.applicationId),
  }),
];
