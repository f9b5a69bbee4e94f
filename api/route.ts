/**
 * A route is a schema, a permission and one transaction. `query` reads, `command` changes; both are plain data from which
 * the Express router, the OpenAPI document and the permission matrix are made.
 */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Fragment, Sql, Tx } from '../db/client.ts';
import type { KeyClaim, StoredReply } from '../db/idempotency.ts';
import type { Engine } from './operations/engine.ts';
import type { Action, Actor, Subject } from '../domain/permissions.ts';

export type Services = {
  sql: Sql;
  /** Tells open pages and the relay, after the commit, that these cases moved. */
  moved: (caseIds: string[]) => void;
  /** True when the password is the actor's (signatures and submissions ask again). */
  verifyPassword: (userId: string, password: string) => Promise<boolean>;
  baseUrl: string;
  dataDir: string;
  /** Null where the API runs without Temporal. */
  engine: Engine | null;
  /** Address of Temporal's own page, where it is configured. */
  engineUrl: string | null;
};

export type Call<P, Q, B> = {
  /** The transaction of a command; the pool for a query. */
  tx: Tx;
  /** Null only on routes that anyone may call. */
  actor: Actor | null;
  params: P;
  query: Q;
  body: B;
  subject: Subject;
  /** Version of the If-Match header where the route asks for it. */
  ifMatch: number;
  services: Services;
  /** Case ids that this call moved: announced after the commit. */
  moved: string[];
  req: Request;
  res: Response;
};

type Schema = z.ZodType;
type Out<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;

export type RouteSpec<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
> = {
  /** `resource.verb`, unique: the OpenAPI operation id. */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, Express style. */
  path: string;
  tag: string;
  summary: string;
  permission: Action;
  /** Loads what the object is related to; throws Problem('notFound') when it does not exist. Absent where the action needs no relation. */
  subject?: (tx: Tx, params: Out<P>, actor: Actor | null, body: unknown, query: Out<Q>) => Promise<Subject>;
  /**
   * Instead of `subject`, where that is one look by the path alone and only for people who are signed in: SQL of a jsonb `Subject`, which
   * rides in the statement that finds the session. Null: there is no such object.
   */
  related?: (tx: Tx, params: Out<P>) => Fragment;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  status?: 200 | 201 | 202;
  /** Ask for `If-Match: "<version>"`. */
  ifMatch?: boolean;
  /** The handler writes the response itself (PDF, event stream). */
  raw?: boolean;
  /**
   * A read that asks only its path and query: it begins beside the look at the session, and is told once it is permitted. What its object is
   * related to is found in the reply itself.
   */
  impersonal?: (reply: z.input<R>) => Subject;
  run: (call: Call<Out<P>, Out<Q>, Out<B>>) => Promise<z.input<R>>;
};

/**
 * A command that is one statement: it claims its key and keeps its reply itself, so that nothing has to be opened and committed around
 * it. `tx` of the call is the pool.
 * @returns the reply as sent; `earlierHash` is that of the request which was answered before, null when this one did it
 */
export type RunOnce<C> = (call: C, claim: KeyClaim) => Promise<Pick<StoredReply, 'text' | 'earlierHash'>>;

export type Route = RouteSpec<Schema | undefined, Schema | undefined, Schema | undefined, Schema> & {
  kind: 'query' | 'command';
  once?: RunOnce<Call<never, never, never>>;
};

/** A read: no Idempotency-Key, no transaction. */
export function query<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
>(spec: RouteSpec<P, Q, B, R>): Route {
  return { ...spec, kind: 'query' } as unknown as Route;
}

/** A change: one transaction, one Idempotency-Key, one reply for ever. */
export function command<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
>(spec: RouteSpec<P, Q, B, R>): Route {
  return { ...spec, kind: 'command' } as unknown as Route;
}

/** A change in one statement, under its Idempotency-Key. */
export function statement<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
>(spec: Omit<RouteSpec<P, Q, B, R>, 'run'> & { once: RunOnce<Call<Out<P>, Out<Q>, Out<B>>> }): Route {
  return { ...spec, kind: 'command' } as unknown as Route;
}

/** The signed-in actor of a route that requires one. */
export function signedIn(actor: Actor | null): Actor {
  if (actor === null) throw new Error('route without session asked for its actor');
  return actor;
}
