import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';
import { say, step } from './progress.mjs';
import { findProgram, runCommand } from './run-command.mjs';

/**
 * Finds or installs the browser of the end-to-end tests: CHROMIUM_PATH, Chromium or Chrome on PATH, Debian's package (as
 * root), Playwright's own download. Its path goes to the tests through the environment.
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (!found) return;
  process.env.CHROMIUM_PATH = found;
  say(`  ✓ Chromium: ${found}`);
}

async function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const present = await onPath();
  if (present) return present;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await step('installing Chromium and a Chinese font from Debian, once', async () => {
        await runCommand('apt-get', ['update', '-q'], { env });
        await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
          env,
        });
      });
      return await onPath();
    } catch (error) {
      say(`  ! Debian did not provide Chromium: ${error.message.slice(-500)}`);
    }
  }
  // Playwright keeps its download in its own place and finds it there without a path.
  await step('downloading Chromium with Playwright, once', () =>
    runCommand(process.execPath, [path.join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium']),
  );
  return undefined;
}

async function onPath() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = await findProgram(name);
    if (found) return found;
  }
  return undefined;
}
