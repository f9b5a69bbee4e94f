import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE = 120_000;

/**
 * Waits until the API says that everything it needs is there.
 * @throws when two minutes pass; the message repeats what /readyz named as missing and how the given logs end.
 */
export async function waitUntilReady(port: number, logFiles: string[], isGivenUp: () => boolean): Promise<void> {
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
  if (isGivenUp()) return;
  const logs = logFiles.map((file) => `${file} ends with:\n${endOf(file)}`);
  throw new Error([`The system did not become ready in ${PATIENCE / 1000} s. /readyz: ${last}`, ...logs].join('\n'));
}

function endOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');
  } catch {
    return '(nothing)';
  }
}
