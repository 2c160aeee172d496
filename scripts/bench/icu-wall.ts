import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../chromium.ts';
import { reportFailure } from '../report-failure.ts';
import { percentilesOf } from './icu-stream/percentiles.ts';
import type { BedsideSettings } from './icu-wall/bedside-settings.ts';
import { type Engine, engine, withEngine } from './icu-wall/engines.ts';
import { growthOf, type Point } from './icu-wall/growth.ts';
import { alertTimes, wallTimes } from './icu-wall/latencies.ts';
import { markChanges } from './icu-wall/page-marks.ts';
import { heapSettings, serverHeap } from './icu-wall/server-heap.ts';
import { type Watched, watchWall } from './icu-wall/watch-wall.ts';
import { withApp } from './measure-app.ts';

const RESULT = 'docs/generated/icu-wall.json';
const BEDS = 60;
/** A monitor sends a second of a waveform when it is over. */
const CHUNK_MS = 1000;
const CROSSINGS = 120;
/** For which is reckoned how many cores they need. */
const MANY_BEDS = [1000, 10_000];
/** Until code is compiled, rings are full and every tile was drawn. */
const WARM_UP_S = 60;
const OPENED_MS = 180_000;

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
};

/** Times of what came; what never came is counted and never left out without a word. */
function timesOf(times: readonly number[]) {
  const seen = times.filter((time) => time !== Number.POSITIVE_INFINITY);
  return { events: times.length, never: times.length - seen.length, ...percentilesOf(seen) };
}

function summaryOf(watched: Watched, heap: readonly Point[]) {
  const { sent, marks, resident, script, processorShare } = watched;
  const measured = sent.filter(({ at }) => at >= watched.from && at < watched.to);
  const frames = marks.paces.map((one) => one.frames);
  const { crossings, times, strange } = alertTimes(sent, marks, watched);
  const memory = (points: readonly Point[]) => ({
    firstMb: Math.round(points[0]?.mb ?? Number.NaN),
    lastMb: Math.round(points.at(-1)?.mb ?? Number.NaN),
    growth: growthOf(points),
  });
  return {
    answered: percentilesOf(measured.map(({ answeredMs }) => answeredMs)),
    ingestToTile: timesOf(wallTimes(sent, marks, watched)),
    // Of each bed in each second: the sweep comes to the first sample of a chunk so long after it was sent.
    ingestToWaveform: percentilesOf(marks.paces.flatMap(({ lags }) => lags.map((lag) => lag - CHUNK_MS))),
    eventToAlert: { crossings, strange: strange.length, ...timesOf(times) },
    framesPerSecond: {
      median: quantile(frames, 0.5),
      p5: quantile(frames, 0.05),
      least: Math.min(...frames),
    },
    processorShare,
    mostCores: MANY_BEDS.map((beds) => coresOf(beds, processorShare)),
    memory: {
      script: memory(script),
      // Of its main thread, after each full collection.
      serverHeld: memory(heap),
      ...Object.fromEntries([...resident].map(([part, points]) => [part, memory(points)])),
    },
  };
}

/** As many times what sixty beds used: the most, since what runs in any case is multiplied too. The browser shows sixty at a time. */
const coresOf = (
  beds: number,
  { server = 0, scorers = 0, database = 0, broker = 0 }: Record<string, number>,
) => {
  const cores = (share: number) => Math.ceil((10 * beds * share) / BEDS) / 10;
  return {
    beds,
    server: cores(server),
    scorers: cores(scorers),
    database: cores(database),
    broker: cores(broker),
  };
};

async function openWall(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/icu`);
  await page.waitForSelector('[data-testid="waves"][data-frames]', { timeout: OPENED_MS });
}

async function benchWall(origin: string, databaseUrl: string | null, minutes: number, collections: string) {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' });
    await markChanges(page);
    const settings: BedsideSettings = {
      origin,
      seconds: WARM_UP_S + 60 * minutes,
      beds: BEDS,
      firstS: WARM_UP_S,
      everyS: Math.max(1, (60 * minutes) / CROSSINGS),
    };
    // The first who asks makes the database.
    await fetch(`${origin}/api/icu/alerts`);
    const watched = await watchWall(page, settings, databaseUrl, () => openWall(page, origin));
    const waveforms = await page.locator('[data-lane]').count();
    const heap = await serverHeap(collections, watched.from, watched.to);
    return { beds: BEDS, waveforms, minutes, ...summaryOf(watched, heap) };
  } finally {
    await browser.close();
  }
}

async function keep(name: Engine, result: object): Promise<void> {
  const known: unknown = await readFile(RESULT, 'utf8').then(JSON.parse, () => ({}));
  const all = typeof known === 'object' && known !== null ? known : {};
  await mkdir('docs/generated', { recursive: true });
  await writeFile(RESULT, `${JSON.stringify({ ...all, [name]: result }, null, 2)}\n`);
}

/**
 * `node scripts/bench/icu-wall.ts [--engine pglite|postgresql|kafka] [--minutes 30] [--scorers 1] [--try]`: the wall of a production
 * build, drawn on the CPUs that server, scorers, engine and beds run on. `--try` keeps nothing.
 */
async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'pglite' },
      minutes: { type: 'string', default: '5' },
      scorers: { type: 'string', default: '1' },
      try: { type: 'boolean', default: false },
    },
  });
  const name = engine.parse(values.engine);
  const before = loadavg()[0];
  const folder = await mkdtemp(join(tmpdir(), 'consilium-bench-heap-'));
  const collections = join(folder, 'collections.ndjson');
  // A short run may have none.
  await writeFile(collections, '');
  const found = await withEngine(name, Number(values.scorers), (settings) =>
    withApp({ ...settings, ...heapSettings(collections), CONSILIUM_ICU_REPLAY: '0' }, (origin) =>
      benchWall(origin, settings.DATABASE_URL ?? null, Number(values.minutes), collections),
    ),
  ).finally(() => rm(folder, { recursive: true, force: true }));
  const machine = {
    cores: availableParallelism(),
    loadBefore: before,
    load: loadavg()[0],
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
  };
  const bars = { ingestToWallP99Ms: 250, eventToAlertP99Ms: 1000, framesPerSecond: 50 };
  const result = {
    machine,
    scorers: name === 'pglite' ? 'in the server' : Number(values.scorers),
    ...found,
    bars,
  };
  if (!values.try) await keep(name, result);
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
}

await reportFailure(bench);
