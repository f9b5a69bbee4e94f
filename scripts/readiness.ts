import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE = 120_000;

/**
 * Waits until the API says that everything it needs is there.
 * @throws when two minutes pass; the message repeats what /readyz named as missing.
 */
export async function waitUntilReady(port: number, isGivenUp: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  let last = 'nothing answers yet';
  while (Date.now() < deadline && !isGivenUp()) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5000) });
      if (response.ok) return;
      last = (await response.text()).slice(0, 500);
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await delay(100);
  }
  if (!isGivenUp()) throw new Error(`The system did not become ready in ${PATIENCE / 1000} s. /readyz: ${last}`);
}
