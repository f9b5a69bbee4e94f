/** Accounts by better-auth: password, verified e-mail, reset, TOTP, sessions. Mounted at `/api/auth`. */
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { verifyPassword } from 'better-auth/crypto';
import { toNodeHandler } from 'better-auth/node';
import { twoFactor } from 'better-auth/plugins';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { LOCALES, type Locale } from '../contracts/vocabulary.ts';
import { acceptMemberInvitations } from '../db/accounts.ts';
import { clearBounce } from '../db/bounces.ts';
import type { Sql } from '../db/client.ts';
import { postMessage } from '../db/messages.ts';
import { DEMO_EMAIL_DOMAIN } from '../domain/demo-accounts.ts';
import { accounts, sessions, twoFactors, users, verifications } from '../db/schema/accounts.ts';
import { COOKIE_PREFIX } from './session.ts';

/** Header in which the API hands the client's address, found by its own trust in proxies, to the account library. */
const CLIENT_ADDRESS_HEADER = 'x-tenfold-client-address';
const SESSION_SECONDS = 7 * 24 * 3600;
/** A used code is refused for longer than the three time steps (90 s) in which it could be valid. */
const USED_CODE_HOLDS = '10 minutes';

export type AuthOptions = {
  sql: Sql;
  authSql: Sql;
  secret: string;
  baseUrl: string;
  production: boolean;
  logger: Logger;
};

export type Auth = {
  handler: RequestHandler;
  /** True when the password is this person's. */
  verifyPassword: (userId: string, password: string) => Promise<boolean>;
};

/**
 * @param options.authSql a pool of its own: the account library's driver changes how its client reads dates, and a password may
 *   be asked for inside a command's transaction, which must not wait for a second connection of the same pool.
 */
export function createAuth(options: AuthOptions): Auth {
  const { sql, authSql, baseUrl } = options;
  const origin = new URL(baseUrl).origin;
  const auth = betterAuth({
    appName: 'Tenfold 十百千万',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: drizzleAdapter(drizzle(authSql), {
      provider: 'pg',
      transaction: true,
      schema: { user: users, session: sessions, account: accounts, verification: verifications, twoFactor: twoFactors },
    }),
    trustedOrigins: (request) => (request ? [origin, new URL(request.url).origin] : [origin]),
    rateLimit: { enabled: false }, // api/rate-limits.ts
    logger: {
      // Arguments may hold e-mail addresses: the message alone is kept.
      log: (level, message) => options.logger[level === 'error' ? 'error' : 'debug']({ from: 'accounts' }, message),
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: baseUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: 24 * 3600 },
    user: { additionalFields: { locale: { type: 'string', required: false, defaultValue: 'zh', input: true } } },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      requireEmailVerification: true,
      autoSignIn: false,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => {
        const url = `${baseUrl}/reset-password?token=${encodeURIComponent(token)}`;
        await mail(user, 'resetPassword', url, token);
      },
      // Whoever follows the link in a mail reads that mailbox.
      onPasswordReset: ({ user }) => emailProved(user.id, user.email),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      expiresIn: 24 * 3600,
      sendVerificationEmail: async ({ user, token }) => {
        const url = `${baseUrl}/api/auth/verify-email?token=${encodeURIComponent(token)}&callbackURL=${encodeURIComponent('/verify-email?done=1')}`;
        await mail(user, 'verifyEmail', url, token);
      },
      afterEmailVerification: (user) => emailProved(user.id, user.email),
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => {
            const name = user.name.trim();
            if (name.length < 1 || name.length > 100)
              throw new APIError('BAD_REQUEST', { code: 'NAME_LENGTH', message: 'Name: 1 to 100 characters' });
            return { data: { ...user, name, locale: localeOf(user) } };
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path === '/sign-in/email' && options.production && isDemoEmail(ctx.body?.email)) {
          throw new APIError('FORBIDDEN', {
            code: 'DEMO_ACCOUNT',
            message: 'Demo accounts do not exist in production',
          });
        }
        if (ctx.path === '/two-factor/verify-totp') {
          const userId = await personAtSecondFactor(ctx);
          const code = ctx.body?.code;
          if (userId !== null && typeof code === 'string' && !(await claimCode(sql, userId, code))) {
            throw new APIError('UNAUTHORIZED', {
              code: 'INVALID_CODE',
              message: 'This code was used already: wait for the next one',
            });
          }
        }
      }),
    },
    disabledPaths: [
      '/update-user',
      '/change-email',
      '/delete-user',
      '/sign-in/social',
      '/link-social',
      '/unlink-account',
    ],
    plugins: [twoFactor({ issuer: 'Tenfold' })],
    telemetry: { enabled: false },
  });

  async function mail(
    user: { id: string; email: string },
    template: 'verifyEmail' | 'resetPassword',
    url: string,
    token: string,
  ): Promise<void> {
    await sql.begin(async (tx) => {
      await postMessage(tx, {
        userId: user.id,
        email: user.email,
        locale: localeOf(user),
        template,
        values: { url },
        caseId: null,
        link: null,
        dedupeKey: `${template}/${user.id}/${token.slice(-24)}`,
      });
    });
  }

  async function emailProved(userId: string, email: string): Promise<void> {
    await sql.begin(async (tx) => {
      await tx`update users set email_verified = true, updated_at = clock_timestamp() where id = ${userId} and not email_verified`;
      await acceptMemberInvitations(tx, userId, email);
      await clearBounce(tx, email, userId);
    });
  }

  const nodeHandler = toNodeHandler(auth);
  return {
    handler: async (req, res) => {
      req.routeId =
        `auth${req.path.replace(/^\/api\/auth/, '').replace(/^\/reset-password\/.+/, '/reset-password/:token')}`.slice(
          0,
          60,
        );
      req.headers[CLIENT_ADDRESS_HEADER] = req.ip ?? '';
      res.set('Cache-Control', 'no-store');
      await nodeHandler(req, res);
    },
    verifyPassword: (userId, password) => passwordIs(authSql, userId, password),
  };
}

/** Compares a password with the one stored; a person without a password has none that is right. */
async function passwordIs(authSql: Sql, userId: string, password: string): Promise<boolean> {
  if (password.length > 128) return false;
  const [row] = await authSql<{ password: string | null }[]>`
    select password from accounts where user_id = ${userId} and provider_id = 'credential'`;
  return row?.password ? verifyPassword({ hash: row.password, password }) : false;
}

const localeOf = (user: object): Locale => {
  const { locale } = user as { locale?: unknown };
  return LOCALES.find((known) => known === locale) ?? 'zh';
};

export const isDemoEmail = (email: unknown): boolean =>
  typeof email === 'string' && email.trim().toLowerCase().endsWith(`@${DEMO_EMAIL_DOMAIN}`);

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Who is about to give a TOTP code: the person signed in, or the one whose password was just accepted. */
async function personAtSecondFactor(ctx: AuthContext): Promise<string | null> {
  const session = await getSessionFromCtx(ctx);
  if (session) return session.user.id;
  const cookie = ctx.context.createAuthCookie('two_factor');
  const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  if (!identifier) return null;
  return (await ctx.context.internalAdapter.findVerificationValue(identifier))?.value ?? null;
}

/**
 * Uses up a code: false when it was used before (RFC 6238 §5.2). Two requests with the same code cannot both pass, since the
 * row is unique; a code comes free again once it can only be another time step's.
 */
async function claimCode(sql: Sql, userId: string, code: string): Promise<boolean> {
  const claimed = await sql`
    insert into used_codes (user_id, code, used_at) values (${userId}, ${code.slice(0, 16)}, clock_timestamp())
    on conflict (user_id, code) do update set used_at = excluded.used_at
      where used_codes.used_at < clock_timestamp() - ${USED_CODE_HOLDS}::interval`;
  return claimed.count === 1;
}
