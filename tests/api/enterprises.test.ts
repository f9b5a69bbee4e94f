import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoUscc } from '../../domain/demo-identifiers.ts';
import { type Client, startSystem, type System } from '../support/system.ts';

let system: System;
let owner: Client;
beforeAll(async () => {
  system = await startSystem();
  owner = await system.as('expert1@demo.tenfold.example');
});
afterAll(() => system.close());

type Enterprise = {
  id: string;
  version: number;
  identifier: { value: string; override: unknown };
  profile: Record<string, unknown>;
};
const wrongDigit = (code: string) => `${code.slice(0, -1)}${code.endsWith('1') ? '2' : '1'}`;
const registration = (value: string, more: object = {}) => ({
  name: '郑州测试电子商务有限公司',
  identifier: { scheme: 'uscc', value },
  kind: 'sme',
  recommendingBodyId: 'district-410105',
  ...more,
});

describe('registering', () => {
  test('the code is judged and kept in its normal form; whoever registers holds all three roles', async () => {
    const code = demoUscc('410105', 901);
    const created = await owner.post<Enterprise>('/enterprises', registration(` ${code.toLowerCase()} `));
    expect(created).toMatchObject({ identifier: { scheme: 'uscc', value: code, override: null }, version: 1 });
    const me = await owner.get<{ grants: { role: string; enterprise: { id: string } | null }[] }>('/me');
    expect(
      me.grants
        .filter(({ enterprise }) => enterprise?.id === created.id)
        .map(({ role }) => role)
        .sort(),
    ).toEqual(['enterpriseEditor', 'enterpriseOwner', 'enterpriseSigner']);
    const [fact] =
      await system.sql`select payload from facts where kind = 'enterpriseRegistered' and payload ->> 'enterpriseId' = ${created.id}`;
    expect(fact).toBeDefined();
    expect(await owner.call('POST', '/enterprises', { body: registration(code) })).toMatchObject({
      status: 409,
      body: { code: 'duplicate' },
    });
  });

  test('a code that fails its check digit needs evidence, which a city officer confirms', async () => {
    const code = wrongDigit(demoUscc('410105', 902));
    expect(await owner.call('POST', '/enterprises', { body: registration(code) })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/identifier/value', rule: 'checkDigit' }] },
    });
    const identifierOverride = { reason: '营业执照原件如此', evidenceNote: '执照扫描件，编号 2010-17' };
    const created = await owner.post<Enterprise>('/enterprises', registration(code, { identifierOverride }));
    expect(created.identifier.override).toMatchObject({ ...identifierOverride, confirmedAt: null });
    const office = await system.as('city.officer@demo.tenfold.example');
    const open = await office.get<{ items: { id: string }[] }>('/enterprises?override=open');
    expect(open.items.map(({ id }) => id)).toContain(created.id);
    const path = `/enterprises/${created.id}/identifier-confirmation`;
    expect((await owner.call('POST', path, { body: { note: '已核对' } })).status).toBe(403);
    expect(await office.post<Enterprise>(path, { note: '已核对原件' })).toMatchObject({
      identifier: { override: { note: '已核对原件' } },
    });
    expect(await office.call('POST', path, { body: { note: '再次' } })).toMatchObject({ status: 409 });
    const facts = await system.sql`select payload from facts where kind = 'identifierOverridden' order by version`;
    expect(facts.map(({ payload }) => (payload as { confirmed: boolean }).confirmed)).toEqual([false, true]);
  });

  test('evidence does not help a code that is wrong in another way, nor is it kept where it was not needed', async () => {
    const identifierOverride = { reason: '营业执照原件如此', evidenceNote: '执照扫描件，编号 2010-17' };
    expect(
      await owner.call('POST', '/enterprises', { body: registration('91410105IOSVZ0000X', { identifierOverride }) }),
    ).toMatchObject({
      body: { errors: [{ rule: 'alphabet' }] },
    });
    const fine = await owner.post<Enterprise>(
      '/enterprises',
      registration(demoUscc('410105', 903), { identifierOverride }),
    );
    expect(fine.identifier.override).toBeNull();
    expect(
      await owner.call('POST', '/enterprises', {
        body: registration(demoUscc('410105', 904), { recommendingBodyId: 'city-office' }),
      }),
    ).toMatchObject({ status: 422, body: { errors: [{ pointer: '/recommendingBodyId' }] } });
  });
});

describe('profile', () => {
  test('is written as a whole with the version that was seen; the slower writer gets what stands', async () => {
    const { id } = await owner.post<Enterprise>('/enterprises', registration(demoUscc('410105', 910)));
    const body = {
      name: '郑州测试二',
      kind: 'sme',
      recommendingBodyId: 'zone-economic',
      profile: { staffTotal: 10, staffEcommerce: 4, contact: { mobile: '+86 138-0013-8000' } },
    };
    const written = await owner.put<Enterprise>(`/enterprises/${id}`, body, { ifMatch: 1 });
    expect(written).toMatchObject({ version: 2, profile: { staffTotal: 10, contact: { mobile: '13800138000' } } });
    const late = await owner.call('PUT', `/enterprises/${id}`, { body, ifMatch: 1 });
    expect(late).toMatchObject({
      status: 412,
      body: { code: 'staleVersion', current: { version: 2, name: '郑州测试二' } },
    });
    expect(await owner.call('PUT', `/enterprises/${id}`, { body })).toMatchObject({ status: 428 });
    const bad = {
      ...body,
      profile: { staffTotal: 4, staffEcommerce: 4, icpNumber: 'nonsense', bank: { cnaps: '123' } },
    };
    const refused = await owner.call('PUT', `/enterprises/${id}`, { body: bad, ifMatch: 2 });
    expect((refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/profile/icpNumber', '/profile/bank/cnaps']),
    );
    const moreThanAll = { ...body, profile: { staffTotal: 1, staffEcommerce: 4 } };
    expect(await owner.call('PUT', `/enterprises/${id}`, { body: moreThanAll, ifMatch: 2 })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/profile/staffEcommerce', rule: 'notMoreThanStaffTotal' }] },
    });
  });

  test('strangers see nothing, its district and the city see it, another district does not', async () => {
    const [row] = await system.sql<
      { id: string }[]
    >`select id from enterprises where recommending_body_id = 'district-410105' order by created_at limit 1`;
    const path = `/enterprises/${row?.id}`;
    const status = async (email: string) => (await (await system.as(email)).call('GET', path)).status;
    expect(await status('jinshui.officer@demo.tenfold.example')).toBe(200);
    expect(await status('city.officer@demo.tenfold.example')).toBe(200);
    expect(await status('erqi.officer@demo.tenfold.example')).toBe(404);
    expect(await status('expert2@demo.tenfold.example')).toBe(404);
    expect((await owner.call('GET', '/enterprises/00000000-0000-4000-8000-00000000dead')).status).toBe(404);
    expect((await owner.call('GET', '/enterprises/nonsense')).status).toBe(404);
    const district = await (await system.as('erqi.officer@demo.tenfold.example')).get<{
      items: { recommendingBody: { id: string } }[];
    }>('/enterprises');
    expect(new Set(district.items.map(({ recommendingBody }) => recommendingBody.id))).toEqual(
      new Set(['district-410103']),
    );
  });

  test('looking a code up tells name and kind, nothing else', async () => {
    const lead = await system.as('yuweiyuan.owner@demo.tenfold.example');
    const [row] = await system.sql<
      { identifier: string }[]
    >`select identifier from enterprises where name = '郑州云桥电子商务服务有限公司' or kind = 'third-party-service' limit 1`;
    const found = await lead.get<object>(`/enterprises/look-up?identifier=${row?.identifier.toLowerCase()}`);
    expect(Object.keys(found).sort()).toEqual(['id', 'kind', 'name']);
    expect(await lead.call('GET', `/enterprises/look-up?identifier=${demoUscc('410105', 999)}`)).toMatchObject({
      status: 404,
    });
  });
});

describe('members', () => {
  test('an account is added at once, an address without one when it is verified; the last owner stays', async () => {
    const { id } = await owner.post<Enterprise>('/enterprises', registration(demoUscc('410105', 920)));
    const path = `/enterprises/${id}/members`;
    expect(await owner.post(path, { email: 'Expert3@demo.tenfold.example', roles: ['enterpriseEditor'] })).toEqual({
      state: 'granted',
    });
    expect(
      await owner.call('POST', path, { body: { email: 'expert3@demo.tenfold.example', roles: ['enterpriseEditor'] } }),
    ).toMatchObject({ status: 409 });
    expect(await owner.post(path, { email: 'joiner@example.com', roles: ['enterpriseSigner'] })).toEqual({
      state: 'invited',
    });
    expect(
      await owner.call('POST', path, { body: { email: 'joiner@example.com', roles: ['enterpriseSigner'] } }),
    ).toMatchObject({ status: 409 });

    await system.anonymous.call('POST', '/api/auth/sign-up/email', {
      body: { name: '新成员', email: 'joiner@example.com', password: 'long enough 123' },
      key: null,
    });
    const before = await owner.get<{ members: unknown[]; invitations: unknown[] }>(path);
    expect([before.members.length, before.invitations.length]).toEqual([2, 1]);
    const [mail] = await system.sql<
      { url: string }[]
    >`select "values" ->> 'url' as url from messages where email = 'joiner@example.com' and template = 'verifyEmail'`;
    await system.anonymous.call('GET', (mail as { url: string }).url);
    const after = await owner.get<{
      members: { userId: string; email: string; roles: string[] }[];
      invitations: unknown[];
    }>(path);
    expect([after.members.length, after.invitations.length]).toEqual([3, 0]);

    const editor = await system.as('expert3@demo.tenfold.example');
    expect((await editor.call('GET', path)).status).toBe(200);
    expect((await editor.call('DELETE', `${path}/${after.members[2]?.userId}`)).status).toBe(403);
    const me = await owner.get<{ user: { id: string } }>('/me');
    expect(await owner.call('DELETE', `${path}/${me.user.id}`)).toMatchObject({
      status: 409,
      body: { reason: 'lastOwner' },
    });
    expect(await owner.call('PUT', `${path}/${me.user.id}`, { body: { roles: ['enterpriseEditor'] } })).toMatchObject({
      status: 409,
    });
    const third = after.members.find(({ email }) => email === 'expert3@demo.tenfold.example');
    await owner.put(`${path}/${third?.userId}`, { roles: ['enterpriseOwner'] });
    await owner.delete(`${path}/${me.user.id}`);
    expect((await owner.call('GET', path)).status).toBe(404);
    expect((await editor.call('GET', path)).status).toBe(200);
  });

  test('two owners who remove each other at once leave one', async () => {
    const { id } = await owner.post<Enterprise>('/enterprises', registration(demoUscc('410105', 921)));
    const path = `/enterprises/${id}/members`;
    await owner.post(path, { email: 'expert4@demo.tenfold.example', roles: ['enterpriseOwner'] });
    const other = await system.as('expert4@demo.tenfold.example');
    const [a, b] = [await owner.get<{ user: { id: string } }>('/me'), await other.get<{ user: { id: string } }>('/me')];
    await Promise.all([owner.call('DELETE', `${path}/${b.user.id}`), other.call('DELETE', `${path}/${a.user.id}`)]);
    const [row] =
      await system.sql`select count(*)::int as owners from role_grants where enterprise_id = ${id} and role = 'enterpriseOwner' and revoked_at is null`;
    expect(row?.owners).toBe(1);
  });
});
