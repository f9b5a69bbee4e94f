/** Limits on signing in, signing up and mails sent on request, kept in Postgres so that all API processes share them. */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { Problem } from '../contracts/problem-error.ts';
import type { Sql } from '../db/client.ts';

/** `points` attempts within `seconds`. */
export type Limit = { points: number; seconds: number };
export type RateLimits = {
  /** Per client address: wide, since an office shares one. */
  address: Limit;
  /** Per client address and e-mail: what a person who mistypes needs. */
  addressAndEmail: Limit;
  /** Per e-mail from anywhere: stops a guess spread over many addresses. */
  email: Limit;
  /** Numbers of certificates and receipts looked up from one client address: nobody reads the register through by guessing. */
  lookUp: Limit;
  /** Wrong passwords of one person who is signed in. */
  password: Limit;
};

export const RATE_LIMITS: RateLimits = {
  address: { points: 200, seconds: 900 },
  addressAndEmail: { points: 10, seconds: 900 },
  email: { points: 50, seconds: 3600 },
  lookUp: { points: 120, seconds: 900 },
  password: { points: 10, seconds: 900 },
};

/** Paths of the account library that an attacker would repeat. */
const LIMITED = new Set([
  '/api/auth/sign-in/email',
  '/api/auth/sign-up/email',
  '/api/auth/request-password-reset',
  '/api/auth/reset-password',
  '/api/auth/send-verification-email',
  '/api/auth/two-factor/verify-totp',
  '/api/auth/two-factor/verify-backup-code',
]);

/** Public proofs by number. */
const LOOK_UP = /^\/api\/v1\/public\/(certificates|receipts)\//;

const inPostgres = (sql: Sql, name: string, { points, seconds }: Limit) =>
  new RateLimiterPostgres({
    // The library speaks to a `pg` client; this is that client's one method on our own pool.
    storeClient: {
      query: async ({ text, values }: { text: string; values: (string | number | null)[] }) => {
        const rows = await sql.unsafe(text, values);
        return { rows: [...rows], rowCount: rows.count };
      },
    },
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    // The database being away must not lock people out nor let guesses run free.
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
  });

function tooMany(refused: unknown): Problem {
  if (refused instanceof Error) throw refused;
  const { msBeforeNext } = refused as { msBeforeNext: number };
  return new Problem('tooMany', { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
}

/**
 * Limits wrong passwords given by a person who is signed in (signatures ask again): a stolen session must not become a way to
 * guess the password.
 * @param judge true when the password is right
 */
export function guessLimiter(sql: Sql, limit: Limit, judge: (userId: string, password: string) => Promise<boolean>) {
  const wrong = inPostgres(sql, 'password', limit);
  return async (userId: string, password: string): Promise<boolean> => {
    const key = hashed(userId);
    const known = await wrong.get(key);
    if (known !== null && known.consumedPoints >= limit.points) throw tooMany(known);
    if (await judge(userId, password)) return true;
    await wrong.consume(key).catch((refused: unknown) => {
      throw tooMany(refused);
    });
    return false;
  };
}

/** Refuses with 429 and Retry-After once a limit is used up. Keys are hashes: no address or e-mail is stored. */
export function rateLimiter(sql: Sql, limits: RateLimits): RequestHandler {
  const byAddress = inPostgres(sql, 'address', limits.address);
  const byBoth = inPostgres(sql, 'addressAndEmail', limits.addressAndEmail);
  const byEmail = inPostgres(sql, 'email', limits.email);

  const lookUps = inPostgres(sql, 'lookUp', limits.lookUp);

  return async (req, _res, next) => {
    // Express finds a route whatever the case of its prefix, and answers HEAD by GET: both would slip by a stricter look.
    const path = req.path.toLowerCase().replace(/\/+$/, '');
    if ((req.method === 'GET' || req.method === 'HEAD') && LOOK_UP.test(path)) {
      await lookUps.consume(hashed(lineOf(req.ip))).catch((refused: unknown) => {
        throw tooMany(refused);
      });
      next();
      return;
    }
    if (req.method !== 'POST' || !LIMITED.has(path)) {
      next();
      return;
    }
    const address = lineOf(req.ip);
    const email = emailOf(req);
    try {
      await byAddress.consume(hashed(path, address));
      if (email !== null) {
        await byBoth.consume(hashed(path, address, email));
        await byEmail.consume(hashed(path, email));
      }
    } catch (refused) {
      throw tooMany(refused);
    }
    next();
  };
}

/** What counts as one client: an IPv4 address, or the /64 network that one IPv6 line is given whole. */
export function lineOf(ip = 'unknown'): string {
  if (!isIPv6(ip) || ip.includes('.')) return ip;
  const [head = '', tail] = ip.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}

function emailOf(req: Request): string | null {
  const email = (req.body as { email?: unknown } | undefined)?.email;
  return typeof email === 'string' ? email.trim().toLowerCase() : null;
}

const hashed = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url');
