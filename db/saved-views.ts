/** A person's saved views of the work queue: at most twenty, names once, at most one of them the default. */
import { Problem } from '../contracts/problem-error.ts';
import { MAX_SAVED_VIEWS, type SavedView, type SaveView } from '../contracts/saved-views.ts';
import { json, type Tx } from './client.ts';

export const savedViewsOf = (tx: Tx, userId: string): Promise<SavedView[]> => tx<SavedView[]>`
  select id, name, filter, is_default from saved_views where user_id = ${userId} order by created_at, id`;

export async function viewSubject(tx: Tx, viewId: string): Promise<{ userId: string }> {
  const [row] = await tx<{ userId: string }[]>`select user_id from saved_views where id = ${viewId}`;
  if (!row) throw new Problem('notFound');
  return row;
}

/** Saves a new view, or an old one anew. @throws Problem duplicate when the name is taken; invalid beyond the limit */
export async function saveView(
  tx: Tx,
  userId: string,
  view: SaveView,
  viewId: string | null,
): Promise<{ items: SavedView[] }> {
  // One change at a time for each person: limit and default are judged on what is there.
  await tx`select 1 from users where id = ${userId} for update`;
  const views = await savedViewsOf(tx, userId);
  const others = views.filter(({ id }) => id !== viewId);
  if (viewId === null && views.length >= MAX_SAVED_VIEWS) {
    const message = `at most ${MAX_SAVED_VIEWS} views: delete one first`;
    throw new Problem('invalid', { detail: message, errors: [{ pointer: '/name', rule: 'tooManyViews', message }] });
  }
  const twin = others.find(({ name }) => name.toLowerCase() === view.name.toLowerCase());
  if (twin) throw new Problem('duplicate', { detail: `a view is named ${twin.name} already`, viewId: twin.id });
  if (view.isDefault) await tx`update saved_views set is_default = false where user_id = ${userId} and is_default`;
  if (viewId === null) {
    await tx`
      insert into saved_views (user_id, name, filter, is_default, created_at)
      values (${userId}, ${view.name}, ${json(tx, view.filter)}, ${view.isDefault}, clock_timestamp())`;
  } else {
    await tx`
      update saved_views set name = ${view.name}, filter = ${json(tx, view.filter)}, is_default = ${view.isDefault}
      where id = ${viewId} and user_id = ${userId}`;
  }
  return { items: await savedViewsOf(tx, userId) };
}

export async function deleteView(tx: Tx, userId: string, viewId: string): Promise<{ items: SavedView[] }> {
  await tx`delete from saved_views where id = ${viewId} and user_id = ${userId}`;
  return { items: await savedViewsOf(tx, userId) };
}
