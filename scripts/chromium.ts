import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { installPackages, mayInstall } from './debian-packages.ts';
import { runCommand } from './run-command.ts';

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** $CHROMIUM_PATH, else an installed Chrome or Chromium, else the one that Playwright downloaded earlier. */
export function installedChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...macApplications, chromium.executablePath()].find((path) => existsSync(path));
}

const DOWNLOAD_MS = 300_000;
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

/** Ways to get a browser, tried in order. */
const sources: readonly (() => Promise<unknown>)[] = [
  () => runCommand(process.execPath, [PLAYWRIGHT, 'install', 'chromium'], { timeoutMs: DOWNLOAD_MS }),
  ...(mayInstall() ? [() => installPackages(['chromium'])] : []),
];

/** Path of a Chromium, fetched when there is none. Throws an `Error` that says what to install. */
export async function findChromium(): Promise<string> {
  for (const fetchOne of sources) {
    const found = installedChromium();
    if (found) return found;
    await fetchOne();
  }
  const found = installedChromium();
  if (found) return found;
  throw new Error('No Chrome or Chromium. Install one, or set CHROMIUM_PATH to its program.');
}
