/** The built UI: hashed assets for ever, index.html never cached and with a nonce of its own in every response. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';

/** Folders that may hold the built UI: beside the sources, or above `dist/` when this file runs compiled. */
const UI_FOLDERS = ['../admin-ui/dist', '../../admin-ui/dist'].map((folder) =>
  path.resolve(import.meta.dirname, folder),
);

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

/** All pages that are no API path. A build that is replaced or comes later is served without a restart. */
export function pages(folders: readonly string[] = UI_FOLDERS): Router {
  const router = Router();
  for (const folder of folders) {
    router.use(
      '/assets',
      express.static(path.join(folder, 'assets'), { index: false, immutable: true, maxAge: '365d' }),
    );
    router.use(express.static(folder, { index: false, maxAge: '1h' }));
  }
  // A missing asset is missing: the page in its place would be read as a script.
  router.use('/assets', (_req, res) => {
    res.status(404).type('text/plain').send('Not there any more: load the page again.\n');
  });
  router.get('/{*path}', (_req, res) => {
    const html = readIndex(folders);
    if (html === null) {
      res.status(503).type('text/plain').send('The pages are not built: run npm run build.\n');
      return;
    }
    res
      .type('html')
      .set('Cache-Control', 'no-cache')
      .send(withNonce(html, res.locals.nonce as string));
  });
  return router;
}

let kept: { file: string; changedMs: number; html: string } | null = null;

/** index.html of the first folder that has one, read again when it changed; null when nothing is built. */
function readIndex(folders: readonly string[]): string | null {
  for (const folder of folders) {
    const file = path.join(folder, 'index.html');
    const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (changedMs === undefined) continue;
    if (kept?.file !== file || kept.changedMs !== changedMs)
      kept = { file, changedMs, html: readFileSync(file, 'utf8') };
    return kept.html;
  }
  return null;
}

/** Puts the nonce where the style library reads it. */
export const withNonce = (html: string, nonce: string) =>
  /<meta\s+name="csp-nonce"\s+content="[^"]*"/.test(html)
    ? html.replace(/(<meta\s+name="csp-nonce"\s+content=")[^"]*"/, `$1${nonce}"`)
    : html.replace('</head>', `<meta name="csp-nonce" content="${nonce}"></head>`);
