import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Starts the Chromium that `npm test` found or installed. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  return chromium.launch({ args: FLAGS, ...(executablePath ? { executablePath } : {}) });
}

function chromiumPath(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      // The next name, and at last Playwright's own browser.
    }
  }
  return undefined;
}

/** One finding of axe, short enough to read in a failed test. */
export interface AxeFinding {
  rule: string;
  impact: string;
  help: string;
  nodes: string[];
}

const axeSource = readFileSync(createRequire(path.resolve('package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Accessibility findings of the page as it stands (WCAG 2.2 A and AA, best practices left out).
 * The source goes in through the debugger, which the page's content security policy does not govern.
 */
export async function checkAxe(page: Page): Promise<AxeFinding[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Axe {
      run(
        context: unknown,
        options: unknown,
      ): Promise<{ violations: { id: string; impact: string; help: string; nodes: { html: string }[] }[] }>;
    }
    const { axe, document } = globalThis as unknown as { axe: Axe; document: unknown };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact,
      help,
      nodes: nodes.slice(0, 5).map((node) => node.html.slice(0, 200)),
    }));
  });
}

/** Writes a picture of the whole page, from its top, to tests/screenshots/<name>.png and returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = path.resolve('tests/screenshots');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  // What sticks to the window would stand in the middle of a page that was scrolled.
  const scrolled = await page.evaluate<number>('window.scrollY');
  await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({ path: file, fullPage: true });
  await page.evaluate(`window.scrollTo(0, ${scrolled})`);
  return file;
}

/** Waits until nothing fades or moves: a button half way to its colour would be judged in a colour that nobody reads. */
export async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    interface Moving {
      effect: { getComputedTiming(): { endTime: number } } | null;
      finished: Promise<unknown>;
    }
    const { document } = globalThis as unknown as { document: { getAnimations(): Moving[] } };
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
