/** What a browser loads and how long until a person can act: a fresh profile, nothing cached. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../tests/support/browser.ts';
import { round } from '../statistics.ts';
import type { Stage } from '../system/stage.ts';

const RUNS = 5;
const DIST = path.resolve(import.meta.dirname, '../../admin-ui/dist');

type Chunk = { file: string; src?: string; isEntry?: boolean; imports?: string[]; css?: string[] };

export type PageFigures = {
  firstViewGzipKiB: { signIn: number; desk: number };
  /** Null where there is no browser. */
  interactiveMs: { signIn: number; desk: number } | null;
};

export async function measurePages(stage: Stage): Promise<PageFigures> {
  const browser = await launchBrowser().catch(() => null);
  try {
    return {
      firstViewGzipKiB: {
        signIn: gzipKiB('src/account/SignInPage.tsx'),
        desk: gzipKiB('src/Desk.tsx', 'src/tasks/QueuePage.tsx'),
      },
      interactiveMs: browser && {
        signIn: await median(() => untilTyped(browser, stage)),
        desk: await median(() => untilQueueShows(browser, stage)),
      },
    };
  } finally {
    await browser?.close();
  }
}

/** From the address until what is typed into the sign-in form stands there. */
async function untilTyped(browser: Browser, { system }: Stage): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const from = performance.now();
    await page.goto(`${system.baseUrl}/sign-in`, { waitUntil: 'commit' });
    const field = page.locator('input[type=email], input[autocomplete*=username]').first();
    await field.fill('someone@example.org');
    return performance.now() - from;
  } finally {
    await context.close();
  }
}

/** From the address until the officer's queue shows its rows. */
async function untilQueueShows(browser: Browser, { system, district }: Stage): Promise<number> {
  const context = await browser.newContext();
  try {
    await context.addCookies(
      district.cookie.split('; ').map((cookie) => {
        const at = cookie.indexOf('=');
        return { name: cookie.slice(0, at), value: decodeURIComponent(cookie.slice(at + 1)), url: system.baseUrl };
      }),
    );
    const page = await context.newPage();
    const from = performance.now();
    await page.goto(`${system.baseUrl}/desk/tasks`, { waitUntil: 'commit' });
    await page.locator('table tbody tr').first().waitFor();
    return performance.now() - from;
  } finally {
    await context.close();
  }
}

async function median(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await measure());
  return round(times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN, 0);
}

/** Gzipped KiB of the entry with these lazy parts and whatever they need before they can run. */
function gzipKiB(...sources: string[]): number {
  const manifest = JSON.parse(readFileSync(path.join(DIST, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const wanted = Object.keys(manifest).filter(
    (name) => manifest[name]?.isEntry || sources.includes(manifest[name]?.src ?? ''),
  );
  const files = new Set<string>();
  const seen = new Set<string>();
  const need = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const other of chunk.imports ?? []) need(other);
  };
  for (const name of wanted) need(name);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(DIST, file))).length, 0);
  return round(bytes / 1024, 0);
}
