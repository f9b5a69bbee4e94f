/** 异议: file, follow, take, decide, withdraw. */
import * as contract from '../../contracts/objections.ts';
import { decideObjection, releaseObjection, takeObjection } from '../../db/objection-verdict.ts';
import { listObjections, objectionSubject, objectionView } from '../../db/objection-views.ts';
import { fileObjection, withdrawObjection } from '../../db/objections.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { objectionFileRoutes } from './files.ts';

const common = { tag: 'Objections', params: contract.ObjectionParams } as const;
type Settled = { version: number; at: string; roundId: string; applicationId: string | null };
const touched = ({ roundId, applicationId }: Omit<Settled, 'version' | 'at'>) => [
  roundId,
  ...(applicationId ? [applicationId] : []),
];

export const objectionRoutes: Route[] = [
  command({
    id: 'objections.file',
    method: 'post',
    path: '/objections',
    tag: 'Objections',
    summary: 'Object to one line of a notice under your real name, signed and with evidence, before the notice ends',
    permission: 'objection.file',
    body: contract.FileObjection,
    reply: contract.ObjectionReceipt,
    status: 201,
    run: async ({ tx, actor, body, moved }) => {
      const { roundId, applicationId, ...receipt } = await fileObjection(tx, body, signedIn(actor));
      moved.push(receipt.id, ...touched({ roundId, applicationId }));
      return receipt;
    },
  }),
  query({
    id: 'objections.mine',
    method: 'get',
    path: '/objections/mine',
    tag: 'Objections',
    summary: 'The actor’s own objections',
    permission: 'objection.file',
    query: contract.ObjectionQuery,
    reply: contract.ObjectionPage,
    run: ({ tx, actor, query: filter }) => listObjections(tx, filter, signedIn(actor).userId),
  }),
  query({
    id: 'objections.list',
    method: 'get',
    path: '/objections',
    tag: 'Objections',
    summary: 'All objections, without who objects',
    permission: 'objection.list',
    query: contract.ObjectionQuery,
    reply: contract.ObjectionPage,
    run: ({ tx, query: filter }) => listObjections(tx, filter, null),
  }),
  query({
    ...common,
    id: 'objections.read',
    method: 'get',
    path: '/objections/:objectionId',
    summary: 'One objection; who objects is shown to the objector, the handler and the auditor only',
    permission: 'objection.read',
    reply: contract.ObjectionView,
    subject: (tx, { objectionId }) => objectionSubject(tx, objectionId),
    run: ({ tx, actor, params }) => objectionView(tx, params.objectionId, signedIn(actor)),
  }),
  command({
    ...common,
    id: 'objections.take',
    method: 'post',
    path: '/objections/:objectionId/handling',
    summary: 'Take an objection to handle; refused to the first reviewer and to anybody related',
    permission: 'objection.handle',
    reply: contract.ObjectionMoved,
    subject: (tx, { objectionId }) => objectionSubject(tx, objectionId),
    run: ({ tx, actor, params, moved }) => {
      moved.push(params.objectionId);
      return takeObjection(tx, params.objectionId, signedIn(actor).userId);
    },
  }),
  command({
    ...common,
    id: 'objections.release',
    method: 'delete',
    path: '/objections/:objectionId/handling',
    summary: 'Give an objection back with a reason',
    permission: 'objection.handle',
    body: contract.ReleaseObjection,
    reply: contract.ObjectionMoved,
    subject: (tx, { objectionId }) => objectionSubject(tx, objectionId),
    run: ({ tx, actor, params, body, moved }) => {
      moved.push(params.objectionId);
      return releaseObjection(tx, params.objectionId, body.reason, signedIn(actor).userId);
    },
  }),
  command({
    ...common,
    id: 'objections.decide',
    method: 'post',
    path: '/objections/:objectionId/verdict',
    summary: 'The handler’s verdict: the line is struck, amended and noticed again, or restored',
    permission: 'objection.handle',
    body: contract.DecideObjection,
    reply: contract.ObjectionMoved,
    subject: (tx, { objectionId }) => objectionSubject(tx, objectionId),
    run: async ({ tx, actor, params, body, moved }) => {
      const { version, at, ...cases } = await decideObjection(tx, params.objectionId, body, signedIn(actor).userId);
      moved.push(params.objectionId, ...touched(cases));
      return { version, at };
    },
  }),
  command({
    ...common,
    id: 'objections.withdraw',
    method: 'post',
    path: '/objections/:objectionId/withdrawal',
    summary: 'Take the own objection back',
    permission: 'objection.withdraw',
    body: contract.WithdrawObjection,
    reply: contract.ObjectionMoved,
    subject: (tx, { objectionId }) => objectionSubject(tx, objectionId),
    run: async ({ tx, actor, params, body, moved }) => {
      const { version, at, ...cases } = await withdrawObjection(
        tx,
        params.objectionId,
        body.reason,
        signedIn(actor).userId,
      );
      moved.push(params.objectionId, ...touched(cases));
      return { version, at };
    },
  }),
  ...objectionFileRoutes,
];
