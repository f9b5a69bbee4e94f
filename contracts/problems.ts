/**
 * One table of error codes (RFC 9457). `type` of a problem document is `urn:tenfold:problem:<code>`; the UI translates
 * `code`, so texts here are the English `title`s of last resort.
 */
export const PROBLEMS = {
  invalid: { status: 422, title: 'Some fields are not valid' },
  malformed: { status: 400, title: 'The request could not be read' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  secondFactorRequired: { status: 403, title: 'Your role needs a second factor: set it up first' },
  emailNotVerified: { status: 403, title: 'Verify your e-mail address first' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  notFound: { status: 404, title: 'There is nothing here, or it is not yours to see' },
  conflict: { status: 409, title: 'Somebody was faster' },
  staleVersion: { status: 412, title: 'It changed since you opened it' },
  versionRequired: { status: 428, title: 'Say which version you saw (If-Match)' },
  wrongState: { status: 409, title: 'It is not in a state that allows this' },
  roundClosed: { status: 409, title: 'The call has closed' },
  roundCancelled: { status: 409, title: 'The round was cancelled' },
  roundNotOpen: { status: 409, title: 'The call has not opened' },
  quotaFull: { status: 409, title: 'The recommendation quota is used up' },
  noticeOver: { status: 409, title: 'The notice has ended' },
  notYours: { status: 403, title: 'Somebody else has to handle this' },
  duplicate: { status: 409, title: 'It exists already' },
  notReady: { status: 409, title: 'Something is still missing' },
  addressBounces: { status: 409, title: 'Mail to this address comes back: clear the mark first' },
  onLeave: { status: 409, title: 'The person is on leave: confirm that it is meant all the same' },
  leaveClash: { status: 409, title: 'Another leave stands in the way' },
  creditBlocked: { status: 409, title: 'A record of untrustworthiness is in force' },
  passwordWrong: { status: 403, title: 'The password is not right' },
  keyReused: { status: 422, title: 'This Idempotency-Key was used for another request' },
  keyMissing: { status: 400, title: 'Send an Idempotency-Key' },
  tooLarge: { status: 413, title: 'Too large' },
  unsupportedType: { status: 415, title: 'This type of file is not accepted' },
  infected: { status: 422, title: 'The virus scanner refused the file' },
  tooMany: { status: 429, title: 'Too many attempts: wait a little' },
  unavailable: { status: 503, title: 'A part of the system is not ready' },
  internal: { status: 500, title: 'Something broke on our side' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** A fault of one field: JSON pointer, the rule broken and words for the way out. */
export type FieldFault = { pointer: string; rule: string; message: string };

/** Body of `application/problem+json`. */
export type ProblemDocument = {
  type: string;
  code: ProblemCode;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: FieldFault[];
  /** Code-specific members, e.g. `decidedBy`, `decidedAt` of a conflict, `closedAt` of a closed round. */
  [member: string]: unknown;
};
