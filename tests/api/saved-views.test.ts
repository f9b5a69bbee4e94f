/** Saved views of the queue: one's own, by name, at most twenty, one default. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SavedView } from '../../contracts/saved-views.ts';
import { openTown, type Town } from '../support/desks.ts';
import { problemOf } from '../support/scene.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

type Views = { items: SavedView[] };
const view = (name: string, isDefault = false) => ({ name, isDefault, filter: { view: 'open', step: 'formCheck' } });

test('are saved, renamed, made the default and deleted; the default is one', async () => {
  const district = await town.as('district');
  const first = await district.post<Views>('/me/views', view('形式审查', true));
  const both = await district.post<Views>('/me/views', view('急件', true));
  expect(both.items.map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['形式审查', false],
    ['急件', true],
  ]);
  const id = first.items[0]?.id as string;
  const renamed = await district.put<Views>(`/me/views/${id}`, view('待形式审查', true));
  expect(renamed.items.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['待形式审查']);
  expect(renamed.items[0]?.filter).toEqual({ view: 'open', step: 'formCheck', sort: 'dueAt', order: 'ASC' });
  expect(problemOf(await district.call('POST', '/me/views', { body: view('急件') })).code).toBe('duplicate');
  expect((await district.delete<Views>(`/me/views/${id}`)).items.map(({ name }) => name)).toEqual(['急件']);
});

test('are nobody else’s', async () => {
  const district = await town.as('district');
  const city = await town.as('city');
  const { items } = await district.get<Views>('/me/views');
  expect((await city.get<Views>('/me/views')).items).toEqual([]);
  const path = `/me/views/${items[0]?.id}`;
  expect(problemOf(await city.call('PUT', path, { body: view('我的') })).code).toBe('notFound');
  expect(problemOf(await city.call('DELETE', path, { body: {} })).code).toBe('notFound');
  expect((await district.get<Views>('/me/views')).items).toEqual(items);
});

test('of thirty saved at once twenty stay', async () => {
  const city = await town.as('city');
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, no) => city.call('POST', '/me/views', { body: view(`视图${no}`, no % 2 === 0) })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
  const refused = answers.filter(({ status }) => status !== 201).map(problemOf);
  expect(refused.every(({ errors }) => errors?.[0]?.rule === 'tooManyViews')).toBe(true);
  const { items } = await city.get<Views>('/me/views');
  expect([items.length, items.filter(({ isDefault }) => isDefault).length]).toEqual([20, 1]);
});
