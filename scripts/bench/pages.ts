import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium } from '../chromium.ts';
import { summary } from './median.ts';

const RUNS = 9;
/** Visits that make a browser warm, and how long each lasts, ms: Chromium keeps compiled code when it is used again. */
const EARLIER_VISITS = 3;
const STAY = 3_000;

/**
 * What could be seen, in ms since navigation began: `score`, the patient's risk; `settled`, and it holds all that the page fetches,
 * pictures and genotypes too; `listed N`, the first page of a list of N patients; `computed`, the risks of that page; `chosen`,
 * when the reader chose another list.
 */
type Watch = Record<string, number>;

/** Runs in the page before anything else. */
function watchScreen(): void {
  const seen: Watch = {};
  Object.assign(window, { consiliumWatch: seen });
  // What came with the document is there before anything is drawn.
  const firstDrawn = new Promise<number>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const [paint] = list.getEntriesByName('first-contentful-paint');
      if (paint) resolve(paint.startTime);
    });
    observer.observe({ type: 'paint', buffered: true });
  });
  const note = (what: string) =>
    requestAnimationFrame(async () => {
      const now = performance.now();
      const drawn = Math.max(now, await firstDrawn);
      seen[what] ??= drawn;
    });
  const isComputed = () =>
    [...document.querySelectorAll('[role="status"]')].some((one) =>
      one.textContent?.includes('risks computed'),
    );
  document.addEventListener(
    'change',
    () => {
      seen.chosen ??= performance.now();
    },
    true,
  );
  const look = () => {
    if (document.querySelector('[data-testid="risk"]') !== null) note('score');
    if (document.querySelector('[data-testid="risk"][data-settled="true"]') !== null) note('settled');
    const patients = /^Patients, (\d+)/.exec(document.querySelector('caption')?.textContent ?? '')?.[1];
    if (patients === undefined || document.querySelector('tbody tr') === null) return;
    note(`listed ${patients}`);
    if (isComputed()) note('computed');
  };
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ['data-settled'],
  });
}

const watched = (page: Page): Promise<Watch> =>
  page.evaluate(() => (window as unknown as { consiliumWatch: Watch }).consiliumWatch);

async function untilSeen(page: Page, what: string): Promise<number> {
  await page.waitForFunction((name) => name in Reflect.get(window, 'consiliumWatch'), what, {
    timeout: 60_000,
  });
  return (await watched(page))[what] ?? Number.NaN;
}

/** How long a visit takes, in ms. */
type Visit = (page: Page, url: string) => Promise<number>;

const until =
  (what: string): Visit =>
  async (page, url) => {
    await page.goto(url);
    return untilSeen(page, what);
  };

/** From the reader's choice of the thousand, on a list that is at rest, to the first page of them. */
const chooseThousand: Visit = async (page, url) => {
  await page.goto(url);
  await untilSeen(page, 'computed');
  await page.getByRole('combobox', { name: 'Patients', exact: true }).selectOption('similarity');
  const listed = await untilSeen(page, 'listed 1000');
  return listed - (await untilSeen(page, 'chosen'));
};

async function timeVisit(context: BrowserContext, url: string, visit: Visit, stay = 0): Promise<number> {
  const page = await context.newPage();
  const time = await visit(page, url);
  await page.waitForTimeout(stay);
  await page.close();
  return time;
}

/** With a profile of its own on disk, as a clinician's browser has; a private window keeps no compiled code. */
async function freshBrowser(): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext('', {
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: { width: 1366, height: 900 },
  });
  await context.addInitScript(watchScreen);
  return context;
}

/** Cold: a browser that was never here. Warm: it has been here before, as on every visit but the first few. */
async function timeVisits(url: string, visit: Visit) {
  const cold: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await freshBrowser();
    cold.push(await timeVisit(context, url, visit));
    await context.close();
  }
  const context = await freshBrowser();
  for (let run = 0; run < EARLIER_VISITS; run++) await timeVisit(context, url, visit, STAY);
  const warm: number[] = [];
  for (let run = 0; run < RUNS; run++) warm.push(await timeVisit(context, url, visit));
  await context.close();
  return { coldMs: summary(cold), warmMs: summary(warm) };
}

/** Scripts that the document itself names, gzipped: what stands before the page can react. The runtime comes later, in its worker. */
async function firstLoadKib(url: string): Promise<number> {
  const context = await freshBrowser();
  const html = await (await context.request.get(url)).text();
  // A browser that knows modules, as every one with WebAssembly does, never asks for a noModule script.
  const tags = [...html.matchAll(/<script\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/\snomodule\b/i.test(tag));
  const sources = new Set(tags.flatMap((tag) => /\ssrc="([^"]+\.js)"/.exec(tag)?.[1] ?? []));
  let bytes = 0;
  for (const source of sources) {
    const response = await context.request.get(new URL(source, url).href);
    bytes += gzipSync(await response.body()).length;
  }
  await context.close();
  return Math.round(bytes / 102.4) / 10;
}

async function chromiumVersion(): Promise<string> {
  const context = await freshBrowser();
  const version = context.browser()?.version() ?? 'unknown';
  await context.close();
  return version;
}

/** Times the worklist of 200 and of 1,000, and one patient's page, of a running server in Chromium. */
export async function benchPages(origin: string, patientId: string) {
  const patient = `${origin}/patients/${patientId}`;
  return {
    chromium: await chromiumVersion(),
    patientPage: await timeVisits(patient, until('score')),
    patientPageWhole: await timeVisits(patient, until('settled')),
    patientFirstLoadJsGzipKib: await firstLoadKib(patient),
    worklist200Listed: await timeVisits(`${origin}/`, until('listed 200')),
    worklist200PageScored: await timeVisits(`${origin}/`, until('computed')),
    worklist1000Chosen: await timeVisits(`${origin}/`, chooseThousand),
    bars: {
      patientPageWarmMs: 1500,
      patientPageWholeWarmMs: 3000,
      worklist200ListedWarmMs: 500,
      worklist200PageScoredWarmMs: 2000,
      worklist1000ChosenMs: 500,
    },
  };
}
