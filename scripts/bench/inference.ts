// Measures the model in Node (WASM, one thread) on simulated patients and prints one line of JSON; times in ms.
import { fileURLToPath } from 'node:url';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { screen } from '#lib/fusion/screen.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { simulateCharts } from '#lib/simulator/cohort.ts';
import { summary } from './median.ts';

const PATIENTS = 200;
const folder = fileURLToPath(new URL(`../../public${readmission.folder}`, import.meta.url));

async function timed<T>(work: () => T | Promise<T>): Promise<[ms: number, result: T]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}

const records = [...simulateCharts(1, PATIENTS)].flatMap(({ bundle }) => {
  const index = new BundleIndex();
  index.add(bundle);
  return index.build().charts.map((chart) => readRecord(chart));
});

const own = ownInputs();
const [load, session] = await timed(() => openNodeSession(folder, own));
const assessments: number[] = [];
let residual = 0;
let scored = 0;
for (const record of records) {
  const [ms, report] = await timed(() => readmission.assess(record, session));
  if (report.status !== 'scored') continue;
  assessments.push(ms);
  residual = Math.max(residual, report.sum.residual);
  scored += 1;
}
const ids = session.manifest.inputs.features.map(({ id }) => id);
const vectors = records.map((record) => vectorise(record, readmission.landmark(record).at, ids));
const screens: number[] = [];
for (let run = 0; run < 10; run += 1) screens.push((await timed(() => screen(vectors, session)))[0]);
await session.close();

process.stdout.write(
  `${JSON.stringify({ patients: records.length, scored, load: Math.round(load), assess: summary(assessments), screenAll: summary(screens), largestResidual: residual })}\n`,
);
