import { type FieldFault, PROBLEMS, type ProblemCode } from './problems.ts';

/** Thrown anywhere below the API; the API's edge turns it into an RFC 9457 document. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly members: Record<string, unknown>;

  constructor(code: ProblemCode, members: { detail?: string; errors?: FieldFault[]; [member: string]: unknown } = {}) {
    super(members.detail ?? PROBLEMS[code].title);
    this.name = 'Problem';
    this.code = code;
    this.members = members;
  }
}
