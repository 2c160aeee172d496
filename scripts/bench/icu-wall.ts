import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium } from '../chromium.ts';
import { reportFailure } from '../report-failure.ts';
import { measureApp } from './measure-app.ts';

const RESULT = 'docs/generated/icu-wall.json';
/** Until code is compiled, rings are full and every tile was drawn. */
const WARM_UP_MS = 40_000;
const SECOND_MS = 1000;

type Sample = {
  /** Seconds since the first sample. */
  readonly at: number;
  readonly frames: number;
  /** Resident memory of the page's process, worker and canvas included, MB. */
  readonly residentMb: number;
};

/** Processes of the browser that draw pages, with the processor time that they used, s. */
async function renderers(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer');
}

/** The page's own process is the largest: others wait in stock. */
async function residentMb(browser: Browser): Promise<number> {
  const sizes = await Promise.all(
    (await renderers(browser)).map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
    }),
  );
  return Math.max(...sizes);
}

const processorSeconds = async (browser: Browser): Promise<number> =>
  (await renderers(browser)).reduce((sum, { cpuTime }) => sum + cpuTime, 0);

/** JavaScript memory of page and worker after the collector ran, MB. */
const scriptMb = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const measure: unknown = Reflect.get(performance, 'measureUserAgentSpecificMemory');
    if (typeof measure !== 'function') return Number.NaN;
    const { bytes } = await measure.call(performance);
    return Number(bytes) / 1024 ** 2;
  });

const framesOf = (page: Page): Promise<number> =>
  page.getByTestId('waves').evaluate((element) => Number(element.dataset.frames));

async function watch(page: Page, browser: Browser, seconds: number): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const start = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    await page.waitForTimeout(start + (second + 1) * SECOND_MS - performance.now());
    samples.push({
      at: (performance.now() - start) / SECOND_MS,
      frames: await framesOf(page),
      residentMb: await residentMb(browser),
    });
  }
  return samples;
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
};

/** Least squares, MB a minute. */
function growthPerMinute(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [at, size] = [mean((sample) => sample.at), mean((sample) => sample.residentMb)];
  const across = mean((sample) => (sample.at - at) * (sample.residentMb - size));
  return (60 * across) / mean((sample) => (sample.at - at) ** 2);
}

const round = (value: number): number => Math.round(value * 100) / 100;

async function benchWall(origin: string, seconds: number) {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' });
    await page.goto(`${origin}/icu`);
    await page.waitForSelector('[data-testid="waves"][data-frames]', { timeout: 180_000 });
    await page.waitForTimeout(WARM_UP_MS);
    const tiles = await page.getByRole('article').count();
    const lanes = await page.locator('[data-lane]').count();
    const before = { script: await scriptMb(page), processor: await processorSeconds(browser) };
    const samples = await watch(page, browser, seconds);
    const processor = await processorSeconds(browser);
    const frames = samples.map((sample) => sample.frames);
    return {
      beds: tiles,
      waveforms: lanes,
      seconds,
      framesPerSecond: {
        median: quantile(frames, 0.5),
        p5: quantile(frames, 0.05),
        least: Math.min(...frames),
      },
      processorShare: round((processor - before.processor) / seconds),
      memoryMb: {
        first: round(samples[0]?.residentMb ?? Number.NaN),
        last: round(samples.at(-1)?.residentMb ?? Number.NaN),
        growthPerMinute: round(growthPerMinute(samples)),
        scriptFirst: round(before.script),
        scriptLast: round(await scriptMb(page)),
      },
    };
  } finally {
    await browser.close();
  }
}

/** `node scripts/bench/icu-wall.ts [--minutes 30] [--beds 60]`: the wall of the simulated ward, of a production build, drawn on the CPU. */
async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      beds: { type: 'string', default: '60' },
    },
  });
  await measureApp(RESULT, { CONSILIUM_ICU_REPLAY: values.beds }, async (origin) => ({
    ...(await benchWall(origin, Number(values.minutes) * 60)),
    bars: { framesPerSecond: 50 },
  }));
}

await reportFailure(bench);
