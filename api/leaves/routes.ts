/** Leave and cover: officers enter their own, the operator anybody's. */
import {
  EnterLeave,
  LeaveEntered,
  LeaveOptions,
  LeaveOptionsQuery,
  LeavePage,
  LeaveParams,
  LeaveQuery,
  LeaveRevoked,
  RevokeLeave,
  UncoveredQuery,
  UncoveredTasks,
} from '../../contracts/leaves.ts';
import { page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { enterLeave, leaveOptions, leaveOwner, listLeaves, revokeLeave } from '../../db/leaves.ts';
import { uncoveredTasks } from '../../db/uncovered-tasks.ts';
import { command, query, type Route, signedIn } from '../route.ts';

const tag = 'leaves';

export const leaveRoutes: readonly Route[] = [
  query({
    id: 'leaves.list',
    method: 'get',
    path: '/leaves',
    tag,
    summary: 'Leaves that concern the actor; all of them for operator and auditor',
    permission: 'leave.list',
    query: LeaveQuery,
    reply: LeavePage,
    run: async ({ tx, actor, query: asked }) => page(await listLeaves(tx, signedIn(actor), asked), asked),
  }),
  query({
    id: 'leaves.options',
    method: 'get',
    path: '/leaves/options',
    tag,
    summary: 'Roles in which a person can be on leave, and who could stand in',
    permission: 'leave.manage',
    query: LeaveOptionsQuery,
    reply: LeaveOptions,
    subject: async (_tx, _params, _actor, _body, asked) => ({ userId: asked.userId }),
    run: async ({ tx, query: asked }) => ({ items: await leaveOptions(tx, asked.userId) }),
  }),
  query({
    id: 'leaves.uncovered',
    method: 'get',
    path: '/leaves/uncovered',
    tag,
    summary: 'Open tasks that nobody could take if the leave began now',
    permission: 'leave.manage',
    query: UncoveredQuery,
    reply: UncoveredTasks,
    subject: async (_tx, _params, _actor, _body, asked) => ({ userId: asked.userId }),
    run: ({ services, query: asked }) => uncoveredTasks(services.sql, asked),
  }),
  command({
    id: 'leaves.enter',
    method: 'post',
    path: '/leaves',
    tag,
    summary: 'Enter a leave with the deputy who decides meanwhile',
    permission: 'leave.manage',
    body: EnterLeave,
    reply: LeaveEntered,
    status: 201,
    subject: async (_tx, _params, _actor, body) => {
      const { userId } = (body ?? {}) as { userId?: unknown };
      return { userId: typeof userId === 'string' ? userId : null };
    },
    run: async ({ tx, actor, body, moved }) => {
      const entered = await enterLeave(tx, body, signedIn(actor).userId);
      moved.push(...entered.moved);
      return { id: entered.id };
    },
  }),
  command({
    id: 'leaves.revoke',
    method: 'post',
    path: '/leaves/:leaveId/revocation',
    tag,
    summary:
      'End a leave before its time, with the reason: the person, the supervisor who calls the person back, the operator',
    permission: 'leave.revoke',
    params: LeaveParams,
    body: RevokeLeave,
    reply: LeaveRevoked,
    subject: async (tx, { leaveId }) => {
      const owner = await leaveOwner(tx, leaveId);
      if (owner === null) throw new Problem('notFound');
      return owner;
    },
    run: async ({ tx, actor, params, body, moved }) => {
      const revoked = await revokeLeave(tx, params.leaveId, body.reason, signedIn(actor).userId);
      if (revoked === null) throw new Problem('wrongState', { detail: 'it is over, or was revoked before' });
      moved.push(...revoked.moved);
      return { revokedAt: revoked.revokedAt };
    },
  }),
];
