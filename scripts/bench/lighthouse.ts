import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { demoCohorts } from '#lib/simulator/demo-hospital.ts';
import type { CohortRequest } from '#lib/simulator/generator.ts';
import { freePort, startApp } from '../../e2e/app-server.ts';
import { SCORED_PATIENT } from '../../e2e/patient-page.ts';
import { findChromium } from '../chromium.ts';
import { ensureDemoHospital } from '../demo-hospital.ts';
import { ensureBuild } from '../next-build.ts';
import { reportFailure } from '../report-failure.ts';
import { mustRun } from '../run-command.ts';

const RESULT = 'docs/generated/lighthouse.json';
/** Fetched for the run, like the other foreign programs: the product does not depend on it. */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUNS = 3;
const LONG_MS = 200;

const number = z.object({ numericValue: z.number() });
const report = z.object({
  lighthouseVersion: z.string(),
  categories: z.object({
    performance: z.object({ score: z.number() }),
    accessibility: z.object({ score: z.number() }),
  }),
  audits: z.object({
    'largest-contentful-paint': number,
    'total-blocking-time': number,
    'cumulative-layout-shift': number,
    'long-tasks': z.object({
      details: z.object({ items: z.array(z.object({ duration: z.number() })) }).optional(),
    }),
  }),
});

type Report = z.infer<typeof report>;

const searchset = z.object({ entry: z.array(z.object({ resource: z.object({ id: z.string() }) })).min(1) });

async function patientId(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/fhir/${SCORED_PATIENT}`);
  return searchset.parse(await answer.json()).entry[0]?.resource.id ?? '';
}

/** A visit whose trace Lighthouse could not record is made again: it says nothing about the page. */
async function visit(folder: string, chromium: string, url: string, tries = 4): Promise<Report> {
  try {
    return await visitOnce(folder, chromium, url);
  } catch (error) {
    if (tries <= 1 || !String(error).includes('NO_NAVSTART')) throw error;
    return visit(folder, chromium, url, tries - 1);
  }
}

/** One cold visit, as a desktop. */
async function visitOnce(folder: string, chromium: string, url: string): Promise<Report> {
  const output = join(folder, 'report.json');
  const sandbox = process.getuid?.() === 0 ? ' --no-sandbox' : '';
  await mustRun(
    process.execPath,
    [
      join(folder, 'node_modules/lighthouse/cli/index.js'),
      url,
      '--quiet',
      '--preset=desktop',
      '--only-categories=performance,accessibility',
      '--output=json',
      `--output-path=${output}`,
      `--chrome-flags=--headless=new${sandbox}`,
    ],
    { env: { CHROME_PATH: chromium } },
  );
  return report.parse(JSON.parse(await readFile(output, 'utf8')));
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Of several visits: medians, and the longest task of the median visit. Scores in per cent, times in ms. */
function summarise(visits: readonly Report[]) {
  const of = (pick: (visited: Report) => number) => middle(visits.map(pick));
  const longest = ({ audits }: Report) =>
    Math.max(0, ...(audits['long-tasks'].details?.items ?? []).map(({ duration }) => duration));
  return {
    performance: Math.round(100 * of(({ categories }) => categories.performance.score)),
    accessibility: Math.round(100 * of(({ categories }) => categories.accessibility.score)),
    largestContentfulPaintMs: Math.round(of(({ audits }) => audits['largest-contentful-paint'].numericValue)),
    blockedMs: Math.round(of(({ audits }) => audits['total-blocking-time'].numericValue)),
    layoutShift: Number(of(({ audits }) => audits['cumulative-layout-shift'].numericValue).toFixed(3)),
    longestTaskMs: Math.round(of(longest)),
    tasksOver200Ms: of(
      ({ audits }) =>
        (audits['long-tasks'].details?.items ?? []).filter(({ duration }) => duration > LONG_MS).length,
    ),
  };
}

type Place = { readonly folder: string; readonly chromium: string; readonly origin: string };
type Measured = { readonly version: string; readonly page: ReturnType<typeof summarise> };

async function measure({ folder, chromium, origin }: Place, path: string): Promise<Measured> {
  const url = `${origin}${path}`;
  // The server, unlike the browser, was started long ago.
  await fetch(url);
  const visits: Report[] = [];
  for (let run = 0; run < RUNS; run += 1) visits.push(await visit(folder, chromium, url));
  return { version: visits[0]?.lighthouseVersion ?? '', page: summarise(visits) };
}

/** Runs `work` against a server with these patients. */
async function withHospital<T>(
  data: string,
  cohorts: readonly CohortRequest[],
  work: (origin: string) => Promise<T>,
): Promise<T> {
  await ensureDemoHospital(data, { today: new Date().toISOString().slice(0, 10), cohorts });
  const app = await startApp(await freePort(), { CONSILIUM_DATA: data });
  try {
    return await work(app.origin);
  } finally {
    await app.kill();
  }
}

async function measureAll(folder: string) {
  const chromium = await findChromium();
  const pages: Record<string, Measured['page']> = {};
  let version = '';
  const add = async (origin: string, name: string, path: string) => {
    const { version: told, page } = await measure({ folder, chromium, origin }, path);
    version = told;
    pages[name] = page;
    process.stderr.write(`${name}: ${JSON.stringify(page)}\n`);
  };
  await withHospital(join(folder, 'demo'), demoCohorts, async (origin) => {
    await add(origin, 'worklist', '/');
    await add(origin, 'patient', `/patients/${await patientId(origin)}`);
    await add(origin, 'upload', '/upload');
    await add(origin, 'models', '/models');
  });
  const thousand = demoCohorts.filter(({ cohort }) => cohort === 'similarity');
  await withHospital(join(folder, 'similarity'), thousand, (origin) => add(origin, 'worklistOf1000', '/'));
  const machine = { cores: availableParallelism(), loadAverage: Number(loadavg()[1]?.toFixed(2)) };
  return { lighthouse: version, preset: 'desktop', visits: RUNS, machine, pages };
}

/** `node scripts/bench/lighthouse.ts`: what Lighthouse says of each page of the built app, printed and kept. */
async function run(): Promise<void> {
  await ensureBuild();
  const folder = await mkdtemp(join(tmpdir(), 'consilium-lighthouse-'));
  try {
    await mustRun('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, LIGHTHOUSE]);
    const result = `${JSON.stringify(await measureAll(folder), null, 2)}\n`;
    await writeFile(RESULT, result);
    process.stdout.write(result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await reportFailure(run);
