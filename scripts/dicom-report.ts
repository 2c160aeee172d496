import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { freePort, startApp } from '../e2e/app-server.ts';
import { type PictureReport, readPicture } from '../e2e/picture-page.ts';
import { findChromium } from './chromium.ts';
import { ensureBuild } from './next-build.ts';
import { reportFailure } from './report-failure.ts';

const USAGE = 'npm run dicom:report -- FOLDER --json OUT.json';
/** A page is renewed now and then, so that one file cannot spoil the ones after it. */
const FILES_PER_PAGE = 50;

type Line = { readonly file: string } & PictureReport;

function parameters(): { readonly folder: string; readonly out: string } {
  const [folder, flag, out] = process.argv.slice(2);
  if (!folder || flag !== '--json' || !out) throw new Error(`Use: ${USAGE}`);
  return { folder: resolve(folder), out: resolve(out) };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function newPage(browser: Browser, origin: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
  await page.goto(`${origin}/upload`);
  return page;
}

const failed = (error: unknown): PictureReport => ({
  opened: false,
  reason: `The viewer did not answer: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
  transferSyntax: null,
  rows: null,
  columns: null,
  frames: null,
  firstFrame: null,
});

async function openAll(browser: Browser, origin: string, folder: string): Promise<Line[]> {
  const lines: Line[] = [];
  let page = await newPage(browser, origin);
  for (const path of await filesBelow(folder)) {
    if (lines.length > 0 && lines.length % FILES_PER_PAGE === 0) {
      await page.close();
      page = await newPage(browser, origin);
    }
    const report = await readPicture(page, path).catch(failed);
    if (report.reason?.startsWith('The viewer did not answer')) {
      await page.close();
      page = await newPage(browser, origin);
    }
    lines.push({ file: relative(folder, path), ...report });
    process.stderr.write(
      `${lines.length} ${report.opened ? 'opened' : 'refused'} ${relative(folder, path)}\n`,
    );
  }
  return lines;
}

/** `npm run dicom:report`: opens every file of a folder in the real viewer of the built app and writes what it showed. */
async function report(): Promise<void> {
  const { folder, out } = parameters();
  await ensureBuild();
  const data = await mkdtemp(join(tmpdir(), 'consilium-dicom-'));
  const app = await startApp(await freePort(), { CONSILIUM_DATA: data });
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const lines = await openAll(browser, app.origin, folder);
    await writeFile(out, `${JSON.stringify(lines, null, 1)}\n`);
    const opened = lines.filter((line) => line.opened).length;
    process.stdout.write(
      `${opened} of ${lines.length} files opened, ${lines.length - opened} refused: ${out}\n`,
    );
  } finally {
    await browser.close();
    await app.kill();
    await rm(data, { recursive: true, force: true });
  }
}

await reportFailure(report);
