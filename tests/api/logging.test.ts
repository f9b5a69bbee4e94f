import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createLogger } from '../../api/logging.ts';
import { problemOf } from '../../api/problems.ts';
import { startSystem } from '../support/system.ts';
import { withNonce } from '../../api/pages.ts';

function collect() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, logger: createLogger('trace', destination) };
}

test('names of personal data are redacted at every depth', () => {
  const { lines, logger } = collect();
  const secret = 'zhang.san@example.com';
  logger.info(
    {
      email: secret,
      user: { email: secret, password: secret, contact: { mobile: secret } },
      a: { b: { c: { token: secret } } },
    },
    'told',
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain(secret);
  expect(lines[0]).toContain('[removed]');
});

test("a database error is logged by its code and place, not by the row's values", () => {
  const { lines, logger } = collect();
  const error = Object.assign(new Error('invalid input syntax for type uuid: "zhang.san@example.com"'), {
    code: '22P02',
    severity: 'ERROR',
    detail: 'Key (email)=(zhang.san@example.com) already exists.',
    parameters: ['zhang.san@example.com'],
    query: 'select $1',
  });
  logger.error({ err: error }, 'request failed');
  expect(lines[0]).not.toContain('zhang.san');
  expect(lines[0]).toContain('22P02');
});

test('errors that Postgres and the body parser throw have their code', () => {
  expect(problemOf(Object.assign(new Error('x'), { code: '23505' }))?.code).toBe('duplicate');
  expect(problemOf(Object.assign(new Error('x'), { code: '40P01' }))?.code).toBe('conflict');
  expect(problemOf(Object.assign(new Error('x'), { code: 'CONNECTION_CLOSED' }))?.code).toBe('unavailable');
  expect(problemOf(Object.assign(new Error('x'), { type: 'entity.too.large' }))?.code).toBe('tooLarge');
  expect(problemOf(new Error('x'))).toBeNull();
});

test('the nonce goes where the style library reads it', () => {
  expect(withNonce('<head><meta name="csp-nonce" content="" /></head>', 'abc')).toBe(
    '<head><meta name="csp-nonce" content="abc" /></head>',
  );
  expect(withNonce('<head></head>', 'abc')).toContain('<meta name="csp-nonce" content="abc">');
});

test('what people send, and who they are, stays out of the log', async () => {
  const { lines, logger } = collect();
  const system = await startSystem({ logger });
  try {
    const operator = await system.as('operator@demo.tenfold.example');
    await operator.call('GET', '/users?q=zhang.san@example.com');
    await operator.call('POST', '/users', {
      body: { name: '张三丰', email: 'zhang.san@example.com', roles: [{ role: 'auditor' }] },
    });
    await operator.call('POST', '/users', {
      body: { name: '张三丰', email: 'zhang.san@example.com', roles: [{ role: 'auditor' }] },
    });
    const body = { email: 'zhang.san@example.com', password: 'secret password 1' };
    await system.anonymous.call('POST', '/api/auth/sign-in/email', { body, key: null });
    await system.anonymous.call('POST', '/api/auth/request-password-reset', { body, key: null });
    await system.anonymous.call('GET', '/api/auth/reset-password/a-secret-token?callbackURL=/x');
    const log = lines.join('');
    expect(log).toContain('users.create');
    for (const secret of [
      'zhang.san',
      '张三丰',
      'secret password',
      'a-secret-token',
      'session_token',
      '127.0.0.1',
      operator.cookie.slice(30, 60),
    ]) {
      expect(log).not.toContain(secret);
    }
  } finally {
    await system.close();
  }
});
