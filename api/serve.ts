/** Mounts routes: session, permission, key, version, validation, one transaction, reply. The order is the same for all. */
import { type RequestHandler, Router } from 'express';
import { Problem } from '../contracts/problem-error.ts';
import type { FieldFault } from '../contracts/problems.ts';
import type { Tx } from '../db/client.ts';
import { claimKey, type KeyClaim, type StoredReply, storeReply } from '../db/idempotency.ts';
import { type Action, type Actor, PERMISSIONS, permits, type Subject } from '../domain/permissions.ts';
import { InFlight, keyOf, requestHashOf } from './idempotency.ts';
import { faultsOf, pointerOf } from './problems.ts';
import type { Call, Route, Services } from './route.ts';
import type { SessionOf } from './session.ts';

export type ServeOptions = {
  services: Services;
  sessionOf: SessionOf;
  /** Check replies against their schemas: in tests and development, where a wrong reply must fail loudly. */
  validateReplies: boolean;
};

/**
 * Handler of all routes, to be mounted at `/api/v1`. A router for each first segment: a request is held against the paths of its own
 * segment only, not against all of them.
 */
export function serveRoutes(routes: readonly Route[], options: ServeOptions): RequestHandler {
  const inFlight = new InFlight();
  const routers = new Map<string, Router>();
  for (const route of routes) {
    const segment = firstSegment(route.path);
    const router = routers.get(segment) ?? Router({ caseSensitive: true });
    routers.set(segment, router);
    router[route.method](route.path, handlerOf(route, options, inFlight));
  }
  return (req, res, next) => {
    const router = routers.get(firstSegment(req.path));
    if (router) router(req, res, next);
    else next();
  };
}

const firstSegment = (path: string) => path.split('/', 2)[1] ?? '';

function handlerOf(route: Route, options: ServeOptions, inFlight: InFlight): RequestHandler {
  const { services } = options;
  const needsSession = !(PERMISSIONS[route.permission] as { role: string }[]).some(({ role }) => role === 'anyone');
  return async (req, res) => {
    req.routeId = route.id;
    const caseId = caseIdOf(req.params);
    if (caseId) req.caseId = caseId;
    res.set('Cache-Control', 'no-store');

    const params = parse(route.params, req.params);
    const query = parse(route.query, req.query);
    const lookUp = async (actor: Actor | null): Promise<Subject> =>
      route.subject?.(services.sql, params.value as never, actor, req.body, query.value as never) ?? {};
    // What does not depend on who asks is looked up beside the session, for visitors who show one; nothing of it is told before
    // the permission table has spoken.
    const mayBegin = !params.faults && !query.faults && req.headers.cookie !== undefined;
    const early = mayBegin && route.subject && !dependsOnActor(route) ? heard(lookUp(null)) : null;
    const related = params.faults ? undefined : route.related?.(services.sql, params.value as never);
    const moved: string[] = [];
    const asked = { params: params.value, query: query.value, services, moved, req, res };
    const call = (tx: Tx, who: Pick<Call<unknown, unknown, unknown>, 'actor' | 'subject' | 'body' | 'ifMatch'>) =>
      ({ ...asked, ...who, tx }) as Call<never, never, never>;
    const nobody = { actor: null, subject: {}, body: {}, ifMatch: 0 };
    const reading = mayBegin && route.impersonal ? heard(route.run(call(services.sql, nobody))) : null;
    const session = await options.sessionOf<Subject>(req, related);
    const actor = session?.actor ?? null;
    if (actor === null && needsSession) throw new Problem('unauthenticated');
    // A path that cannot name anything names nothing.
    if (params.faults) throw new Problem('notFound');
    // A subject that is chosen by the query string, or read with it, cannot be judged before the query string is understood.
    if (query.faults && (route.impersonal || (route.subject?.length ?? 0) >= 5))
      throw new Problem('invalid', { errors: query.faults });
    const subject = await subjectOf(route, session?.related, reading, () => early ?? lookUp(actor));
    authorise(route, actor, subject);
    const key = route.kind === 'command' ? keyOf(req) : null;
    const ifMatch = route.ifMatch ? versionOf(req.get('If-Match')) : 0;
    const body = parse(route.body, req.body ?? {});
    const faults = [...(query.faults ?? []), ...(body.faults ?? [])];
    if (faults.length > 0) throw new Problem('invalid', { errors: faults });

    const who = { actor, subject, body: body.value, ifMatch };
    if (key === null) {
      const reply = await (reading ?? route.run(call(services.sql, who)));
      if (!route.raw)
        res
          .status(route.status ?? 200)
          .type('application/json')
          .send(replyText(route, reply, options));
      return;
    }

    const claim = { owner: actor?.userId ?? 'anonymous', key, requestHash: requestHashOf(req) };
    const outcome = await inFlight.run(`${claim.owner} ${key}`, () =>
      answerOnce(route, options, claim, (tx) => call(tx, who)),
    );
    if (outcome.earlierHash !== null && outcome.earlierHash !== claim.requestHash) throw new Problem('keyReused');
    if (outcome.earlierHash !== null) res.set('Idempotency-Replayed', 'true');
    res.status(outcome.status).type('application/json').send(outcome.text);
    if (moved.length > 0) services.moved([...new Set(moved)]);
  };
}

/** Carries a command out under its key, or finds the reply that was given under it before. */
async function answerOnce(
  route: Route,
  options: ServeOptions,
  claim: KeyClaim,
  call: (tx: Tx) => Call<never, never, never>,
): Promise<StoredReply> {
  const { sql } = options.services;
  const status = route.status ?? 200;
  if (route.once) return { status, ...(await route.once(call(sql), claim)) };
  return sql.begin(async (tx) => {
    const earlier = await claimKey(tx, claim);
    if (earlier) return earlier;
    const text = replyText(route, await route.run(call(tx)), options);
    await storeReply(tx, claim, status, text);
    return { status, text, earlierHash: null };
  });
}

/** What the object is related to: found beside the session, in the reply itself, or by a look of its own. Throws notFound. */
async function subjectOf(
  route: Route,
  related: Subject | null | undefined,
  reading: Promise<unknown> | null,
  lookUp: () => Promise<Subject>,
): Promise<Subject> {
  if (reading && route.impersonal) return route.impersonal(await reading);
  if (!route.related) return lookUp();
  if (!related) throw new Problem('notFound');
  return related;
}

/** A promise that something else may outrun: its failure is heard where it is awaited, if it is. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** Of a subject's five arguments the third is the actor. */
const dependsOnActor = (route: Route) => (route.subject?.length ?? 0) > 2;

/** Asks the permission table. Throws notFound, unauthenticated, forbidden or secondFactorRequired. */
export function authorise(
  route: Pick<Route, 'permission' | 'subject' | 'related' | 'impersonal'>,
  actor: Actor | null,
  subject: Subject,
): void {
  const verdict = permits(actor, route.permission, subject);
  if (verdict === 'allowed') return;
  if (actor === null) throw new Problem('unauthenticated');
  if (verdict === 'secondFactorRequired') throw new Problem('secondFactorRequired');
  const ofAnObject = route.subject ?? route.related ?? route.impersonal;
  throw new Problem(ofAnObject && !maySee(actor, route.permission, subject) ? 'notFound' : 'forbidden');
}

/** Actions on parts of a thing hide it from those who may not read the thing itself. */
const READ_OF: Record<string, Action> = {
  member: 'member.list',
  inbox: 'inbox.update',
  user: 'user.list',
  comment: 'comment.read',
  view: 'view.update',
  leave: 'leave.list',
  certificate: 'application.read',
};

function maySee(actor: Actor, action: Action, subject: Subject): boolean {
  const resource = action.slice(0, action.indexOf('.'));
  const read = READ_OF[resource] ?? `${resource}.read`;
  // `role` names who may act on a task; seeing it does not depend on it.
  return read in PERMISSIONS && permits(actor, read as Action, { ...subject, role: null }) !== 'denied';
}

function caseIdOf(params: Record<string, string | string[] | undefined>): string | null {
  const id = params.caseId ?? params.applicationId ?? params.roundId;
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : null;
}

function parse(schema: Route['body'], given: unknown): { value: unknown; faults?: FieldFault[] } {
  if (schema === undefined) return { value: {} };
  const control = controlCharacterFaults(given);
  if (control.length > 0) return { value: {}, faults: control };
  const result = schema.safeParse(given);
  return result.success ? { value: result.data } : { value: {}, faults: faultsOf(result.error) };
}

/** NUL and other control characters (tab and line ends aside) in any text or key: Postgres refuses them, pages break on them. */
export function controlCharacterFaults(value: unknown, path: PropertyKey[] = []): FieldFault[] {
  const fault = (at: PropertyKey[]) => ({
    pointer: pointerOf(at),
    rule: 'controlCharacters',
    message: 'Control characters are not allowed',
  });
  if (typeof value === 'string')
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value) ? [fault(path)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(/[\u0000-\u001f\u007f]/.test(key) ? [fault(path)] : []),
    ...controlCharacterFaults(member, [...path, key]),
  ]);
}

/** Version of `If-Match: "7"`. */
function versionOf(header: string | undefined): number {
  if (header === undefined) throw new Problem('versionRequired');
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (version === undefined) throw new Problem('malformed', { detail: 'If-Match: "<version>"' });
  return Number(version);
}

function replyText(route: Route, reply: unknown, options: ServeOptions): string {
  if (options.validateReplies && !route.raw) {
    const checked = route.reply.safeParse(reply);
    if (!checked.success)
      throw new Error(`reply of ${route.id} breaks its schema: ${JSON.stringify(faultsOf(checked.error).slice(0, 5))}`);
  }
  return JSON.stringify(reply ?? null);
}
