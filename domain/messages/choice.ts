/** Which messages a person may have gathered or muted. */
import type { TemplateName } from './values.ts';

/**
 * News of a procedure, and work that a reminder repeats. Everything else goes by mail at once whatever the person chose: what
 * starts, shortens or ends a legal period (corrections, deadlines, results, notices), invitations and keys to an account.
 * A template that is not named here is therefore never delayed.
 */
export const BY_CHOICE: readonly TemplateName[] = [
  'partyConfirmed',
  'stepPassed',
  'correctionReceived',
  'reviewStarted',
  'taskWaiting',
  'roundTaskWaiting',
  'taskStranded',
  'taskMovedUp',
  'roundClosed',
  'noticePublished',
  'resultsPublished',
];
