/** Joint work: invitations, answers, shares. */
import * as contract from '../../contracts/applications.ts';
import { applicationSubject } from '../../db/cases.ts';
import { answerInvitation, inviteParty, setShares } from '../../db/consortium.ts';
import { leaveConsortium, removeParty } from '../../db/departures.ts';
import { command, signedIn } from '../route.ts';
import { partySubject } from './drafts.ts';

export const jointRoutes = [
  command({
    id: 'parties.invite',
    method: 'post',
    path: '/applications/:applicationId/parties',
    tag: 'Joint work',
    summary: 'Invite a registered enterprise by its identifier',
    permission: 'application.invite',
    params: contract.ApplicationParams,
    body: contract.InviteParty,
    reply: contract.Moved,
    status: 201,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.applicationId);
      return { version: await inviteParty(tx, params.applicationId, body.identifier, signedIn(actor)) };
    },
  }),
  command({
    id: 'parties.answer',
    method: 'post',
    path: '/applications/:applicationId/parties/:enterpriseId/answer',
    tag: 'Joint work',
    summary: 'Confirm or decline an invitation in the own account',
    permission: 'application.answerInvitation',
    params: contract.PartyParams,
    body: contract.AnswerInvitation,
    reply: contract.Moved,
    subject: partySubject,
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.applicationId);
      return {
        version: await answerInvitation(
          tx,
          params.applicationId,
          params.enterpriseId,
          body.answer,
          signedIn(actor).userId,
        ),
      };
    },
  }),
  command({
    id: 'parties.remove',
    method: 'post',
    path: '/applications/:applicationId/parties/:enterpriseId/removal',
    tag: 'Joint work',
    summary: 'Take back an invitation or remove a partner before the closing; a frozen content returns to the draft',
    permission: 'application.invite',
    params: contract.PartyParams,
    body: contract.DepartParty,
    reply: contract.Moved,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.applicationId);
      const { applicationId, enterpriseId } = params;
      return { version: await removeParty(tx, applicationId, enterpriseId, body.reason, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'parties.leave',
    method: 'post',
    path: '/applications/:applicationId/parties/:enterpriseId/withdrawal',
    tag: 'Joint work',
    summary: 'A confirmed partner withdraws before the closing; a frozen content returns to the draft',
    permission: 'application.leave',
    params: contract.PartyParams,
    body: contract.DepartParty,
    reply: contract.Moved,
    subject: partySubject,
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.applicationId);
      const { applicationId, enterpriseId } = params;
      return { version: await leaveConsortium(tx, applicationId, enterpriseId, body.reason, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'applications.setShares',
    method: 'put',
    path: '/applications/:applicationId/shares',
    tag: 'Joint work',
    summary: 'Set the shares of all confirmed parties in basis points; they add to exactly 10,000',
    permission: 'application.share',
    params: contract.ApplicationParams,
    body: contract.SetShares,
    reply: contract.Moved,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.applicationId);
      return { version: await setShares(tx, params.applicationId, body.shares, signedIn(actor).userId) };
    },
  }),
];
