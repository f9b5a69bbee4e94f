/** The built UI: hashed assets for ever, index.html never cached and with a nonce of its own in every response. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';

/** Folder of the built UI: beside the sources, or above `dist/` when this file runs compiled. */
const UI_FOLDER = [
  path.resolve(import.meta.dirname, '../admin-ui/dist'),
  path.resolve(import.meta.dirname, '../../admin-ui/dist'),
].find((folder) => existsSync(path.join(folder, 'index.html')));

/** Strict headers for every response; `res.locals.nonce` is this response's nonce for styles. No inline, no eval. */
export function securityHeaders(baseUrl: string): RequestHandler[] {
  const https = baseUrl.startsWith('https://');
  return [
    (_req, res, next) => {
      res.locals.nonce = randomBytes(16).toString('base64');
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: [
            "'self'",
            (_req, res) => `'nonce-${(res as unknown as { locals: { nonce: string } }).locals.nonce}'`,
          ],
          imgSrc: ["'self'", 'data:', 'blob:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          frameSrc: ["'self'", 'blob:'],
          manifestSrc: ["'self'"],
          workerSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          objectSrc: ["'none'"],
          ...(https ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'same-origin' },
      crossOriginOpenerPolicy: https ? { policy: 'same-origin' } : false,
      originAgentCluster: https,
    }),
  ];
}

/** All pages that are no API path. */
export function pages(folder: string | undefined = UI_FOLDER): Router {
  const router = Router();
  if (folder === undefined) {
    router.get('/{*path}', (_req, res) => {
      res.status(503).type('text/plain').send('The pages are not built: run npm run build.\n');
    });
    return router;
  }
  const index = readFileSync(path.join(folder, 'index.html'), 'utf8');
  router.use(
    '/assets',
    express.static(path.join(folder, 'assets'), { index: false, immutable: true, maxAge: '365d', fallthrough: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.get('/{*path}', (_req, res) => {
    res
      .type('html')
      .set('Cache-Control', 'no-cache')
      .send(withNonce(index, res.locals.nonce as string));
  });
  return router;
}

/** Puts the nonce where the style library reads it. */
export const withNonce = (html: string, nonce: string) =>
  /<meta\s+name="csp-nonce"\s+content="[^"]*"/.test(html)
    ? html.replace(/(<meta\s+name="csp-nonce"\s+content=")[^"]*"/, `$1${nonce}"`)
    : html.replace('</head>', `<meta name="csp-nonce" content="${nonce}"></head>`);
