import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import express from 'express';
import { createLogger, requestLog } from '../../api/logging.ts';
import { onError, problemOf } from '../../api/problems.ts';
import { until } from '../support/scene.ts';
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

test('each request is one line, with the id that its reply names; our own fault stands in it', async () => {
  const { lines, logger } = collect();
  const failing = express()
    .use(requestLog(logger))
    .get('/well', (req, res) => {
      req.routeId = 'things.read';
      res.json({});
    })
    .get('/broken', () => {
      throw new Error('out of paper');
    })
    .get('/slow', () => {})
    .use(onError);
  const server = failing.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lineOf = async (id: string) => {
    const line = await until('the line of the log', async () => lines.find((line) => line.includes(id)));
    return JSON.parse(line) as Record<string, unknown>;
  };
  try {
    const well = await fetch(`${base}/well?q=secret`, { headers: { 'X-Request-Id': 'request-of-a-test' } });
    expect(well.headers.get('X-Request-Id')).toBe('request-of-a-test');
    expect(await lineOf('request-of-a-test')).toMatchObject({
      level: 30,
      req: { id: 'request-of-a-test', method: 'GET', path: '/well' },
      res: { status: 200 },
      routeId: 'things.read',
      msg: 'request completed',
    });

    const broken = await fetch(`${base}/broken`, { headers: { 'X-Request-Id': 'short' } });
    const id = broken.headers.get('X-Request-Id') ?? '';
    expect(id).toMatch(/^[0-9a-f-]{36}$/); // "short" is no id
    expect(await broken.json()).toMatchObject({ code: 'internal', instance: `urn:tenfold:request:${id}` });
    expect(await lineOf(id)).toMatchObject({ level: 50, err: { message: 'out of paper' }, msg: 'request failed' });

    const leaver = new AbortController();
    const left = fetch(`${base}/slow`, { headers: { 'X-Request-Id': 'left-before-the-end' }, signal: leaver.signal });
    await once(server, 'request');
    leaver.abort();
    await expect(left).rejects.toThrow('aborted');
    expect(await lineOf('left-before-the-end')).toMatchObject({ msg: 'request aborted' });
    expect(lines).toHaveLength(3);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
