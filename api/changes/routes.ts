/** Changes of member (变更) after the award. The office decides on its task. */
import { ApplicationParams, Moved } from '../../contracts/applications.ts';
import * as contract from '../../contracts/changes.ts';
import { isOpenChange } from '../../contracts/vocabulary.ts';
import { applicationSubject } from '../../db/cases.ts';
import { changeSubject, changesOf, changeView } from '../../db/change-view.ts';
import { answerChange, fileChange, withdrawChange } from '../../db/changes.ts';
import { permits } from '../../domain/permissions.ts';
import { command, query, type Route, signedIn } from '../route.ts';

const tag = 'Changes';

export const changeRoutes: Route[] = [
  query({
    id: 'changes.list',
    method: 'get',
    path: '/applications/:applicationId/changes',
    tag,
    summary: 'Changes of member of one application, and whether the actor may file one',
    permission: 'application.readReceipt',
    params: ApplicationParams,
    reply: contract.Changes,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, subject }) => {
      const items = await changesOf(tx, params, signedIn(actor));
      const open = items.some(({ status }) => isOpenChange(status));
      const awarded = (subject as { status?: string }).status === 'awarded';
      return { items, mayFile: awarded && !open && permits(actor, 'change.file', subject) === 'allowed' };
    },
  }),
  command({
    id: 'changes.file',
    method: 'post',
    path: '/applications/:applicationId/changes',
    tag,
    summary: 'Ask to replace or remove a partner of an awarded application, with the shares afterwards',
    permission: 'change.file',
    params: ApplicationParams,
    body: contract.FileChange,
    reply: contract.ChangeFiled,
    status: 201,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: async ({ tx, actor, params, body, moved }) => {
      const filed = await fileChange(tx, params.applicationId, body, signedIn(actor).userId);
      moved.push(params.applicationId, filed.id);
      return filed;
    },
  }),
  query({
    id: 'changes.read',
    method: 'get',
    path: '/changes/:changeId',
    tag,
    summary: 'One change of member',
    permission: 'change.read',
    params: contract.ChangeParams,
    reply: contract.ChangeView,
    subject: (tx, { changeId }) => changeSubject(tx, changeId),
    run: ({ tx, actor, params }) => changeView(tx, params.changeId, signedIn(actor)),
  }),
  command({
    id: 'changes.answer',
    method: 'post',
    path: '/changes/:changeId/answer',
    tag,
    summary: 'Confirm or decline to take the leaving partner’s place, in the own account',
    permission: 'change.answer',
    params: contract.ChangeParams,
    body: contract.AnswerChange,
    reply: Moved,
    subject: (tx, { changeId }) => changeSubject(tx, changeId),
    run: async ({ tx, actor, params, body, moved }) => {
      moved.push(params.changeId);
      return { version: await answerChange(tx, params.changeId, body.answer, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'changes.withdraw',
    method: 'post',
    path: '/changes/:changeId/withdrawal',
    tag,
    summary: 'Take the request back while nobody has decided it',
    permission: 'change.file',
    params: contract.ChangeParams,
    reply: Moved,
    subject: (tx, { changeId }) => changeSubject(tx, changeId),
    run: async ({ tx, actor, params, moved }) => {
      moved.push(params.changeId);
      return { version: await withdrawChange(tx, params.changeId, signedIn(actor).userId) };
    },
  }),
];
