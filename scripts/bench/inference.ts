// Measures the model in Node (WASM, one thread) on simulated patients and prints one line of JSON; times in ms.
import { fileURLToPath } from 'node:url';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { assess } from '#lib/fusion/assess.ts';
import { ownContract, READMISSION_MODALITIES, READMISSION_MODEL } from '#lib/fusion/readmission-model.ts';
import { screen } from '#lib/fusion/screen.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { openNodePredictor } from '#lib/inference/node-predictor.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulateCharts } from '#lib/simulator/cohort.ts';
import { summary } from './median.ts';

const PATIENTS = 200;
const folder = fileURLToPath(new URL(`../../public${READMISSION_MODEL}`, import.meta.url));

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

const contract = await ownContract();
const [load, predictor] = await timed(() => openNodePredictor(folder, contract));
const assessments: number[] = [];
let residual = 0;
let scored = 0;
for (const record of records) {
  const [ms, report] = await timed(() => assess(record, predictor));
  if (report.status !== 'scored') continue;
  assessments.push(ms);
  residual = Math.max(residual, report.sum.residual);
  scored += 1;
}
const vectors = records.map((record) => vectorise(record, READMISSION_MODALITIES));
const screens: number[] = [];
for (let run = 0; run < 10; run += 1) screens.push((await timed(() => screen(vectors, predictor)))[0]);
await predictor.close();

process.stdout.write(
  `${JSON.stringify({ patients: records.length, scored, load: Math.round(load), assess: summary(assessments), screenAll: summary(screens), largestResidual: residual })}\n`,
);
