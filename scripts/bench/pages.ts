import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium } from '../chromium.ts';
import { summary } from './median.ts';

const RUNS = 9;

type Watch = {
  readonly score: number | null;
  readonly listed: number | null;
  readonly computed: number | null;
};

/** Runs in the page before anything else: notes, in ms since navigation began, when the answer stood on the screen. */
function watchScreen(): void {
  const seen: { score: number | null; listed: number | null; computed: number | null } = {
    score: null,
    listed: null,
    computed: null,
  };
  Object.assign(window, { consiliumWatch: seen });
  const look = () => {
    const has = (id: string) => document.querySelector(`[data-testid="${id}"]`) !== null;
    if (seen.score === null && has('risk') && has('sum')) seen.score = performance.now();
    const rows = document.querySelectorAll('tbody tr').length;
    if (seen.listed === null && rows >= 200) seen.listed = performance.now();
    const pending = document.querySelector('[role="progressbar"]') !== null;
    if (seen.listed !== null && seen.computed === null && !pending) seen.computed = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

const watched = (page: Page): Promise<Watch> =>
  page.evaluate(() => (window as unknown as { consiliumWatch: Watch }).consiliumWatch);

async function untilSeen(page: Page, key: keyof Watch): Promise<number> {
  await page.waitForFunction(
    (name) => Reflect.get(Reflect.get(window, 'consiliumWatch'), name) !== null,
    key,
    { timeout: 60_000 },
  );
  return (await watched(page))[key] ?? Number.NaN;
}

async function visit(context: BrowserContext, url: string, key: keyof Watch): Promise<number> {
  const page = await context.newPage();
  await page.goto(url);
  const time = await untilSeen(page, key);
  await page.close();
  return time;
}

async function freshContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  await context.addInitScript(watchScreen);
  return context;
}

/** Cold: a browser that was never here. Warm: it has been here before, as on every visit but the first. */
async function timeVisits(browser: Browser, url: string, key: keyof Watch) {
  const cold: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await freshContext(browser);
    cold.push(await visit(context, url, key));
    await context.close();
  }
  const context = await freshContext(browser);
  await visit(context, url, key);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const warm: number[] = [];
  for (let run = 0; run < RUNS; run++) warm.push(await visit(context, url, key));
  await context.close();
  return { coldMs: summary(cold), warmMs: summary(warm) };
}

/** Scripts that the document itself names, gzipped: what stands before the page can react. The runtime comes later, in its worker. */
async function firstLoadKib(browser: Browser, url: string): Promise<number> {
  const context = await freshContext(browser);
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

/** Times the worklist and one patient's page of a running server in Chromium. */
export async function benchPages(origin: string, patientId: string) {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const patient = `${origin}/patients/${patientId}`;
    return {
      chromium: browser.version(),
      patientPage: await timeVisits(browser, patient, 'score'),
      patientFirstLoadJsGzipKib: await firstLoadKib(browser, patient),
      worklist200Listed: await timeVisits(browser, `${origin}/`, 'listed'),
      worklist200Scored: await timeVisits(browser, `${origin}/`, 'computed'),
    };
  } finally {
    await browser.close();
  }
}
