/** Applications: lists, the view, drafts and their sections. */
import * as contract from '../../contracts/applications.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { listApplications } from '../../db/application-lists.ts';
import { applicationView } from '../../db/application-view.ts';
import { applicationSubject } from '../../db/cases.ts';
import { createDraft, saveSection } from '../../db/drafts.ts';
import { command, query, signedIn } from '../route.ts';

export const draftRoutes = [
  query({
    id: 'applications.list',
    method: 'get',
    path: '/applications',
    tag: 'Applications',
    summary: 'Applications the actor may see: own and invited ones, or the submitted ones of the body',
    permission: 'application.list',
    query: contract.ApplicationQuery,
    reply: contract.ApplicationPage,
    run: ({ tx, actor, query: filter }) => listApplications(tx, signedIn(actor), filter),
  }),
  query({
    id: 'applications.read',
    method: 'get',
    path: '/applications/:applicationId',
    tag: 'Applications',
    summary: 'One application with everything the actor may see of it',
    permission: 'application.read',
    params: contract.ApplicationParams,
    reply: contract.ApplicationView,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    run: ({ tx, actor, params, subject }) => applicationView(tx, params.applicationId, signedIn(actor), subject),
  }),
  command({
    id: 'applications.create',
    method: 'post',
    path: '/applications',
    tag: 'Applications',
    summary: 'Start a draft for one category of an open call',
    permission: 'application.create',
    body: contract.CreateApplication,
    reply: contract.Created,
    status: 201,
    subject: async (_tx, _params, _actor, body) => {
      const enterpriseId = (body as { enterpriseId?: unknown } | undefined)?.enterpriseId;
      return { enterpriseId: typeof enterpriseId === 'string' ? enterpriseId : null };
    },
    run: ({ tx, actor, body }) => createDraft(tx, body, signedIn(actor).userId),
  }),
  command({
    id: 'applications.saveSection',
    method: 'put',
    path: '/applications/:applicationId/sections/:section/:owner',
    tag: 'Applications',
    summary: 'Autosave one section; a newer version on record is refused with its data',
    permission: 'application.edit',
    params: contract.SectionParams,
    body: contract.SaveSection,
    reply: contract.SavedSection,
    ifMatch: true,
    subject: async (tx, { applicationId, owner }, actor) => {
      const subject = await applicationSubject(tx, applicationId, actor);
      // Shared sections are the lead's to write, private ones only their own party's.
      const writer =
        owner === 'shared' ? subject.leadEnterpriseId : subject.partyEnterpriseIds?.find((id) => id === owner);
      return { ...subject, partyEnterpriseIds: writer ? [writer] : [] };
    },
    run: ({ tx, actor, params, body, ifMatch }) =>
      saveSection(tx, { ...params, data: body.data, version: ifMatch }, signedIn(actor).userId),
  }),
];

/** Subject of routes on one party: the actor must belong to it. */
export async function partySubject(
  tx: Parameters<typeof applicationSubject>[0],
  params: { applicationId: string; enterpriseId: string },
  actor: Parameters<typeof applicationSubject>[2],
) {
  const subject = await applicationSubject(tx, params.applicationId, actor);
  const only = (ids: readonly string[] | undefined) => (ids ?? []).filter((id) => id === params.enterpriseId);
  if (only(subject.partyEnterpriseIds).length + only(subject.invitedEnterpriseIds).length === 0)
    throw new Problem('notFound');
  return {
    ...subject,
    partyEnterpriseIds: only(subject.partyEnterpriseIds),
    invitedEnterpriseIds: only(subject.invitedEnterpriseIds),
  };
}
