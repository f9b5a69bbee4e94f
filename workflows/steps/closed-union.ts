import { ApplicationFailure } from '@temporalio/workflow';

/** The end of a `switch` over a closed union: the compiler refuses it while a kind has no branch. */
export function neverReached(kind: never): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`unknown kind ${JSON.stringify(kind)}`, 'UnknownKind');
}
