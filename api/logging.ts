/** One line of JSON per request: ids, route, status, time. No bodies, no query strings, no headers, no addresses. */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { type DestinationStream, type Logger, pino } from 'pino';

/** Names under which personal data or secrets would travel, should one ever be logged in an object. */
const SECRET_NAMES = [
  'password',
  'newPassword',
  'email',
  'mobile',
  'code',
  'token',
  'secret',
  'cookie',
  'authorization',
  'set-cookie',
  'identifier',
  'account',
];
const REDACTED = SECRET_NAMES.flatMap((name) => {
  const key = name.includes('-') ? `["${name}"]` : name;
  const below = (depth: number) => `${Array(depth).fill('*').join('.')}${key.startsWith('[') ? key : `.${key}`}`;
  return [key, below(1), below(2), below(3), below(4)];
});

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { part: 'api' },
    redact: { paths: REDACTED, censor: '[removed]' },
    serializers: { err: errorWithoutValues },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A database error carries the values of the refused row in `detail` and `parameters`: only its code and place are kept. */
export function errorWithoutValues(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const {
    code,
    severity,
    table_name: table,
    constraint_name: constraint,
    routine,
  } = error as Error & Record<string, unknown>;
  const fromDatabase = severity !== undefined;
  return {
    type: error.name,
    errorCode: code,
    ...(fromDatabase ? { table, constraint, routine } : {}),
    // Postgres repeats the refused value in messages of class 22 (data exception); its code says enough.
    message: fromDatabase && typeof code === 'string' && code.startsWith('22') ? undefined : error.message,
    stack: fromDatabase
      ? error.stack
          ?.split('\n')
          .filter((line) => line.startsWith('    at '))
          .join('\n')
      : error.stack,
  };
}

/** Segments that are secrets in themselves: the token of a password reset link. */
const pathOf = (url: string) => (url.split('?')[0] ?? '').replace(/^(\/api\/auth\/reset-password\/).+$/, '$1…');

/**
 * Gives the request its id, and writes its line once the reply is sent or nobody waits for it any more: nothing is made for the log
 * while somebody waits.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const given = req.headers['x-request-id'];
    req.id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    res.setHeader('X-Request-Id', req.id);
    const began = performance.now();
    res.once('close', () => {
      const level = levelOf(req, res);
      if (!logger.isLevelEnabled(level)) return;
      const { id, routeId, caseId, failure: err } = req;
      logger[level](
        {
          req: { id, method: req.method, path: pathOf(req.originalUrl) },
          res: { status: res.statusCode },
          routeId,
          caseId,
          err,
          responseTime: Math.round(performance.now() - began),
        },
        res.writableFinished ? (level === 'error' ? 'request failed' : 'request completed') : 'request aborted',
      );
    });
    next();
  };
}

function levelOf(req: Request, res: Response): 'error' | 'info' | 'debug' {
  if (req.failure !== undefined || res.statusCode >= 500) return 'error';
  return ['/healthz', '/readyz', '/metrics'].includes(req.originalUrl) ? 'debug' : 'info';
}

declare global {
  namespace Express {
    interface Request {
      /** Named by the client in `X-Request-Id`, or a UUID: in the log, in the reply's header and in problems. */
      id: string;
      /** What the reply could not be made for, when it is our own fault: for the log. */
      failure?: unknown;
      /** Set by the mounted route, for the log and the metrics. */
      routeId?: string;
      caseId?: string;
    }
  }
}
