import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { RATE_LIMITS } from '../../api/rate-limits.ts';
import { DEMO_TOTP_SECRET } from '../../db/demo-cast.ts';
import { cast } from '../support/story.ts';
import { type Answer, clientOf, startSystem, type System } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

const auth = (path: string, body: unknown, cookie = '', of: System = system): Promise<Answer> =>
  of.anonymous.call('POST', `/api/auth${path}`, {
    body,
    key: null,
    headers: { origin: of.baseUrl, ...(cookie ? { cookie } : {}) },
  });

const cookiesOf = (answer: Answer, before = ''): string => {
  const jar = new Map(
    before
      .split('; ')
      .flatMap((pair) =>
        pair ? [[pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const] : [],
      ),
  );
  for (const line of answer.headers.getSetCookie()) {
    const pair = line.split(';')[0] as string;
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
};

async function linkMailedTo(email: string, template: string): Promise<URL> {
  const [row] = await system.sql<{ url: string }[]>`
    select "values" ->> 'url' as url from messages where email = ${email} and template = ${template} order by created_at desc limit 1`;
  return new URL((row as { url: string }).url);
}

const codeOf = (secret: string, timestamp = Date.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });

async function signUp(email: string): Promise<string> {
  const password = 'long enough 123';
  expect((await auth('/sign-up/email', { name: '新用户', email, password, locale: 'en' })).status).toBe(200);
  const link = await linkMailedTo(email, 'verifyEmail');
  const verified = await system.anonymous.call('GET', link.pathname + link.search);
  expect(verified.status).toBe(302);
  return password;
}

describe('sign-up and sign-in', () => {
  test('sign up, verify, sign in, enrol a second factor, sign in with it; the same code is refused', async () => {
    const email = 'newcomer@example.com';
    const password = 'long enough 123';
    expect((await auth('/sign-up/email', { name: '新用户', email, password: 'short' })).status).toBe(400);
    expect((await auth('/sign-up/email', { name: '新用户', email, password, locale: 'en' })).status).toBe(200);
    expect(await auth('/sign-in/email', { email, password })).toMatchObject({
      status: 403,
      body: { code: 'EMAIL_NOT_VERIFIED' },
    });
    const link = await linkMailedTo(email, 'verifyEmail');
    expect(link.origin).toBe(system.baseUrl);
    const verified = await system.anonymous.call('GET', link.pathname + link.search);
    expect(verified.headers.get('location')).toBe('/verify-email?done=1');

    expect(await auth('/sign-in/email', { email, password: 'wrong password' })).toMatchObject({ status: 401 });
    const signedIn = await auth('/sign-in/email', { email, password });
    expect(signedIn.status).toBe(200);
    const setCookie = signedIn.headers.getSetCookie().join('\n');
    expect(setCookie).toMatch(/HttpOnly/i);
    expect(setCookie).toMatch(/SameSite=Lax/i);
    let cookie = cookiesOf(signedIn);
    const me = await clientOf(system.baseUrl, cookie).get<{
      user: { email: string; locale: string };
      grants: unknown[];
    }>('/me');
    expect(me).toMatchObject({
      user: { email, locale: 'en', twoFactorEnabled: false },
      grants: [],
      needsSecondFactor: false,
    });

    const enrolled = await auth('/two-factor/enable', { password }, cookie);
    const secret = new URL((enrolled.body as { totpURI: string }).totpURI).searchParams.get('secret') as string;
    const first = codeOf(secret);
    const confirmed = await auth('/two-factor/verify-totp', { code: first }, cookie);
    expect(confirmed.status).toBe(200);
    cookie = cookiesOf(confirmed, cookie);
    expect(await clientOf(system.baseUrl, cookie).get('/me')).toMatchObject({ user: { twoFactorEnabled: true } });

    const asked = await auth('/sign-in/email', { email, password });
    expect(asked.body).toMatchObject({ twoFactorRedirect: true });
    const half = cookiesOf(asked);
    expect((await clientOf(system.baseUrl, half).call('GET', '/me')).status).toBe(401);
    // The code of the enrolment was used: the same one does not open a session.
    expect(await auth('/two-factor/verify-totp', { code: first }, half)).toMatchObject({
      status: 401,
      body: { code: 'INVALID_CODE' },
    });
    const next = codeOf(secret, Date.now() + 30_000);
    const passed = await auth('/two-factor/verify-totp', { code: next }, half);
    expect(passed.status).toBe(200);
    expect(await clientOf(system.baseUrl, cookiesOf(passed)).get('/me')).toMatchObject({ user: { email } });
  });

  test('one code given many times at once passes once', async () => {
    const email = 'promotion.member@demo.tenfold.example';
    const sessions = await Promise.all(
      Array.from({ length: 5 }, () => auth('/sign-in/email', { email, password: cast.password })),
    );
    const code = codeOf(DEMO_TOTP_SECRET);
    const answers = await Promise.all(
      sessions.map((answer) => auth('/two-factor/verify-totp', { code }, cookiesOf(answer))),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401, 401, 401]);
  });

  test('an account is not betrayed by sign-up or reset', async () => {
    const known = { name: '某人', email: 'auditor@demo.tenfold.example', password: 'long enough 123' };
    expect((await auth('/sign-up/email', known)).status).toBe(200);
    expect((await auth('/request-password-reset', { email: 'nobody@example.com' })).status).toBe(200);
  });

  test('a reset sets the password, once, and ends all sessions', async () => {
    const email = 'forgetful@example.com';
    const old = await signUp(email);
    const cookie = cookiesOf(await auth('/sign-in/email', { email, password: old }));
    await auth('/request-password-reset', { email, redirectTo: '/reset-password' });
    const link = await linkMailedTo(email, 'resetPassword');
    expect(link.pathname).toBe('/reset-password');
    const token = link.searchParams.get('token');
    expect((await auth('/reset-password', { token, newPassword: 'another long one' })).status).toBe(200);
    expect((await auth('/reset-password', { token, newPassword: 'a third long one' })).status).toBe(400);
    expect((await clientOf(system.baseUrl, cookie).call('GET', '/me')).status).toBe(401);
    expect((await auth('/sign-in/email', { email, password: old })).status).toBe(401);
    expect((await auth('/sign-in/email', { email, password: 'another long one' })).status).toBe(200);
  });

  test('sessions are listed and revoked', async () => {
    const email = 'auditor@demo.tenfold.example';
    const one = cookiesOf(await auth('/sign-in/email', { email, password: cast.password }));
    const two = cookiesOf(await auth('/sign-in/email', { email, password: cast.password }));
    const list = await system.anonymous.call('GET', '/api/auth/list-sessions', { headers: { cookie: one } });
    expect((list.body as unknown[]).length).toBeGreaterThanOrEqual(2);
    expect((await auth('/revoke-other-sessions', {}, one)).status).toBe(200);
    expect((await clientOf(system.baseUrl, two).call('GET', '/me')).status).toBe(401);
    expect((await clientOf(system.baseUrl, one).call('GET', '/me')).status).toBe(200);
    expect((await auth('/sign-out', {}, one)).status).toBe(200);
    expect((await clientOf(system.baseUrl, one).call('GET', '/me')).status).toBe(401);
  });

  test('no secret of an account reaches an inbox', async () => {
    const [row] =
      await system.sql`select count(*)::int as count from messages where template in ('verifyEmail', 'resetPassword') and user_id is not null`;
    expect(row?.count).toBe(0);
  });
});

describe('second factor of a role', () => {
  test('finance and promotion group may do nothing in their role before it is set up', async () => {
    const member = await system.as('promotion.member2@demo.tenfold.example');
    expect((await member.call('GET', '/rounds')).status).toBe(200);
    await system.sql`update users set two_factor_enabled = false where email = 'promotion.member2@demo.tenfold.example'`;
    expect(await member.call('GET', '/rounds')).toMatchObject({ status: 403, body: { code: 'secondFactorRequired' } });
    expect(await member.get('/me')).toMatchObject({ needsSecondFactor: true });
  });
});

describe('limits', () => {
  test('sign-in is limited by address and e-mail, and says when to try again', async () => {
    const limited = await startSystem({ rateLimits: { ...RATE_LIMITS, addressAndEmail: { points: 3, seconds: 600 } } });
    try {
      const attempt = (email: string) => auth('/sign-in/email', { email, password: 'wrong password' }, '', limited);
      const email = 'auditor@demo.tenfold.example';
      const statuses: number[] = [];
      for (let no = 0; no < 3; no += 1) statuses.push((await attempt(email)).status);
      expect(statuses).toEqual([401, 401, 401]);
      const refused = await attempt(email);
      expect(refused).toMatchObject({ status: 429, body: { code: 'tooMany' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await attempt('operator@demo.tenfold.example')).status).toBe(401);
      const keys = await limited.sql<{ key: string }[]>`select key from rate_limits`;
      expect(JSON.stringify(keys)).not.toContain('auditor');
    } finally {
      await limited.close();
    }
  });

  test('in production demo accounts do not open', async () => {
    const production = await startSystem({ production: true });
    try {
      const refused = await auth(
        '/sign-in/email',
        { email: 'auditor@demo.tenfold.example', password: cast.password },
        '',
        production,
      );
      expect(refused).toMatchObject({ status: 403, body: { code: 'DEMO_ACCOUNT' } });
    } finally {
      await production.close();
    }
  });
});
