import { Done } from '../../contracts/accounts.ts';
import { page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import type { FieldFault } from '../../contracts/problems.ts';
import {
  CreatedUser,
  CreateUser,
  GiveRole,
  GrantParams,
  RoleGiven,
  SessionsRevoked,
  UserListQuery,
  UserPage,
  UserParams,
  UserView,
} from '../../contracts/users.ts';
import type { Role } from '../../contracts/vocabulary.ts';
import { grantRole } from '../../db/accounts.ts';
import type { Tx } from '../../db/client.ts';
import { bodyKind } from '../../db/bodies.ts';
import { createUser, dismiss, listUsers, liveGrant, othersWithRole, revokeSessions, userById } from '../../db/users.ts';
import type { Subject } from '../../domain/permissions.ts';
import { BODY_KINDS_OF_ROLE, isEnterpriseRole } from '../../domain/role-bodies.ts';
import { command, query, type Route, signedIn } from '../route.ts';

const tag = 'users';

async function userSubject(tx: Tx, { userId }: { userId: string }): Promise<Subject> {
  if ((await userById(tx, userId)) === null) throw new Problem('notFound');
  return { userId };
}

/** Why a role cannot be held there; null when it can. */
async function roleFault(tx: Tx, role: Role, bodyId: string | null, pointer: string): Promise<FieldFault | null> {
  const fault = (rule: string, message: string) => ({ pointer, rule, message });
  if (isEnterpriseRole(role)) return fault('givenByOwner', 'Roles of an enterprise are given by its owner');
  const kinds = BODY_KINDS_OF_ROLE[role];
  if (kinds === undefined) return bodyId === null ? null : fault('noBody', 'This role is held without a body');
  if (bodyId === null) return fault('bodyMissing', 'This role is held in a body');
  const kind = await bodyKind(tx, bodyId);
  return kind !== null && kinds.includes(kind) ? null : fault('otherBody', 'This role is not held in such a body');
}

export const userRoutes: readonly Route[] = [
  query({
    id: 'users.list',
    method: 'get',
    path: '/users',
    tag,
    summary: 'People with their roles',
    permission: 'user.list',
    query: UserListQuery,
    reply: UserPage,
    run: async ({ tx, query: asked }) => page(await listUsers(tx, asked), asked),
  }),
  query({
    id: 'users.read',
    method: 'get',
    path: '/users/:userId',
    tag,
    summary: 'One person with roles',
    permission: 'user.list',
    subject: userSubject,
    params: UserParams,
    reply: UserView,
    run: async ({ tx, params }) => {
      const user = await userById(tx, params.userId);
      if (user === null) throw new Problem('notFound');
      return user;
    },
  }),
  command({
    id: 'users.create',
    method: 'post',
    path: '/users',
    tag,
    summary: 'Create an account of an office, an expert or an institution; its owner sets the password by mail',
    permission: 'user.manage',
    body: CreateUser,
    reply: CreatedUser,
    status: 201,
    run: async ({ tx, actor, body, services }) => {
      const roles = body.roles.map(({ role, bodyId }) => ({ role, bodyId: bodyId ?? null }));
      const faults: FieldFault[] = [];
      for (const [no, { role, bodyId }] of roles.entries()) {
        const fault = await roleFault(tx, role, bodyId, `/roles/${no}`);
        if (fault) faults.push(fault);
      }
      if (faults.length > 0) throw new Problem('invalid', { errors: faults });
      const expert = body.expert
        ? { ...body.expert, employerIdentifier: body.expert.employerIdentifier ?? null }
        : null;
      return { id: await createUser(tx, { ...body, roles, expert }, services.baseUrl, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'users.giveRole',
    method: 'post',
    path: '/users/:userId/roles',
    tag,
    summary: 'Give a role',
    permission: 'user.manage',
    subject: userSubject,
    params: UserParams,
    body: GiveRole,
    reply: RoleGiven,
    status: 201,
    run: async ({ tx, actor, params, body }) => {
      const fault = await roleFault(tx, body.role, body.bodyId ?? null, '/bodyId');
      if (fault) throw new Problem('invalid', { errors: [fault] });
      const id = await grantRole(
        tx,
        { userId: params.userId, role: body.role, bodyId: body.bodyId ?? null },
        signedIn(actor).userId,
      );
      if (id === null) throw new Problem('duplicate');
      return { id };
    },
  }),
  command({
    id: 'users.revokeRole',
    method: 'delete',
    path: '/users/:userId/roles/:grantId',
    tag,
    summary: 'Take a role away: it holds no more from the next request on',
    permission: 'user.manage',
    subject: userSubject,
    params: GrantParams,
    reply: Done,
    run: async ({ tx, actor, params, moved }) => {
      const grant = await liveGrant(tx, params.userId, params.grantId);
      if (grant === null) throw new Problem('notFound');
      if (grant.role === 'operator' && (await othersWithRole(tx, 'operator', params.userId)) === 0) {
        throw new Problem('wrongState', { detail: 'The last operator stays', reason: 'lastOperator' });
      }
      moved.push(...(await dismiss(tx, params.grantId, signedIn(actor).userId)));
      return { ok: true as const };
    },
  }),
  command({
    id: 'users.revokeSessions',
    method: 'delete',
    path: '/users/:userId/sessions',
    tag,
    summary: 'End all sessions of a person',
    permission: 'user.manage',
    subject: userSubject,
    params: UserParams,
    reply: SessionsRevoked,
    run: async ({ tx, actor, params }) => ({
      revoked: await revokeSessions(tx, params.userId, signedIn(actor).userId),
    }),
  }),
];
