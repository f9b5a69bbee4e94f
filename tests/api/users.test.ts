import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, startSystem, type System } from '../support/system.ts';

let system: System;
let operator: Client;
beforeAll(async () => {
  system = await startSystem({ round: true });
  operator = await system.as('operator@demo.tenfold.example');
});
afterAll(() => system.close());

type User = {
  id: string;
  email: string;
  emailVerified: boolean;
  grants: { id: string; role: string; body: { id: string } | null }[];
  expert: object | null;
};
type Page = { items: User[]; hasNextPage: boolean; total?: number };

describe('accounts by the operator', () => {
  test('an expert is created, sets the password by mail and signs in', async () => {
    const email = 'new.expert@example.com';
    const expert = {
      title: '教授',
      employer: '中原示例大学',
      employerIdentifier: null,
      fields: ['food', 'automotive'],
    };
    const { id } = await operator.post<{ id: string }>('/users', {
      name: '郭教授',
      email,
      roles: [{ role: 'expert' }],
      expert,
    });
    const before = await operator.get<User>(`/users/${id}`);
    expect(before).toMatchObject({
      email,
      emailVerified: false,
      expert: { ...expert, active: true },
      grants: [{ role: 'expert', body: null }],
    });
    const [mail] = await system.sql<
      { url: string }[]
    >`select "values" ->> 'url' as url from messages where email = ${email}`;
    const token = new URL((mail as { url: string }).url).searchParams.get('token');
    const password = 'set by myself 1';
    expect(
      (
        await system.anonymous.call('POST', '/api/auth/reset-password', {
          body: { token, newPassword: password },
          key: null,
        })
      ).status,
    ).toBe(200);
    expect(
      (await system.anonymous.call('POST', '/api/auth/sign-in/email', { body: { email, password }, key: null })).status,
    ).toBe(200);
    expect(await operator.get<User>(`/users/${id}`)).toMatchObject({ emailVerified: true });
    const kinds = await system.sql`select kind from facts where payload ->> 'userId' = ${id} order by version`;
    expect(kinds.map(({ kind }) => kind)).toEqual(['userCreated', 'roleGranted']);
  });

  test('a role is held only where it can be held, an address has one account', async () => {
    const create = (roles: object[], email = 'x@example.com') =>
      operator.call('POST', '/users', { body: { name: '某人', email, roles } });
    expect(await create([{ role: 'districtOfficer' }])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/roles/0', rule: 'bodyMissing' }] },
    });
    expect(await create([{ role: 'districtOfficer', bodyId: 'finance' }])).toMatchObject({
      body: { errors: [{ rule: 'otherBody' }] },
    });
    expect(await create([{ role: 'auditor', bodyId: 'finance' }])).toMatchObject({
      body: { errors: [{ rule: 'noBody' }] },
    });
    expect(await create([{ role: 'enterpriseOwner' }])).toMatchObject({ body: { errors: [{ rule: 'givenByOwner' }] } });
    expect(await create([{ role: 'expert' }])).toMatchObject({
      body: { errors: [{ pointer: '/expert', rule: 'expertDetailsMissing' }] },
    });
    expect(await create([{ role: 'auditor' }], 'auditor@demo.tenfold.example')).toMatchObject({
      status: 409,
      body: { code: 'duplicate' },
    });
  });

  test('lists are filtered and paged', async () => {
    const first = await operator.get<Page>('/users?perPage=10');
    expect(first).toMatchObject({ hasNextPage: true });
    expect(first.items).toHaveLength(10);
    const districts = await operator.get<Page>('/users?role=districtOfficer&bodyId=district-410105');
    expect(districts.items.map(({ email }) => email).sort()).toEqual([
      'jinshui.officer2@demo.tenfold.example',
      'jinshui.officer@demo.tenfold.example',
    ]);
    expect(await operator.get<Page>('/users?q=jinshui.officer2')).toMatchObject({ total: 1, hasNextPage: false });
    expect((await operator.get<Page>('/users?q=%25')).items).toHaveLength(0);
  });

  test('the last operator stays', async () => {
    const [self] = (await operator.get<Page>('/users?role=operator')).items;
    expect(await operator.call('DELETE', `/users/${self?.id}/roles/${self?.grants[0]?.id}`)).toMatchObject({
      status: 409,
      body: { reason: 'lastOperator' },
    });
  });

  test('nobody else may', async () => {
    for (const email of [
      'city.officer@demo.tenfold.example',
      'expert1@demo.tenfold.example',
      'yuweiyuan.owner@demo.tenfold.example',
    ]) {
      expect((await (await system.as(email)).call('GET', '/users')).status).toBe(403);
      expect((await (await system.as(email)).call('POST', '/users', { body: {} })).status).toBe(403);
    }
    expect((await (await system.as('auditor@demo.tenfold.example')).call('GET', '/users')).status).toBe(200);
  });
});

describe('calendar', () => {
  const year = new Date().getUTCFullYear() + 1;

  test('a provisional year is loaded as published and the deadlines in it are computed again', async () => {
    const office = await system.as('city.officer@demo.tenfold.example');
    expect(await office.get('/calendar?year=2010')).toMatchObject({ year: 2010, provisional: false });
    expect(await office.get(`/calendar?year=${year}`)).toMatchObject({ provisional: true });
    // An open task whose ten working days reach into the year that nobody has published yet.
    const [task] = await system.sql<{ id: string; caseId: string }[]>`
      update tasks set opened_at = ${`${year - 1}-12-28T02:00:00Z`}, working_days = 10, remind_before_working_days = 2,
        due_at = due_at(${`${year - 1}-12-28T02:00:00Z`}::timestamptz, 10, null), due_provisional = 'calendarNotPublished'
      where status = 'open' returning id, case_id`;
    const [before] = await system.sql<{ dueAt: string }[]>`select due_at from tasks where id = ${task?.id as string}`;
    const days = await office.get<{ days: { day: string; working: boolean }[] }>(`/calendar?year=${year}`);
    const firstWorking = days.days
      .filter(({ working }) => working)
      .slice(0, 3)
      .map(({ day }) => ({ day, note: '元旦' }));
    expect((await office.call('POST', '/calendar', { body: {} })).status).toBe(403);
    expect(
      await operator.call('POST', '/calendar', {
        body: { year, holidays: [{ day: `${year - 1}-01-01`, note: '元旦' }], makeUpDays: [] },
      }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/holidays/0/day', rule: 'otherYear' }] },
    });
    const loaded = await operator.post<{ deadlinesMoved: number }>('/calendar', {
      year,
      holidays: firstWorking,
      makeUpDays: [],
    });
    expect(loaded.deadlinesMoved).toBe(1);
    const [after] = await system.sql<
      { dueAt: string; dueProvisional: string | null }[]
    >`select due_at, due_provisional from tasks where id = ${task?.id as string}`;
    expect(Date.parse(after?.dueAt as string)).toBeGreaterThan(Date.parse(before?.dueAt as string));
    expect(after?.dueProvisional).toBeNull();
    const [woken] =
      await system.sql`select count(*)::int as count from outbox where subject_id = ${task?.caseId as string}`;
    expect(woken?.count).toBeGreaterThanOrEqual(1);
    expect(await office.get(`/calendar?year=${year}`)).toMatchObject({ provisional: false });
  });
});

describe('inbox', () => {
  test('a person reads what is theirs', async () => {
    const [row] = await system.sql<
      { userId: string; email: string; id: string }[]
    >`select m.user_id, u.email, m.id from messages m join users u on u.id = m.user_id limit 1`;
    const mine = await system.as(row?.email as string);
    const inbox = await mine.get<{ items: { id: string; readAt: string | null }[]; unread: number }>('/inbox');
    expect(inbox.unread).toBeGreaterThan(0);
    const stranger = await system.as('expert9@demo.tenfold.example');
    expect((await stranger.call('POST', `/inbox/${row?.id}/read`)).status).toBe(404);
    const first = await mine.post<{ readAt: string }>(`/inbox/${row?.id}/read`);
    expect(await mine.post(`/inbox/${row?.id}/read`)).toEqual(first);
    await mine.post('/inbox/read-all');
    expect(await mine.get('/inbox')).toMatchObject({ unread: 0 });
  });
});
