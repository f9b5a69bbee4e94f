import { Bodies } from '../../contracts/accounts.ts';
import {
  ConfirmOverride,
  EnterpriseListQuery,
  EnterprisePage,
  EnterpriseParams,
  EnterpriseView,
  LookedUp,
  LookUpQuery,
  RegisterEnterprise,
  UpdateEnterprise,
} from '../../contracts/enterprises.ts';
import { page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import type { Tx } from '../../db/client.ts';
import { bodyKind, listBodies } from '../../db/bodies.ts';
import {
  confirmOverride,
  enterpriseByIdentifier,
  enterpriseById,
  listEnterprises,
  registerEnterprise,
  updateEnterprise,
} from '../../db/enterprises.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { judgeIdentifier, judgeProfile } from './identifier.ts';
import { memberRoutes } from './members.ts';
import { enterpriseSubject } from './subject.ts';

const tag = 'enterprises';

/** Only a district, a county or a zone recommends. */
async function mustRecommend(tx: Tx, bodyId: string): Promise<void> {
  const kind = await bodyKind(tx, bodyId);
  if (kind !== 'district' && kind !== 'zone') {
    throw new Problem('invalid', {
      errors: [{ pointer: '/recommendingBodyId', rule: 'unknown', message: 'Not a district, county or zone' }],
    });
  }
}

async function mustFind(tx: Tx, id: string): Promise<EnterpriseView> {
  const found = await enterpriseById(tx, id);
  if (found === null) throw new Problem('notFound');
  return found;
}

export const enterpriseRoutes: readonly Route[] = [
  query({
    id: 'bodies.list',
    method: 'get',
    path: '/bodies',
    tag,
    summary: 'Districts, counties, zones and offices',
    permission: 'public.read',
    reply: Bodies,
    run: async ({ tx }) => ({ items: await listBodies(tx) }),
  }),
  query({
    id: 'enterprises.list',
    method: 'get',
    path: '/enterprises',
    tag,
    summary: 'Enterprises; a district sees its own',
    permission: 'enterprise.list',
    query: EnterpriseListQuery,
    reply: EnterprisePage,
    run: async ({ tx, actor, query: asked }) => {
      const { grants } = signedIn(actor);
      const seesAll = grants.some(({ role }) => role === 'cityOfficer' || role === 'auditor');
      const own = grants.flatMap(({ role, bodyId }) => (role === 'districtOfficer' && bodyId !== null ? [bodyId] : []));
      const rows = await listEnterprises(tx, { ...asked, bodyIds: seesAll ? null : own });
      return page(
        rows.map(({ profile: _, ...row }) => row),
        asked,
      );
    },
  }),
  query({
    id: 'enterprises.lookUp',
    method: 'get',
    path: '/enterprises/look-up',
    tag,
    summary: 'Name and kind of the enterprise with exactly this identifier',
    permission: 'enterprise.lookUp',
    query: LookUpQuery,
    reply: LookedUp,
    run: async ({ tx, query: asked }) => {
      const found = await enterpriseByIdentifier(tx, asked.identifier);
      if (found === null) throw new Problem('notFound');
      return found;
    },
  }),
  command({
    id: 'enterprises.register',
    method: 'post',
    path: '/enterprises',
    tag,
    summary: 'Register an enterprise; the caller becomes its owner, editor and signer',
    permission: 'enterprise.register',
    body: RegisterEnterprise,
    reply: EnterpriseView,
    status: 201,
    run: async ({ tx, actor, body }) => {
      const { value, overridden } = judgeIdentifier(body.identifier, body.identifierOverride !== undefined);
      await mustRecommend(tx, body.recommendingBodyId);
      if (await enterpriseByIdentifier(tx, value)) {
        throw new Problem('duplicate', {
          detail: 'An enterprise with this identifier is registered: ask its owner to add you',
        });
      }
      const id = await registerEnterprise(
        tx,
        {
          ...body,
          profile: judgeProfile(body.profile),
          identifier: { scheme: body.identifier.scheme, value },
          identifierOverride: overridden ? (body.identifierOverride ?? null) : null,
        },
        signedIn(actor).userId,
      );
      return mustFind(tx, id);
    },
  }),
  query({
    id: 'enterprises.read',
    method: 'get',
    path: '/enterprises/:enterpriseId',
    tag,
    summary: 'One enterprise with its profile',
    permission: 'enterprise.read',
    subject: enterpriseSubject,
    params: EnterpriseParams,
    reply: EnterpriseView,
    run: ({ tx, params }) => mustFind(tx, params.enterpriseId),
  }),
  command({
    id: 'enterprises.update',
    method: 'put',
    path: '/enterprises/:enterpriseId',
    tag,
    summary: 'Write the profile as a whole, if nobody did since',
    permission: 'enterprise.update',
    subject: enterpriseSubject,
    params: EnterpriseParams,
    body: UpdateEnterprise,
    reply: EnterpriseView,
    ifMatch: true,
    run: async ({ tx, actor, params, body, ifMatch }) => {
      await mustRecommend(tx, body.recommendingBodyId);
      const change = { ...body, profile: judgeProfile(body.profile) };
      const written = await updateEnterprise(tx, params.enterpriseId, ifMatch, change, signedIn(actor).userId);
      const current = await mustFind(tx, params.enterpriseId);
      if (!written) throw new Problem('staleVersion', { current });
      return current;
    },
  }),
  command({
    id: 'enterprises.confirmIdentifier',
    method: 'post',
    path: '/enterprises/:enterpriseId/identifier-confirmation',
    tag,
    summary: 'Confirm the evidence for a code that fails its check digit',
    permission: 'enterprise.overrideIdentifier',
    subject: enterpriseSubject,
    params: EnterpriseParams,
    body: ConfirmOverride,
    reply: EnterpriseView,
    run: async ({ tx, actor, params, body }) => {
      if (!(await confirmOverride(tx, params.enterpriseId, body.note, signedIn(actor).userId)))
        throw new Problem('wrongState');
      return mustFind(tx, params.enterpriseId);
    },
  }),
  ...memberRoutes,
];
