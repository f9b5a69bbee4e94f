/** The one way to the API: JSON, cookies, Idempotency-Key, If-Match, RFC 9457 problems, and signing in again in between. */
import type { ProblemDocument } from '../../../contracts/problems.ts';

const BASE = '/api/v1';

/** A refusal of the API, or its silence (`status` 0). `document.code` names the reason. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly document: ProblemDocument;

  constructor(status: number, document: ProblemDocument) {
    super(document.detail ?? document.title);
    this.name = 'ApiProblem';
    this.status = status;
    this.document = document;
  }
}

export type QueryValues = Record<string, string | number | boolean | null | undefined>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Options = { ifMatch?: number; key?: string; signal?: AbortSignal };

/** Asks for the password again over the open page; false when the person gave up. */
type SignInAgain = () => Promise<boolean>;
let signInAgain: SignInAgain | null = null;
let signingIn: Promise<boolean> | null = null;

/** The desk registers its dialog here, so that a session that ended loses nothing that was typed. */
export function onSessionEnded(handler: SignInAgain | null): void {
  signInAgain = handler;
}

function silence(): ApiProblem {
  return new ApiProblem(0, {
    type: 'urn:tenfold:problem:unavailable',
    code: 'unavailable',
    title: 'No answer',
    status: 0,
  });
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const document = (await response.json().catch(() => null)) as ProblemDocument | null;
  if (document && typeof document.code === 'string') return new ApiProblem(response.status, document);
  const code = response.status === 429 ? 'tooMany' : response.status >= 500 ? 'unavailable' : 'internal';
  return new ApiProblem(response.status, {
    type: `urn:tenfold:problem:${code}`,
    code,
    title: response.statusText,
    status: response.status,
  });
}

/** A UUID also where the page is served over plain HTTP, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function attempt(method: Method, url: string, body: unknown, options: Options): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  // A file is its own body and says its type itself.
  const file = body instanceof Blob;
  if (body !== undefined) headers['content-type'] = file ? body.type || 'application/octet-stream' : 'application/json';
  if (options.key !== undefined) headers['idempotency-key'] = options.key;
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
  return fetch(url, {
    method,
    headers,
    credentials: 'same-origin',
    body: file ? body : body === undefined ? undefined : JSON.stringify(body),
    signal: options.signal,
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A command that got no answer is sent again with the same key: the server does it once and repeats its reply. */
async function withRetries(method: Method, url: string, body: unknown, options: Options): Promise<Response> {
  const tries = method === 'GET' ? 1 : 3;
  for (let no = 1; ; no += 1) {
    try {
      const response = await attempt(method, url, body, options);
      if (no === tries || ![502, 503, 504].includes(response.status)) return response;
    } catch (error) {
      if (options.signal?.aborted) throw error;
      if (no === tries) throw silence();
    }
    await pause(400 * no);
  }
}

async function call<T>(method: Method, url: string, body: unknown, options: Options): Promise<T> {
  let response = await withRetries(method, url, body, options);
  if (response.status === 401 && signInAgain !== null) {
    signingIn ??= signInAgain().finally(() => {
      signingIn = null;
    });
    if (await signingIn) response = await withRetries(method, url, body, options);
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

function address(path: string, query: QueryValues = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `${BASE}${path}${text === '' ? '' : `?${text}`}`;
}

/** `path` is below `/api/v1`. Both throw {@link ApiProblem}. */
export const api = {
  get: <T>(path: string, query?: QueryValues, options: { signal?: AbortSignal } = {}): Promise<T> =>
    call<T>('GET', address(path, query), undefined, options),
  /** `ifMatch` is the version that was seen; `key` repeats an earlier attempt instead of making a new one. */
  send: <T>(
    method: Exclude<Method, 'GET'>,
    path: string,
    body?: unknown,
    options: { ifMatch?: number; key?: string } = {},
  ): Promise<T> => call<T>(method, address(path), body, { ...options, key: options.key ?? newKey() }),
};
