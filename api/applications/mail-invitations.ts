/** Invitations by mail: sent and taken back by the lead, answered by the bearer of the link for an enterprise of the own. */
import * as contract from '../../contracts/applications.ts';
import { applicationSubject } from '../../db/cases.ts';
import {
  answerMailInvitation,
  inviteByMail,
  readMailInvitation,
  revokeMailInvitation,
} from '../../db/mail-invitations.ts';
import { command, query, signedIn } from '../route.ts';

export const mailInvitationRoutes = [
  command({
    id: 'mailInvitations.invite',
    method: 'post',
    path: '/applications/:applicationId/mail-invitations',
    tag: 'Joint work',
    summary: 'Invite an address whose owner has not registered an enterprise yet; the mail carries a one-time link',
    permission: 'application.invite',
    params: contract.ApplicationParams,
    body: contract.InviteByMail,
    reply: contract.Moved,
    status: 201,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved, services }) => {
      moved.push(params.applicationId);
      const input = { email: body.email, baseUrl: services.baseUrl };
      return { version: await inviteByMail(tx, params.applicationId, input, signedIn(actor)) };
    },
  }),
  command({
    id: 'mailInvitations.revoke',
    method: 'post',
    path: '/applications/:applicationId/mail-invitations/:invitationId/revocation',
    tag: 'Joint work',
    summary: 'Take an open invitation by mail back; its link opens nothing any more',
    permission: 'application.invite',
    params: contract.MailInvitationParams,
    reply: contract.Moved,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, moved }) => {
      moved.push(params.applicationId);
      const { applicationId, invitationId } = params;
      return { version: await revokeMailInvitation(tx, applicationId, invitationId, signedIn(actor).userId) };
    },
  }),
  query({
    id: 'mailInvitations.read',
    method: 'get',
    path: '/consortium-invitations',
    tag: 'Joint work',
    summary: 'What the bearer of an invitation’s link may know of it',
    permission: 'invitation.answer',
    query: contract.MailInvitationToken,
    reply: contract.MailInvitation,
    run: ({ tx, actor, query: { token } }) => readMailInvitation(tx, token, signedIn(actor)),
  }),
  command({
    id: 'mailInvitations.answer',
    method: 'post',
    path: '/consortium-invitations/answer',
    tag: 'Joint work',
    summary: 'Take or decline an invitation by mail for an enterprise of one’s own; the link is used up',
    permission: 'invitation.answer',
    body: contract.AnswerMailInvitation,
    reply: contract.MailInvitationAnswered,
    run: async ({ tx, actor, body, moved }) => {
      const answered = await answerMailInvitation(tx, body, signedIn(actor));
      moved.push(answered.applicationId);
      return answered;
    },
  }),
];
