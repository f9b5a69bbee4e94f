/** Lists and their search against the rows themselves: whatever index a page is read from, it holds what belongs there. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ApplicationFilter, listApplications } from '../../db/application-lists.ts';
import { connect, type Sql } from '../../db/client.ts';
import { listTasks, type TaskFilter } from '../../db/task-lists.ts';
import type { Actor } from '../../domain/permissions.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeWorld, type World } from '../support/world.ts';

let database: TestDatabase;
let sql: Sql;
let world: World;

const NAMES = ['郑州食品电商平台', '中原食品_物流', '食品100%直销', 'Zhongyuan Logistics', '嵩山\\旅游', '品食街'];
const actor = (grants: Partial<Actor['grants'][number]>[], userId = 'nobody'): Actor =>
  ({
    userId,
    twoFactor: false,
    grants: grants.map((grant) => ({ bodyId: null, enterpriseId: null, ...grant })),
  }) as Actor;
const city = actor([{ role: 'cityOfficer', bodyId: 'city-office' }]);
const district = actor([{ role: 'districtOfficer', bodyId: 'district-a' }], 'district');
const applications = (who: Actor, filter: Partial<ApplicationFilter> = {}) =>
  listApplications(sql, who, { page: 1, perPage: 25, sort: 'createdAt', order: 'DESC', ...filter });
const tasks = (who: Actor, filter: Partial<TaskFilter> = {}) =>
  listTasks(sql, who, { page: 1, perPage: 25, view: 'open', sort: 'dueAt', order: 'ASC', ...filter });

beforeAll(async () => {
  database = await openTestDatabase();
  sql = connect(database.url, { max: 4, name: 'test' });
  world = await makeWorld(sql);
  for (const [index, name] of NAMES.entries()) {
    const { id } = await world.application({ categoryNo: 1 + (index % 2) });
    await sql`update applications set project_name = ${name} where case_id = ${id}`;
  }
});

afterAll(async () => {
  await sql.end();
  await database.close();
});

describe('search', () => {
  const found = async (q: string) =>
    (await applications(city, { q })).items.map(({ projectName }) => projectName ?? '').sort();

  test('finds any part of a name, one character long too, in any case', async () => {
    expect(await found('食品')).toEqual(NAMES.filter((name) => name.includes('食品')).sort());
    expect(await found('品')).toEqual(NAMES.filter((name) => name.includes('品')).sort());
    expect(await found('zhongyuan l')).toEqual([NAMES[3]]);
  });

  test('takes %, _ and \\ as letters', async () => {
    expect(await found('0%')).toEqual([NAMES[2]]);
    expect(await found('品_物')).toEqual([NAMES[1]]);
    expect(await found('山\\')).toEqual([NAMES[4]]);
    expect(await found('_')).toEqual([NAMES[1]]);
  });

  test('finds receipt numbers by a part, and applications by the name of their lead', async () => {
    const { items } = await applications(city);
    const { receiptNo, leadName, id } = items[0] as { receiptNo: string; leadName: string; id: string };
    expect((await applications(city, { q: receiptNo.slice(-7).toLowerCase() })).items.map((row) => row.id)).toEqual([
      id,
    ]);
    expect((await applications(city, { q: leadName })).items.map((row) => row.id)).toContain(id);
  });

  test('agrees with comparing every row, for any text', async () => {
    const rows = (await applications(city)).items;
    const texts = rows.flatMap(({ projectName, receiptNo, leadName }) => [
      projectName ?? '',
      receiptNo ?? '',
      leadName,
    ]);
    const part = fc
      .tuple(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 1, max: 6 }))
      .map(([text, from, length]) => text.slice(from % text.length).slice(0, length));
    await fc.assert(
      fc.asyncProperty(fc.oneof(part, fc.string({ minLength: 1, maxLength: 4 })), async (q) => {
        const letters = q.replaceAll('\0', '').toLowerCase();
        fc.pre(letters.length > 0);
        const expected = rows.filter((row) =>
          [row.projectName, row.receiptNo, row.leadName].some((text) => text?.toLowerCase().includes(letters)),
        );
        const { items } = await applications(city, { q: letters });
        expect(items.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe('order', () => {
  test('every order gives each row once over its pages, one direction the other one backwards', async () => {
    for (const sort of ['createdAt', 'submittedAt', 'projectName', 'status', 'categoryNo'] as const) {
      const read = async (order: 'ASC' | 'DESC') => {
        const pages = await Promise.all(
          [1, 2, 3].map((no) => applications(city, { sort, order, page: no, perPage: 2 })),
        );
        return pages.flatMap(({ items }) => items.map(({ id }) => id));
      };
      const [ascending, descending] = [await read('ASC'), await read('DESC')];
      expect(new Set(ascending).size).toBe(NAMES.length);
      expect(descending).toEqual([...ascending].reverse());
    }
  });

  test('an applicant sees the own drafts, last where they lack the value, and nobody else does', async () => {
    const { id, lead } = await world.application({ draft: true });
    const owner = actor([{ role: 'enterpriseOwner', enterpriseId: world.partner.id }]);
    for (const order of ['ASC', 'DESC'] as const) {
      const { items } = await applications(owner, { sort: 'submittedAt', order });
      expect(items.length).toBe(NAMES.length + 1);
      expect(items.at(-1)?.id).toBe(id);
    }
    expect((await applications(actor([{ role: 'enterpriseOwner', enterpriseId: lead.id }]))).items.length).toBe(1);
    expect((await applications(city)).items.map((row) => row.id)).not.toContain(id);
    expect((await applications(actor([]))).items).toEqual([]);
  });
});

describe('the queue', () => {
  test('merges the places of a person in the order of the list, each task once', async () => {
    const all = (await tasks(district)).items;
    expect(all.length).toBe(NAMES.length);
    expect(all.map(({ dueAt }) => dueAt)).toEqual(all.map(({ dueAt }) => dueAt).sort());
    // The same task lies with the body and names the person.
    await sql`update tasks set assignee_id = 'district' where id = ${all[3]?.id ?? ''}`;
    const again = await Promise.all([1, 2, 3].map((no) => tasks(district, { page: no, perPage: 2 })));
    expect(again.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(all.map(({ id }) => id));
    expect((await tasks(district, { view: 'mine' })).items.map(({ id }) => id)).toEqual([all[3]?.id]);
    await sql`update tasks set assignee_id = null where assignee_id = 'district'`;
  });

  test('is searched and cut like the list of applications', async () => {
    expect((await tasks(district, { q: '食品' })).items.length).toBe(3);
    expect((await tasks(district, { q: '食品', categoryNo: 1 })).items.length).toBe(2);
    expect((await tasks(city)).items).toEqual([]);
  });

  test('shows what was decided, latest first', async () => {
    const [first, second] = (await tasks(district)).items;
    for (const task of [second, first]) await world.decide(task?.caseId ?? '', 'district', 'accepted');
    const { items } = await tasks(district, { view: 'done', sort: 'decidedAt', order: 'DESC' });
    expect(items.map(({ id }) => id)).toEqual([first?.id, second?.id]);
  });
});
