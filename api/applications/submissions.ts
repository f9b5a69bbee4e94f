/** Freeze, sign, submit, correct, withdraw. Signatures and submissions ask for the password again. */
import * as contract from '../../contracts/applications.ts';
import { Problem } from '../../contracts/problem-error.ts';
import type { Actor } from '../../domain/permissions.ts';
import { applicationSubject } from '../../db/cases.ts';
import { freeze, reopen, sign, submit, submitCorrection, withdraw } from '../../db/submission.ts';
import { agreementPdf } from '../documents/agreement.ts';
import { command, type Services, signedIn } from '../route.ts';

async function demandPassword(services: Services, actor: Actor, password: string): Promise<void> {
  if (await services.verifyPassword(actor.userId, password)) return;
  throw new Problem('passwordWrong', {
    errors: [{ pointer: '/password', rule: 'wrong', message: 'the password is not right' }],
  });
}

export const submissionRoutes = [
  command({
    id: 'applications.freeze',
    method: 'post',
    path: '/applications/:applicationId/freezing',
    tag: 'Submission',
    summary: 'Freeze a complete draft for signing; refused with everything that is missing',
    permission: 'application.freeze',
    params: contract.ApplicationParams,
    reply: contract.Frozen,
    status: 201,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, moved }) => {
      moved.push(params.applicationId);
      return freeze(tx, params.applicationId, signedIn(actor).userId, agreementPdf);
    },
  }),
  command({
    id: 'applications.reopen',
    method: 'delete',
    path: '/applications/:applicationId/freezing',
    tag: 'Submission',
    summary: 'Open a frozen draft for editing again; signatures given so far count no longer',
    permission: 'application.freeze',
    params: contract.ApplicationParams,
    reply: contract.Moved,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, moved }) => {
      moved.push(params.applicationId);
      return { version: await reopen(tx, params.applicationId, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'applications.sign',
    method: 'post',
    path: '/applications/:applicationId/signatures',
    tag: 'Submission',
    summary: 'Sign the frozen content for one party: password again, and the SHA-256 that was shown',
    permission: 'application.sign',
    params: contract.ApplicationParams,
    body: contract.Sign,
    reply: contract.Signed,
    status: 201,
    subject: async (tx, { applicationId }, actor, body) => {
      const subject = await applicationSubject(tx, applicationId, actor);
      const enterpriseId = (body as { enterpriseId?: unknown } | undefined)?.enterpriseId;
      // A named party narrows the relation to it: a signer signs for nobody else.
      return typeof enterpriseId === 'string'
        ? { ...subject, partyEnterpriseIds: subject.partyEnterpriseIds?.filter((id) => id === enterpriseId) ?? [] }
        : subject;
    },
    run: async ({ tx, actor, params, body, moved, services }) => {
      await demandPassword(services, signedIn(actor), body.password);
      moved.push(params.applicationId);
      return sign(
        tx,
        { applicationId: params.applicationId, enterpriseId: body.enterpriseId, sha256: body.sha256 },
        signedIn(actor).userId,
      );
    },
  }),
  command({
    id: 'applications.submit',
    method: 'post',
    path: '/applications/:applicationId/submission',
    tag: 'Submission',
    summary: 'Submit: possible once all parties have signed and while the call is open by the database’s clock',
    permission: 'application.submit',
    params: contract.ApplicationParams,
    body: contract.Submit,
    reply: contract.Receipt,
    status: 201,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved, services }) => {
      await demandPassword(services, signedIn(actor), body.password);
      moved.push(params.applicationId);
      return submit(tx, params.applicationId, signedIn(actor).userId);
    },
  }),
  command({
    id: 'applications.correct',
    method: 'post',
    path: '/applications/:applicationId/corrections',
    tag: 'Submission',
    summary: 'Hand in the corrected fields; the case goes back to the desk that asked',
    permission: 'application.submit',
    params: contract.ApplicationParams,
    body: contract.SubmitCorrection,
    reply: contract.Corrected,
    status: 201,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved, services }) => {
      await demandPassword(services, signedIn(actor), body.password);
      moved.push(params.applicationId);
      const correction = { applicationId: params.applicationId, taskId: body.taskId };
      return submitCorrection(tx, correction, signedIn(actor).userId, agreementPdf);
    },
  }),
  command({
    id: 'applications.withdraw',
    method: 'post',
    path: '/applications/:applicationId/withdrawal',
    tag: 'Submission',
    summary: 'Withdraw the application before the experts see it',
    permission: 'application.withdraw',
    params: contract.ApplicationParams,
    body: contract.Withdraw,
    reply: contract.Moved,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved, subject }) => {
      moved.push(params.applicationId, (subject as { roundId?: string }).roundId ?? params.applicationId);
      return { version: await withdraw(tx, params.applicationId, body.reason, signedIn(actor).userId) };
    },
  }),
];
