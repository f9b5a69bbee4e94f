/** The Idempotency-Key of a command and the hash of the request that it stands for. */
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { Problem } from '../contracts/problem-error.ts';

/** The key of the header; refused when missing or not 8 to 128 visible ASCII characters. */
export function keyOf(req: Request): string {
  const key = req.get('Idempotency-Key');
  if (key === undefined) throw new Problem('keyMissing');
  if (!/^[\x21-\x7e]{8,128}$/.test(key))
    throw new Problem('malformed', { detail: 'Idempotency-Key: 8 to 128 visible ASCII characters' });
  return key;
}

/** Hash of what was asked: method, path with query, the version seen, and the body as parsed. */
export function requestHashOf(req: Request): string {
  return createHash('sha256')
    .update(`${req.method}\n${req.originalUrl}\n${req.get('If-Match') ?? ''}\n${JSON.stringify(req.body ?? null)}`)
    .digest('hex');
}

/**
 * Repetitions that arrive at this process while the first still runs wait here instead of holding a database connection each:
 * fifty parallel clicks must not empty the pool. Across processes the unique index does the same.
 */
export class InFlight {
  readonly #running = new Map<string, Promise<unknown>>();

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    for (let other = this.#running.get(name); other; other = this.#running.get(name)) await other.catch(() => {});
    const mine = work();
    this.#running.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#running.get(name) === mine) this.#running.delete(name);
    }
  }
}
