import { randomUUID } from 'node:crypto';
import type { ProblemDocument } from '../../contracts/problems.ts';

/** A refusal of the API as an error. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: ProblemDocument;

  constructor(what: string, status: number, problem: ProblemDocument) {
    super(`${what}: ${status} ${JSON.stringify(problem)}`);
    this.name = 'Refusal';
    this.status = status;
    this.problem = problem;
  }
}

export type CallOptions = {
  body?: unknown;
  /** Idempotency-Key: a new one for each change when absent, none when null. */
  key?: string | null;
  ifMatch?: number;
  headers?: Record<string, string>;
};
export type Answer = { status: number; headers: Headers; text: string; body: never };
type Change = Omit<CallOptions, 'body'>;

/** One person's way to the API. Paths are below `/api/v1`; the verbs throw a Refusal, `call` never does. */
export type Client = {
  /** Cookie header, empty for nobody. */
  cookie: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown, options?: Change): Promise<T>;
  put<T>(path: string, body?: unknown, options?: Change): Promise<T>;
  patch<T>(path: string, body?: unknown, options?: Change): Promise<T>;
  delete<T>(path: string, options?: Change): Promise<T>;
};

export function clientOf(baseUrl: string, cookie: string): Client {
  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const headers: Record<string, string> = { ...options.headers };
    if (cookie) headers.cookie = cookie;
    if (options.body !== undefined) headers['content-type'] ??= 'application/json';
    if (method !== 'GET' && options.key !== null) headers['idempotency-key'] = options.key ?? randomUUID();
    if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
    const response = await fetch(
      path.startsWith('/api') || path.startsWith('http') ? new URL(path, baseUrl) : `${baseUrl}/api/v1${path}`,
      {
        method,
        headers,
        redirect: 'manual',
        ...(options.body === undefined
          ? {}
          : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
      },
    );
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson && text !== '' ? JSON.parse(text) : null) as never,
    };
  }
  async function demand<T>(method: string, path: string, options: CallOptions): Promise<T> {
    const { status, body } = await call(method, path, options);
    if (status >= 300) throw new Refusal(`${method} ${path}`, status, body);
    return body;
  }
  return {
    cookie,
    call,
    get: (path) => demand('GET', path, {}),
    post: (path, body = {}, options = {}) => demand('POST', path, { ...options, body }),
    put: (path, body = {}, options = {}) => demand('PUT', path, { ...options, body }),
    patch: (path, body = {}, options = {}) => demand('PATCH', path, { ...options, body }),
    delete: (path, options = {}) => demand('DELETE', path, options),
  };
}
