import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { models } from '#lib/models/index.ts';
import { freePort, startApp } from '../e2e/app-server.ts';
import { SCORED_PATIENT } from '../e2e/patient-page.ts';
import { benchEcgPan } from './bench/ecg-pan.ts';
import { benchModelRuns } from './bench/model-runs.ts';
import { benchPages } from './bench/pages.ts';
import { benchViewer } from './bench/viewer.ts';
import { ensureDemoHospital } from './demo-hospital.ts';
import { ensureBuild } from './next-build.ts';
import { reportFailure } from './report-failure.ts';
import { mustRun } from './run-command.ts';

const RESULT = 'docs/generated/bench.json';

const searchset = z.object({ entry: z.array(z.object({ resource: z.object({ id: z.string() }) })).min(1) });

const TODAY = '2026-11-29';
/** 200 heart-failure patients with everything, and the 1,000 for which the bar of the worklist is set. */
const HOSPITAL = [
  { cohort: 'hf', patients: 200, seed: 1 },
  { cohort: 'similarity', patients: 1000, seed: 1 },
] as const;

async function benchApp(data: string) {
  await ensureDemoHospital(data, { today: TODAY, cohorts: HOSPITAL });
  const app = await startApp(await freePort(), { CONSILIUM_DATA: data });
  try {
    const response = await fetch(`${app.origin}/api/fhir/${SCORED_PATIENT}`);
    const { entry } = searchset.parse(await response.json());
    const id = entry[0]?.resource.id ?? '';
    const pages = await benchPages(app.origin, id);
    const modelRuns = await benchModelRuns(
      app.origin,
      id,
      models.map(({ folder }) => folder),
    );
    const viewer = await benchViewer(app.origin);
    return { ...pages, modelRuns, viewer, ecgPan: await benchEcgPan(app.origin) };
  } finally {
    await app.kill();
  }
}

/** The last line that a bench script prints is its result. */
async function resultOf(script: string): Promise<unknown> {
  const output = await mustRun(process.execPath, [script]);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

/** `npm run bench`: measures on this machine, prints JSON, and keeps it for the documents that quote it. */
async function bench(): Promise<void> {
  await ensureBuild();
  const data = await mkdtemp(join(tmpdir(), 'consilium-bench-'));
  try {
    const app = await benchApp(data);
    const store = await resultOf('scripts/bench/store.ts');
    const signal = await resultOf('scripts/bench/signal.ts');
    const genomics = await resultOf('scripts/bench/genomics.ts');
    const simulator = await resultOf('scripts/bench/simulator.ts');
    const similarityRank = await resultOf('scripts/bench/similarity-rank.ts');
    const icuAlerts = await resultOf('scripts/bench/icu-alerts.ts');
    const machine = {
      cores: availableParallelism(),
      load: loadavg()[0],
      platform: process.platform,
      node: process.versions.node,
    };
    const result = JSON.stringify(
      { machine, app, store, signal, genomics, simulator, similarityRank, icuAlerts },
      null,
      2,
    );
    await mkdir('docs/generated', { recursive: true });
    await writeFile(RESULT, `${result}\n`);
    process.stdout.write(`${result}\n`);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

await reportFailure(bench);
