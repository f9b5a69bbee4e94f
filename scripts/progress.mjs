/** Elapsed time for people: `4.2 s`, `1 min 12 s`. @param {number} milliseconds */
export function elapsed(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** One line to the person at the terminal. @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs one step of start-up and shows that it is alive: its name when it lasts, the time every five seconds, its end.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const from = Date.now();
  const announce = setTimeout(() => say(`  … ${title}`), 400);
  const ticker = setInterval(() => say(`  … ${title} (${elapsed(Date.now() - from)})`), 5000);
  try {
    const result = await work();
    say(`  ✓ ${title} (${elapsed(Date.now() - from)})`);
    return result;
  } catch (error) {
    say(`  ✗ ${title} (${elapsed(Date.now() - from)})`);
    throw error;
  } finally {
    clearTimeout(announce);
    clearInterval(ticker);
  }
}

/** Time since this command was started, for its last line. */
export function sinceStart() {
  return elapsed(performance.now());
}
