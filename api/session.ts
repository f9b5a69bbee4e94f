/** Who calls: the signed session cookie and the person behind it. Nothing is cached, so a revoked role ends at once. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { actorOfSession } from '../db/accounts.ts';
import type { Fragment, Tx } from '../db/client.ts';
import type { Actor } from '../domain/permissions.ts';

export const COOKIE_PREFIX = 'tenfold';

/** Name of the session cookie; browsers accept the `__Secure-` prefix over HTTPS only. */
export const sessionCookieName = (baseUrl: string) =>
  `${baseUrl.startsWith('https://') ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;

/** Cookie value of a session token: token, full stop, HMAC-SHA-256 in base64. */
export const signSessionToken = (token: string, secret: string) =>
  encodeURIComponent(`${token}.${signatureOf(token, secret)}`);

const signatureOf = (token: string, secret: string) => createHmac('sha256', secret).update(token).digest('base64');

/** The token inside a signed cookie value, null when the signature is not ours. */
export function tokenOf(cookieValue: string, secret: string): string | null {
  let value: string;
  try {
    value = decodeURIComponent(cookieValue);
  } catch {
    return null;
  }
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const expected = Buffer.from(signatureOf(token, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** Value of one cookie of a Cookie header, still encoded. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return null;
}

/** Who asks, and what was looked up beside the session; null for nobody. */
export type SessionOf = <T = never>(
  req: Request,
  related?: Fragment,
) => Promise<{ actor: Actor; related: T | null } | null>;

export type ActorOf = (req: Request) => Promise<Actor | null>;

/** Finds the actor of a request in one query; null without a live session. */
export function sessionReader(options: { sql: Tx; secret: string; baseUrl: string }): SessionOf {
  const name = sessionCookieName(options.baseUrl);
  return async (req, related) => {
    const cookie = readCookie(req.headers.cookie, name);
    const token = cookie === null ? null : tokenOf(cookie, options.secret);
    return token === null ? null : actorOfSession(options.sql, token, related);
  };
}
