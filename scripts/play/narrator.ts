/** Tells the story as it unfolds, a line an event, each with how far the whole has come. */

const WIDTH = 20;

export type Narrator = {
  /** A chapter begins. */
  chapter: (zh: string, en: string) => void;
  /** Something happened: one of the events that were promised. */
  tell: (zh: string, en: string) => void;
  /** Events told so far. */
  told: () => number;
};

/**
 * @param events how many events the story will have, as far as it is known beforehand; the bar is full only at the end
 * @param write one line of text
 */
export function narrate(events: number, write: (line: string) => void): Narrator {
  const from = performance.now();
  let told = 0;
  const bar = () => {
    const share = Math.min(told / events, 1);
    const full = Math.floor(share * WIDTH);
    return `[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}] ${String(Math.floor(share * 100)).padStart(3)} %`;
  };
  const clock = () => `${((performance.now() - from) / 1000).toFixed(1).padStart(6)} s`;
  return {
    chapter: (zh, en) => write(`\n${zh}  ${en}`),
    tell: (zh, en) => {
      told += 1;
      write(`${bar()} ${clock()}  ${zh} · ${en}`);
    },
    told: () => told,
  };
}
