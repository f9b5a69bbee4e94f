/** Errors that say that the database went away: the next try may succeed. */
const LOST_CONNECTION = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNREFUSED',
  'ECONNRESET',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
]);

export const isLostConnection = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && LOST_CONNECTION.has(String((error as { code?: unknown }).code));

/**
 * A query that nobody waits for any more (its transaction has already failed) may still be refused when the database dies. That
 * must not end the process; every other rejection that nobody handles does.
 */
export function surviveLostConnections(say: (error: unknown) => void): void {
  process.on('unhandledRejection', (error) => {
    if (!isLostConnection(error)) throw error;
    say(error);
  });
}
