/** A signed-in client with kept-alive connections, as a browser has them, without a browser's own cost. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Person } from '../../scripts/play/acts.ts';

export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly baseUrl: string;
  cookie = '';

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** Sends one request below `/api/v1` and reads the whole reply. Throws with status and body when it is not 2xx. */
  async send<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const { status, text } = await this.exchange(method, `/api/v1${path}`, body, headers);
    if (status < 200 || status > 299) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 400)}`);
    return JSON.parse(text) as T;
  }

  exchange(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; text: string; cookies: string[] }> {
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const message = request(
        `${this.baseUrl}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            cookie: this.cookie,
            ...(payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {}),
            ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
            ...headers,
          },
        },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () =>
            resolve({
              status: reply.statusCode ?? 0,
              text: Buffer.concat(chunks).toString('utf8'),
              cookies: reply.headers['set-cookie'] ?? [],
            }),
          );
          reply.on('error', reject);
        },
      );
      message.on('error', reject);
      message.end(payload);
    });
  }

  /** Signs in by the same form that people use and keeps the session cookie. */
  async signIn(email: string, password: string): Promise<this> {
    const { status, text, cookies } = await this.exchange(
      'POST',
      '/api/auth/sign-in/email',
      { email, password },
      { origin: this.baseUrl },
    );
    if (status !== 200) throw new Error(`sign-in of ${email}: ${status} ${text}`);
    this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
    return this;
  }

  close(): void {
    this.#agent.destroy();
  }
}

const versioned = (options?: { ifMatch?: number }): Record<string, string> =>
  options?.ifMatch === undefined ? {} : { 'if-match': `"${options.ifMatch}"` };

/** The client as one of the people of a story. */
export const personAt = (client: HttpClient): Person => ({
  cookie: client.cookie,
  get: (where) => client.send('GET', where),
  post: (where, body, options) => client.send('POST', where, body ?? {}, versioned(options)),
  put: (where, body, options) => client.send('PUT', where, body ?? {}, versioned(options)),
});
