/** The edge where every failure becomes an RFC 9457 document. Raw texts of the database or of libraries never leave. */

import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { Problem } from '../contracts/problem-error.ts';
import { type FieldFault, PROBLEMS, type ProblemCode, type ProblemDocument } from '../contracts/problems.ts';
import { isLostConnection } from '../db/lost-connection.ts';

/** Document of a problem; `instance` is the request's id, which the log repeats. */
export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
  const { status, title } = PROBLEMS[problem.code];
  return {
    ...problem.members,
    type: `urn:tenfold:problem:${problem.code}`,
    code: problem.code,
    title,
    status,
    instance: `urn:tenfold:request:${requestId}`,
  };
}

export function sendProblem(req: Request, res: Response, problem: Problem): void {
  const document = problemDocument(problem, req.id);
  if (typeof document.retryAfterSeconds === 'number') res.set('Retry-After', String(document.retryAfterSeconds));
  res.status(document.status).set('Cache-Control', 'no-store').type('application/problem+json');
  res.send(JSON.stringify(document));
}

/** Faults of a failed parse: JSON pointer, rule and words. */
export function faultsOf(error: z.ZodError): FieldFault[] {
  return error.issues.flatMap((issue) => {
    const pointer = pointerOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: `${pointer}${pointerOf([key])}`,
        rule: 'unknown',
        message: 'Not a field of this request',
      }));
    }
    if (issue.code === 'custom') return [{ pointer, rule: issue.message, message: issue.message }];
    return [{ pointer, rule: issue.code, message: issue.message }];
  });
}

export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What Postgres refuses, in our words: SQLSTATE to code. Everything else is our fault. */
const SQLSTATES: Record<string, ProblemCode> = {
  '23505': 'duplicate', // unique_violation
  '40001': 'conflict', // serialization_failure
  '40P01': 'conflict', // deadlock_detected
  '55P03': 'conflict', // lock_not_available
  '57014': 'unavailable', // statement_timeout
  '53300': 'unavailable', // too_many_connections
  '57P01': 'unavailable', // admin_shutdown
  '57P03': 'unavailable', // cannot_connect_now
};

/** The problem that an error stands for; null when it is unknown. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (typeof error !== 'object' || error === null) return null;
  const { code, type, status, message } = error as {
    code?: unknown;
    type?: unknown;
    status?: unknown;
    message?: unknown;
  };
  if (typeof code === 'string') {
    if (isLostConnection(error)) return new Problem('unavailable');
    const known = SQLSTATES[code];
    if (known) return new Problem(known);
  }
  if (type === 'entity.too.large') return new Problem('tooLarge');
  if (type === 'entity.parse.failed' || type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Problem('malformed');
  if (type === 'request.aborted' || type === 'request.size.invalid') return new Problem('malformed');
  if (status === 400 && typeof message === 'string' && message.startsWith('Failed to decode param'))
    return new Problem('notFound');
  return null;
}

/** Last handler of the chain. */
export const onError: ErrorRequestHandler = (error, req, res, next) => {
  const problem = problemOf(error);
  if (problem === null) req.failure = error;
  if (res.headersSent) {
    next(error);
    return;
  }
  sendProblem(req, res, problem ?? new Problem('internal', { requestId: req.id }));
};

export const onUnknownPath: RequestHandler = (req, res) => sendProblem(req, res, new Problem('notFound'));
