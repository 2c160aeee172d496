import { type Browser, chromium, type Page } from '@playwright/test';
import { rankBy } from '#lib/similarity/rank.ts';
import { similaritiesTo } from '#lib/similarity/similarities.ts';
import { madeUpTable, serveCohort } from '../../e2e/similar-cohort.ts';
import { findChromium } from '../chromium.ts';
import { reportFailure } from '../report-failure.ts';
import { measureApp } from './measure-app.ts';
import { summary } from './median.ts';

const RESULT = 'docs/generated/similar-page.json';
const PATIENTS = 1000;
const RUNS = 5;
const RANKINGS = 200;
const PAN_MS = 4000;

/** Ranking 1,000 patients anew under other weights, in ms, as the page does it for each move of a slider. */
function rankTimes(): number[] {
  const table = madeUpTable(PATIENTS);
  const similarities = similaritiesTo(table, 0);
  const ids = table.views.map(({ view }) => view.id);
  return Array.from({ length: RANKINGS }, (_, run) => {
    const weights = Object.fromEntries(ids.map((id, k) => [id, ((run + k) % ids.length) / 10 + 0.05]));
    const start = performance.now();
    rankBy(similarities, weights, PATIENTS);
    return performance.now() - start;
  });
}

/** From the navigation to the network on the screen, in ms. */
async function firstPaint(page: Page, origin: string): Promise<number> {
  await page.goto(`${origin}/similar`);
  await page.waitForFunction(() => performance.getEntriesByName('network drawn').length > 0);
  return page.evaluate(() => performance.getEntriesByName('network drawn')[0]?.startTime ?? Number.NaN);
}

/** Drags the network to and fro by one pointer move a frame; frames a second. */
const panRate = (page: Page): Promise<number> =>
  page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        const host = document.querySelector('[data-testid="network"]');
        const layer = [...(host?.querySelectorAll('*') ?? [])].at(-1) ?? host;
        const { left = 0, top = 0, width = 0, height = 0 } = host?.getBoundingClientRect() ?? {};
        const fire = (type: string, target: EventTarget | null, share: number) =>
          target?.dispatchEvent(
            new MouseEvent(type, {
              bubbles: true,
              button: 0,
              clientX: left + width * (0.5 + 0.2 * Math.sin(share * 12)),
              clientY: top + height / 2,
            }),
          );
        const start = performance.now();
        fire('mousedown', layer, 0);
        let frames = 0;
        const step = (now: number) => {
          frames += 1;
          const share = (now - start) / ms;
          if (share < 1) {
            fire('mousemove', document, share);
            requestAnimationFrame(step);
            return;
          }
          fire('mouseup', document, 1);
          resolve((frames * 1000) / (now - start));
        };
        requestAnimationFrame(step);
      }),
    PAN_MS,
  );

async function benchScreen(origin: string) {
  const browser: Browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const [paints, rates]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      const page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
      await serveCohort(page, PATIENTS);
      paints.push(await firstPaint(page, origin));
      await page.waitForSelector('[data-testid="network"][data-status="at-rest"]', { timeout: 120_000 });
      rates.push(await panRate(page));
      await page.close();
    }
    return { firstPaintMs: summary(paints), panFramesPerSecond: summary(rates) };
  } finally {
    await browser.close();
  }
}

/** Measures the page of similar patients of a production build in Chromium, drawing on the CPU, and keeps the result. */
const bench = (): Promise<void> =>
  measureApp(RESULT, {}, async (origin) => ({
    patients: PATIENTS,
    ...(await benchScreen(origin)),
    rankMs: summary(rankTimes()),
    bars: { firstPaintMs: 1500, panFramesPerSecond: 55, rankMs: 16 },
  }));

await reportFailure(bench);
