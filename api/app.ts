/** Puts the API together: edges, accounts, routes, pages. Holds no state that matters, so any number may run. */
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Problem } from '../contracts/problem-error.ts';
import { TASK_QUEUE } from '../contracts/workflows.ts';
import type { Sql } from '../db/client.ts';
import { notifyMoved } from '../db/notifier.ts';
import { mountUploads } from './attachments/uploads.ts';
import { createAuth } from './auth.ts';
import { createEvents } from './events.ts';
import { createHealth } from './health.ts';
import { createLogger, requestLog } from './logging.ts';
import { createEngine } from './operations/engine.ts';
import { openApiRouter } from './openapi.ts';
import { pages, securityHeaders } from './pages.ts';
import { onError, onUnknownPath } from './problems.ts';
import { guessLimiter, RATE_LIMITS, type RateLimits, rateLimiter } from './rate-limits.ts';
import type { Route, Services } from './route.ts';
import { routes as registered } from './routes.ts';
import { controlCharacterFaults, serveRoutes } from './serve.ts';
import { type ActorOf, sessionReader } from './session.ts';

const BODY_LIMIT = '1mb';

export type AppOptions = {
  sql: Sql;
  /** A second pool, for the account library alone (see api/auth.ts). */
  authSql: Sql;
  /** Signs session cookies and encrypts TOTP secrets: at least 32 characters. */
  authSecret: string;
  /** Where people reach the system; `https:` makes cookies secure. */
  baseUrl: string;
  dataDir: string;
  /** Null: readiness does not ask for Temporal. */
  temporalAddress?: string | null;
  /** Where the workers listen; the product's own when absent. */
  taskQueue?: string;
  /** Temporal's own page, for links. */
  temporalUiUrl?: string | null;
  /** Refuses demo accounts. */
  production?: boolean;
  /** Replies that break their schema become errors. */
  validateReplies?: boolean;
  rateLimits?: RateLimits;
  /** Express' `trust proxy`: number of proxies in front, or their addresses. */
  trustProxy?: number | string | false;
  logger?: Logger;
};

export type Application = {
  app: Express;
  services: Services;
  routes: readonly Route[];
  /** Opens the LISTEN connection of the event streams. */
  start: () => Promise<void>;
  /** Ends event streams and connections to Temporal; the pools are the caller's. */
  close: () => Promise<void>;
};

export function createApp(options: AppOptions): Application {
  const { sql, authSql, baseUrl, dataDir, authSecret, production = false } = options;
  if (authSecret.length < 32) throw new Error('AUTH_SECRET: at least 32 characters');
  const logger = options.logger ?? createLogger('silent');
  const auth = createAuth({ sql, authSql, secret: authSecret, baseUrl, production, logger });
  const limits = options.rateLimits ?? RATE_LIMITS;
  const services: Services = {
    sql,
    moved: (caseIds) => notifyMoved(sql, caseIds),
    verifyPassword: guessLimiter(authSql, limits.password, auth.verifyPassword),
    baseUrl,
    dataDir,
    engine: options.temporalAddress ? createEngine(options.temporalAddress, options.taskQueue ?? TASK_QUEUE) : null,
    engineUrl: options.temporalUiUrl ?? null,
  };
  const sessionOf = sessionReader({ sql, secret: authSecret, baseUrl });
  const actorOf: ActorOf = async (req) => (await sessionOf(req))?.actor ?? null;
  const events = createEvents(sql, actorOf);
  const health = createHealth(sql, options.temporalAddress ?? null);
  const routes = [...registered, events.route];

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('trust proxy', options.trustProxy ?? false);
  app.set('query parser', 'simple');
  app.use(requestLog(logger), ...securityHeaders(baseUrl), health.measure, health.router);
  app.use('/api', sameOrigin(baseUrl));
  mountUploads(app, { services, actorOf }); // reads its own bodies
  app.use('/api', express.json({ limit: BODY_LIMIT }));
  app.use(rateLimiter(sql, limits));
  app.all('/api/auth/{*path}', plainText, auth.handler);
  app.use(openApiRouter(routes, baseUrl));
  app.use('/api/v1', serveRoutes(routes, { services, sessionOf, validateReplies: options.validateReplies ?? false }));
  app.use('/api', onUnknownPath);
  app.use(pages());
  app.use(onUnknownPath);
  app.use(onError);

  return {
    app,
    services,
    routes,
    start: events.start,
    close: async () => void (await Promise.all([events.close(), health.close(), services.engine?.close()])),
  };
}

/**
 * A browser names the page that asks: changes asked by another site's page are refused, on top of SameSite cookies. Programs
 * that are no browser send neither header.
 */
function sameOrigin(baseUrl: string): RequestHandler {
  const own = new URL(baseUrl).origin;
  return (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS') return next();
    const origin = req.get('Origin');
    const site = req.get('Sec-Fetch-Site');
    const foreign =
      origin === undefined
        ? site === 'cross-site' || site === 'same-site'
        : origin !== own && origin !== `${req.protocol}://${req.get('Host')}`;
    return next(foreign ? new Problem('forbidden', { detail: 'Asked by a page of another site' }) : undefined);
  };
}

/** The account library's bodies: no control characters either. */
const plainText: RequestHandler = (req, _res, next) => {
  const errors = controlCharacterFaults(req.body);
  next(errors.length > 0 ? new Problem('invalid', { errors }) : undefined);
};
