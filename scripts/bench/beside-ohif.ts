import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { freePort, startApp } from '../../e2e/app-server.ts';
import { findChromium } from '../chromium.ts';
import { ensureBuild } from '../next-build.ts';
import { reportFailure } from '../report-failure.ts';
import { type FileSet, fileSets } from './beside-ohif-files.ts';
import { fetchOhif, serveOhif } from './beside-ohif-server.ts';
import { type Marks, type Seen, watchPage } from './beside-ohif-watch.ts';
import { summary } from './median.ts';

const RESULT = 'docs/generated/beside-ohif.json';
const RUNS = 8;
/** Nobody finds a file sooner once a page is there; both products get the same time. */
const CHOOSING_MS = 3000;
const PATIENCE_MS = 60_000;

type Product = { readonly name: 'consilium' | 'ohif'; readonly page: string; readonly marks: Marks };

type Visit = {
  readonly readyMs: number;
  readonly listedMs: number;
  readonly firstPixelMs: number;
  readonly requests: number;
};

const seenIn = (page: Page): Promise<Seen> =>
  page.evaluate(() => (window as unknown as { besideWatch: Seen }).besideWatch);

async function untilSeen(page: Page, key: keyof Seen): Promise<void> {
  await page.waitForFunction((name) => Reflect.get(Reflect.get(window, 'besideWatch'), name) !== null, key, {
    timeout: PATIENCE_MS,
    polling: 100,
  });
}

/** A browser that was never here, from the address to the first picture. */
async function visit(browser: Browser, { page: url, marks }: Product, { paths }: FileSet): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    let requests = 0;
    context.on('request', () => {
      requests += 1;
    });
    await context.addInitScript(watchPage, marks);
    const page = await context.newPage();
    await page.goto(url);
    await untilSeen(page, 'ready');
    await page.mouse.move(200, 200);
    await page.waitForTimeout(CHOOSING_MS);
    await page
      .locator('input[type=file]:not([webkitdirectory])')
      .last()
      .setInputFiles([...paths]);
    await untilSeen(page, 'drawn');
    await untilSeen(page, 'listed');
    const { ready, chosen, listed, drawn } = await seenIn(page);
    const since = (moment: number | null) => (moment ?? Number.NaN) - (chosen ?? Number.NaN);
    return { readyMs: ready ?? Number.NaN, listedMs: since(listed), firstPixelMs: since(drawn), requests };
  } finally {
    await context.close();
  }
}

const summarise = (visits: readonly Visit[]) => ({
  readyMs: summary(visits.map(({ readyMs }) => readyMs)),
  listedMs: summary(visits.map(({ listedMs }) => listedMs)),
  firstPixelMs: summary(visits.map(({ firstPixelMs }) => firstPixelMs)),
  requests: summary(visits.map(({ requests }) => requests)),
});

/** In turn, so that whatever else the machine does falls on both. */
async function measureSet(browser: Browser, products: readonly Product[], set: FileSet) {
  const visits: Record<Product['name'], Visit[]> = { consilium: [], ohif: [] };
  for (let run = 0; run < RUNS; run += 1)
    for (const product of products) {
      const visited = await visit(browser, product, set).catch((cause: unknown) => {
        throw new Error(`${product.name} did not open ${set.name}`, { cause });
      });
      visits[product.name].push(visited);
    }
  return {
    files: set.paths.length,
    bytes: set.bytes,
    consilium: summarise(visits.consilium),
    ohif: summarise(visits.ohif),
  };
}

async function measure(products: readonly Product[], sets: readonly FileSet[]) {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const results: Record<string, Awaited<ReturnType<typeof measureSet>>> = {};
    for (const set of sets) results[set.name] = await measureSet(browser, products, set);
    return { chromium: browser.version(), sets: results };
  } finally {
    await browser.close();
  }
}

/** One study alone opens by itself here, and one of several by a press; there by two presses. */
const productsAt = (consilium: string, ohif: string): readonly Product[] => [
  {
    name: 'consilium',
    page: `${consilium}/upload`,
    marks: {
      list: 'section[aria-label^="Pictures of"]',
      presses: [{ selector: 'button[aria-expanded="false"]', text: 'Open the pictures' }],
    },
  },
  {
    name: 'ohif',
    page: `${ohif}/local`,
    marks: {
      list: 'tbody tr[aria-selected]',
      presses: [
        { selector: 'tbody tr[aria-selected]', text: '' },
        { selector: 'button', text: 'Basic Viewer' },
      ],
    },
  },
];

/** `node scripts/bench/beside-ohif.ts [file or folder …]`: the same files in both products, printed and kept. */
async function run(): Promise<void> {
  await ensureBuild();
  const folder = await mkdtemp(join(tmpdir(), 'consilium-beside-ohif-'));
  try {
    const { dist, version } = await fetchOhif(folder);
    const sets = await fileSets(process.argv.slice(2), folder);
    const ohif = await serveOhif(dist);
    const app = await startApp(await freePort(), { CONSILIUM_DATA: join(folder, 'data') });
    try {
      const measured = await measure(productsAt(app.origin, ohif.origin), sets);
      const [load = 0] = loadavg();
      // Above the number of cores, the times are those of a machine that was busy with other work.
      const machine = { cores: availableParallelism(), platform: process.platform, load: Math.round(load) };
      const result = { ohif: version, runs: RUNS, choosingMs: CHOOSING_MS, machine, ...measured };
      const text = `${JSON.stringify(result, null, 2)}\n`;
      await writeFile(RESULT, text);
      process.stdout.write(text);
    } finally {
      await app.kill();
      ohif.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await reportFailure(run);
