import { Done } from '../../contracts/accounts.ts';
import {
  AddMember,
  ChangeMember,
  EnterpriseParams,
  InvitationParams,
  MemberAdded,
  MemberParams,
  Members,
} from '../../contracts/enterprises.ts';
import { Problem } from '../../contracts/problem-error.ts';
import type { EnterpriseRole } from '../../contracts/vocabulary.ts';
import { grantRole } from '../../db/accounts.ts';
import type { Tx } from '../../db/client.ts';
import { enterpriseById } from '../../db/enterprises.ts';
import {
  inviteMember,
  membersOf,
  openInvitations,
  revokeInvitation,
  setMemberRoles,
  verifiedUserByEmail,
} from '../../db/members.ts';
import { postMessage } from '../../db/messages.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { enterpriseSubject } from './subject.ts';

const tag = 'enterprises';
const DONE = { ok: true } as const;
const ROLE_NAMES: Record<EnterpriseRole, { zh: string; en: string }> = {
  enterpriseOwner: { zh: '负责人', en: 'owner' },
  enterpriseEditor: { zh: '填报人', en: 'editor' },
  enterpriseSigner: { zh: '签署人', en: 'signer' },
};

async function setRoles(
  tx: Tx,
  enterpriseId: string,
  userId: string,
  roles: readonly EnterpriseRole[],
  actorId: string,
) {
  const outcome = await setMemberRoles(tx, enterpriseId, userId, roles, actorId);
  if (outcome === 'notMember') throw new Problem('notFound');
  if (outcome === 'lastOwner')
    throw new Problem('wrongState', {
      detail: 'The last owner stays: make somebody else owner first',
      reason: 'lastOwner',
    });
  return DONE;
}

export const memberRoutes: readonly Route[] = [
  query({
    id: 'members.list',
    method: 'get',
    path: '/enterprises/:enterpriseId/members',
    tag,
    summary: 'Members and open invitations',
    permission: 'member.list',
    subject: enterpriseSubject,
    params: EnterpriseParams,
    reply: Members,
    run: async ({ tx, params }) => ({
      members: await membersOf(tx, params.enterpriseId),
      invitations: await openInvitations(tx, params.enterpriseId),
    }),
  }),
  command({
    id: 'members.add',
    method: 'post',
    path: '/enterprises/:enterpriseId/members',
    tag,
    summary: 'Add a member by e-mail; an address without an account is invited',
    permission: 'member.manage',
    subject: enterpriseSubject,
    params: EnterpriseParams,
    body: AddMember,
    reply: MemberAdded,
    status: 201,
    run: async ({ tx, actor, params: { enterpriseId }, body }) => {
      const { userId: actorId, locale } = signedIn(actor);
      const person = await verifiedUserByEmail(tx, body.email);
      if (person) {
        let added = 0;
        for (const role of body.roles)
          if (await grantRole(tx, { userId: person.id, role, enterpriseId }, actorId)) added += 1;
        if (added === 0) throw new Problem('duplicate');
        return { state: 'granted' as const };
      }
      const ids = await inviteMember(tx, enterpriseId, body.email, body.roles, actorId);
      if (ids.length === 0) throw new Problem('duplicate');
      const enterprise = await enterpriseById(tx, enterpriseId);
      await postMessage(tx, {
        userId: null,
        email: body.email,
        locale,
        template: 'memberInvited',
        values: {
          enterprise: enterprise?.name ?? '',
          role: body.roles.map((role) => ROLE_NAMES[role][locale]).join(locale === 'zh' ? '、' : ', '),
        },
        caseId: null,
        link: '/sign-up',
        dedupeKey: `memberInvited/${ids[0]}`,
      });
      return { state: 'invited' as const };
    },
  }),
  command({
    id: 'members.change',
    method: 'put',
    path: '/enterprises/:enterpriseId/members/:userId',
    tag,
    summary: 'Set the roles of a member',
    permission: 'member.manage',
    subject: enterpriseSubject,
    params: MemberParams,
    body: ChangeMember,
    reply: Done,
    run: ({ tx, actor, params, body }) =>
      setRoles(tx, params.enterpriseId, params.userId, body.roles, signedIn(actor).userId),
  }),
  command({
    id: 'members.remove',
    method: 'delete',
    path: '/enterprises/:enterpriseId/members/:userId',
    tag,
    summary: 'Remove a member; the last owner stays',
    permission: 'member.manage',
    subject: enterpriseSubject,
    params: MemberParams,
    reply: Done,
    run: ({ tx, actor, params }) => setRoles(tx, params.enterpriseId, params.userId, [], signedIn(actor).userId),
  }),
  command({
    id: 'members.revokeInvitation',
    method: 'delete',
    path: '/enterprises/:enterpriseId/invitations/:invitationId',
    tag,
    summary: 'Take an invitation back',
    permission: 'member.manage',
    subject: enterpriseSubject,
    params: InvitationParams,
    reply: Done,
    run: async ({ tx, params }) => {
      if (!(await revokeInvitation(tx, params.enterpriseId, params.invitationId))) throw new Problem('notFound');
      return DONE;
    },
  }),
];
