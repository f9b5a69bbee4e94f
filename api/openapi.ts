/** OpenAPI 3.1 from the very schemas that validate requests, and a page to browse it under the strict policy. */
import { createRequire } from 'node:module';
import path from 'node:path';
import express, { Router } from 'express';
import { z } from 'zod';
import { PROBLEMS } from '../contracts/problems.ts';
import { PERMISSIONS } from '../domain/permissions.ts';
import type { Route } from './route.ts';

type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  [keyword: string]: unknown;
};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as JsonSchema;
  return rest;
};

/** `/applications/:id` → `/applications/{id}`. */
const templateOf = (expressPath: string) => expressPath.replaceAll(/:(\w+)/g, '{$1}');

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }));
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function operationOf(route: Route): object {
  const isPublic = (PERMISSIONS[route.permission] as { role: string }[]).some(({ role }) => role === 'anyone');
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  });
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    'x-permission': route.permission,
    ...(isPublic ? { security: [] } : {}),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.kind === 'command'
        ? [header('Idempotency-Key', 'Same key and request: same reply. 8 to 128 visible ASCII characters.')]
        : []),
      ...(route.ifMatch ? [header('If-Match', 'Version that was seen, in quotes')] : []),
    ],
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
      : {}),
    responses: {
      [String(route.status ?? 200)]: route.raw
        ? { description: 'Not JSON: see the summary' }
        : { description: 'Done', content: { 'application/json': { schema: schemaOf(route.reply, 'input') } } },
      ...(isPublic ? {} : { '401': problem('No session'), '403': problem('The role does not allow it') }),
      ...(route.params ? { '404': problem('Nothing there, or not yours to see') } : {}),
      ...(route.ifMatch
        ? { '412': problem('It changed since it was read'), '428': problem('If-Match is missing') }
        : {}),
      ...(route.body || route.query ? { '422': problem('Fields that are not valid, each by its pointer') } : {}),
      default: problem('Any other refusal'),
    },
  };
}

/** The document of all routes. */
export function openApiDocument(routes: readonly Route[], baseUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const template = templateOf(route.path);
    paths[template] = { ...paths[template], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tenfold 十百千万',
      version: '1',
      description:
        'Every change carries an Idempotency-Key and is one transaction. Refusals are RFC 9457 documents; `code` is one of a fixed table.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${baseUrl}/api/v1` }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'tenfold.session_token',
          description: 'Set by POST /api/auth/sign-in/email',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'code', 'title', 'status'],
          properties: {
            type: { type: 'string' },
            code: { type: 'string', enum: Object.keys(PROBLEMS) },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            instance: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['pointer', 'rule', 'message'],
                properties: { pointer: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  };
}

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tenfold API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>
`;
const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

/** `/api/v1/openapi.json` and the page `/api/docs`. */
export function openApiRouter(routes: readonly Route[], baseUrl: string): Router {
  const router = Router();
  let text: string | null = null;
  router.get('/api/v1/openapi.json', (_req, res) => {
    text ??= JSON.stringify(openApiDocument(routes, baseUrl));
    res.type('application/json').set('Cache-Control', 'no-cache').send(text);
  });
  router.get('/api/docs', (_req, res) => {
    res.type('html').send(PAGE);
  });
  router.get('/api/docs/start.js', (_req, res) => {
    res.type('text/javascript').send(START);
  });
  const assets = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  router.use('/api/docs/assets', express.static(assets, { index: false, maxAge: '1h' }));
  return router;
}
