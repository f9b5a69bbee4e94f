/** A person's saved views of the work queue. */
import { z } from 'zod';
import * as contract from '../../contracts/saved-views.ts';
import { deleteView, savedViewsOf, saveView, viewSubject } from '../../db/saved-views.ts';
import { command, query, type Route, signedIn } from '../route.ts';

export const viewRoutes: Route[] = [
  query({
    id: 'views.list',
    method: 'get',
    path: '/me/views',
    tag: 'Me',
    summary: 'My saved views of the queue',
    permission: 'task.list',
    reply: contract.SavedViews,
    run: async ({ tx, actor }) => ({ items: await savedViewsOf(tx, signedIn(actor).userId) }),
  }),
  command({
    id: 'views.create',
    method: 'post',
    path: '/me/views',
    tag: 'Me',
    summary: 'Save a view of the queue',
    permission: 'task.list',
    body: contract.SaveView,
    reply: contract.SavedViews,
    status: 201,
    run: ({ tx, actor, body }) => saveView(tx, signedIn(actor).userId, body, null),
  }),
  command({
    id: 'views.update',
    method: 'put',
    path: '/me/views/:viewId',
    tag: 'Me',
    summary: 'Rename a view, change its filter, make it the default',
    permission: 'view.update',
    params: contract.ViewParams,
    body: contract.SaveView,
    reply: contract.SavedViews,
    subject: (tx, { viewId }) => viewSubject(tx, viewId),
    run: ({ tx, actor, params, body }) => saveView(tx, signedIn(actor).userId, body, params.viewId),
  }),
  command({
    id: 'views.delete',
    method: 'delete',
    path: '/me/views/:viewId',
    tag: 'Me',
    summary: 'Delete a saved view',
    permission: 'view.update',
    params: contract.ViewParams,
    body: z.strictObject({}),
    reply: contract.SavedViews,
    subject: (tx, { viewId }) => viewSubject(tx, viewId),
    run: ({ tx, actor, params }) => deleteView(tx, signedIn(actor).userId, params.viewId),
  }),
];
