import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimKey, storeReply } from '../../db/idempotency.ts';
import { startSystem, type System } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

const operator = () => system.as('operator@demo.tenfold.example');

describe('Idempotency-Key', () => {
  test('fifty parallel clicks have one effect and fifty equal replies', async () => {
    const client = await operator();
    const key = randomUUID();
    const body = { name: '并发测试', email: `clicks-${key}@example.com`, roles: [{ role: 'auditor' }] };
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.call('POST', '/users', { body, key })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const [row] = await system.sql`select count(*)::int as count from users where email = ${body.email}`;
    expect(row?.count).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
  });

  test('a twin in another process waits for the first and gets its reply', async () => {
    const claim = { owner: 'somebody', key: randomUUID(), requestHash: 'hash' };
    let claimed: () => void = () => {};
    const isClaimed = new Promise<void>((resolve) => {
      claimed = resolve;
    });
    const first = system.sql.begin(async (tx) => {
      expect(await claimKey(tx, claim)).toBeNull();
      claimed();
      // The twin's statement is sent while this transaction is open; whether it waits or comes later, it must see this reply.
      await tx`select 1`;
      await storeReply(tx, claim, 201, '{"id":"one"}');
    });
    await isClaimed;
    const twin = system.sql.begin((tx) => claimKey(tx, claim));
    await first;
    expect(await twin).toEqual({ earlierHash: 'hash', status: 201, text: '{"id":"one"}' });
  });

  test('the same key with another body, and no key, are refused', async () => {
    const client = await operator();
    const key = randomUUID();
    await client.patch('/me', { locale: 'en' }, { key });
    const other = await client.call('PATCH', '/me', { body: { locale: 'zh' }, key });
    expect(other).toMatchObject({ status: 422, body: { code: 'keyReused' } });
    const none = await client.call('PATCH', '/me', { body: { locale: 'zh' }, key: null });
    expect(none).toMatchObject({ status: 400, body: { code: 'keyMissing' } });
    expect(await client.get('/me')).toMatchObject({ user: { locale: 'en' } });
  });

  test('a failure frees the key', async () => {
    const client = await operator();
    const key = randomUUID();
    const refused = await client.call('POST', '/users', { body: { name: '', email: 'x', roles: [] }, key });
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid' } });
    const body = {
      name: '王五',
      email: `free-${key}@example.com`,
      roles: [{ role: 'districtOfficer', bodyId: 'finance' }],
    };
    expect(await client.call('POST', '/users', { body, key })).toMatchObject({ status: 422 });
    const right = { ...body, roles: [{ role: 'financeOfficer', bodyId: 'finance' }] };
    expect(await client.call('POST', '/users', { body: right, key })).toMatchObject({ status: 201 });
  });
});

describe('edges', () => {
  test('refusals are RFC 9457 documents with their own code', async () => {
    const answer = await system.anonymous.call('GET', '/me');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: 'urn:tenfold:problem:unauthenticated',
      code: 'unauthenticated',
      status: 401,
    });
    expect(await system.anonymous.call('GET', '/nothing-here')).toMatchObject({
      status: 404,
      body: { code: 'notFound' },
    });
    const client = await operator();
    expect(
      await client.call('POST', '/users', { body: '{"name":', headers: { 'content-type': 'application/json' } }),
    ).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    });
    expect(await client.call('PATCH', '/me', { body: { name: 'x'.repeat(1_100_000) } })).toMatchObject({
      status: 413,
      body: { code: 'tooLarge' },
    });
    expect(await client.call('GET', '/users/%E0%A4%A')).toMatchObject({ status: 404, body: { code: 'notFound' } });
  });

  test('faults are listed by JSON pointer, all at once', async () => {
    const client = await operator();
    const { status, body } = await client.call('POST', '/users', {
      body: { name: '', email: 'nobody', roles: [{ role: 'king' }], crown: true },
    });
    expect(status).toBe(422);
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/crown',
      '/email',
      '/name',
      '/roles/0/role',
    ]);
  });

  test('NUL and control characters are refused wherever they come', async () => {
    const client = await operator();
    for (const name of ['a\u0000b', 'a\u001bb']) {
      expect(await client.call('PATCH', '/me', { body: { name } })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/name', rule: 'controlCharacters' }] },
      });
    }
    expect(await client.call('GET', '/users?q=a%00b')).toMatchObject({ status: 422 });
    expect(await client.call('GET', '/users/a%00b')).toMatchObject({ status: 404 });
    const signUp = await system.anonymous.call('POST', '/api/auth/sign-up/email', {
      body: { name: 'a\u0000b', email: 'nul@example.com', password: 'long enough 123' },
    });
    expect(signUp).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });

  test("a change asked by another site's page is refused", async () => {
    const client = await operator();
    const foreign = await client.call('PATCH', '/me', {
      body: { locale: 'zh' },
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const crossSite = await client.call('PATCH', '/me', {
      body: { locale: 'zh' },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(crossSite).toMatchObject({ status: 403 });
    const own = await client.call('PATCH', '/me', { body: { locale: 'zh' }, headers: { origin: system.baseUrl } });
    expect(own.status).toBe(200);
    const auth = await client.call('POST', '/api/auth/sign-out', {
      body: {},
      headers: { origin: 'https://evil.example' },
    });
    expect(auth.status).toBe(403);
  });

  test('pages and API carry a strict policy', async () => {
    const policy = (await system.anonymous.call('GET', '/api/docs')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe/);
    const second = (await system.anonymous.call('GET', '/api/docs')).headers.get('content-security-policy');
    expect(second).not.toBe(policy);
  });

  test('a revoked role holds on the next request, a session ended by the operator too', async () => {
    const office = await system.as('city.officer2@demo.tenfold.example');
    expect((await office.call('GET', '/enterprises')).status).toBe(200);
    const client = await operator();
    const { items } = await client.get<{ items: { id: string; grants: { id: string; role: string }[] }[] }>(
      '/users?q=city.officer2',
    );
    const user = items[0] as (typeof items)[0];
    await client.delete(`/users/${user.id}/roles/${user.grants[0]?.id}`);
    expect(await office.call('GET', '/enterprises')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    await client.delete(`/users/${user.id}/sessions`);
    expect(await office.call('GET', '/me')).toMatchObject({ status: 401 });
  });

  test('a forged or foreign cookie is nobody', async () => {
    const { cookie } = await operator();
    const forged = await system.anonymous.call('GET', '/me', { headers: { cookie: `${cookie.slice(0, -6)}AAAA%3D` } });
    expect(forged.status).toBe(401);
  });

  test('liveness, readiness and metrics', async () => {
    expect((await system.anonymous.call('GET', `${system.baseUrl}/healthz`)).body).toEqual({ status: 'ok' });
    const ready = await system.anonymous.call('GET', `${system.baseUrl}/readyz`);
    expect(ready).toMatchObject({ status: 200, body: { status: 'ready', notReady: [] } });
    const metrics = await system.anonymous.call('GET', `${system.baseUrl}/metrics`);
    expect(metrics.text).toMatch(/tenfold_outbox_rows \d+/);
    expect(metrics.text).toMatch(/tenfold_http_request_seconds_count\{route="me.read"/);
  });

  test('readiness names a silent worker', async () => {
    await system.sql`insert into outbox (kind, subject_id, version, created_at) values ('message', gen_random_uuid(), 0, now() - interval '2 minutes')`;
    const ready = await system.anonymous.call('GET', `${system.baseUrl}/readyz`);
    expect(ready).toMatchObject({ status: 503, body: { notReady: ['worker'] } });
    await system.sql`delete from outbox where created_at < now() - interval '1 minute'`;
  });
});

describe('OpenAPI', () => {
  test('the document holds every route, with its permission, and refers to nothing that is missing', async () => {
    const { body } = await system.anonymous.call('GET', '/openapi.json');
    const document = body as {
      paths: Record<string, Record<string, { operationId: string }>>;
      components: { schemas: object };
    };
    const operations = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(operations.sort()).toEqual(system.routes.map(({ id }) => id).sort());
    expect(new Set(operations).size).toBe(operations.length);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(references.filter((reference) => !reference?.startsWith('#/components/schemas/Problem'))).toEqual([]);
    const placeholders = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods as unknown as Record<string, { parameters: { name: string; in: string }[] }>).map(
        ({ parameters }) => [
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).sort(),
          parameters
            .filter((parameter) => parameter.in === 'path')
            .map(({ name }) => name)
            .sort(),
        ],
      ),
    );
    for (const [inPath, declared] of placeholders) expect(declared).toEqual(inPath);
  });

  test('the page to browse it loads nothing from elsewhere and nothing inline', async () => {
    const page = await system.anonymous.call('GET', '/api/docs');
    expect(page.text).not.toMatch(/<script>|style=|https?:/);
    for (const [, asset] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await system.anonymous.call('GET', asset as string)).status).toBe(200);
    }
  });
});
