/** Processes as diagrams: of a call, of one application or change with its position, of a round with its load. */
import { ApplicationParams } from '../../contracts/applications.ts';
import { ChangeParams } from '../../contracts/changes.ts';
import { DiagramView } from '../../contracts/diagrams.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { RoundParams } from '../../contracts/rounds.ts';
import { applicationSubject } from '../../db/cases.ts';
import { memberChangeDiagram } from '../../db/change-diagram.ts';
import { changeSubject } from '../../db/change-view.ts';
import { applicationDiagram, callDiagram, roundDiagram } from '../../db/process-diagrams.ts';
import { query, type Route } from '../route.ts';

export const diagramRoutes: Route[] = [
  query({
    id: 'public.callDiagram',
    method: 'get',
    path: '/public/calls/:roundId/diagram',
    tag: 'public',
    summary: 'The process of a call, drawn from its own policy',
    permission: 'public.read',
    params: RoundParams,
    reply: DiagramView,
    run: async ({ tx, params }) => {
      const diagram = await callDiagram(tx, params.roundId);
      if (!diagram) throw new Problem('notFound');
      return diagram;
    },
  }),
  query({
    id: 'applications.diagram',
    method: 'get',
    path: '/applications/:applicationId/diagram',
    tag: 'applications',
    summary: 'The process of an application with its position',
    permission: 'application.read',
    params: ApplicationParams,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    reply: DiagramView,
    run: ({ tx, params }) => applicationDiagram(tx, params.applicationId),
  }),
  query({
    id: 'changes.diagram',
    method: 'get',
    path: '/changes/:changeId/diagram',
    tag: 'Changes',
    summary: 'The process of a change of member with its position',
    permission: 'change.read',
    params: ChangeParams,
    subject: (tx, { changeId }) => changeSubject(tx, changeId),
    reply: DiagramView,
    run: ({ tx, params }) => memberChangeDiagram(tx, params.changeId),
  }),
  query({
    id: 'rounds.diagram',
    method: 'get',
    path: '/rounds/:roundId/diagram',
    tag: 'Rounds',
    summary: 'The process of a round with the cases and the median working days at each desk',
    permission: 'round.read',
    params: RoundParams,
    reply: DiagramView,
    run: ({ tx, params }) => roundDiagram(tx, params.roundId),
  }),
];
