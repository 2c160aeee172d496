// Measures the week of a wearable, from the simulator to the features, and prints one line of JSON. CPU milliseconds: the
// wall clock of a shared machine measures its neighbours.
import { instant } from '#lib/clinical/moment.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { fetchStoredChart } from '#lib/fhir/store/fetch-stored-chart.ts';
import { FhirStore } from '#lib/fhir/store/fhir-store.ts';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { modalityIds } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { wearables } from '#lib/modalities/wearables/modality.ts';
import { chartResources, patientBundle } from '#lib/simulator/fhir/bundle.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { wearableResources } from '#lib/simulator/wearables/fhir/wearable-resources.ts';
import { planWeek } from '#lib/simulator/wearables/plan-week.ts';
import { wearableTruth } from '#lib/simulator/wearables/wearable-truth.ts';
import { summary } from './median.ts';

const PATIENTS = 60;
const BASE = 'http://store.invalid/fhir';
const WEEK_MS = 7 * 24 * 3_600_000;

async function cpu<T>(into: number[], work: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  into.push((user + system) / 1000);
  return result;
}

const times = {
  simulate: [] as number[],
  parse: [] as number[],
  features: [] as number[],
  listWithout: [] as number[],
  listWith: [] as number[],
};
const listed = modalityIds.filter((id) => id !== 'wearables');
const [without, worn] = [new FhirStore(), new FhirStore()];
for (let index = 0; index < PATIENTS; index += 1) {
  const content = simulateChart(11, index);
  const resources = await cpu(times.simulate, () => {
    const week = planWeek(content);
    wearableTruth(week);
    return wearableResources(week);
  });
  const chart = chartResources(content).resources;
  const whole = patientBundle(content.id, [...chart, ...resources]);
  await loadBundles(without, [patientBundle(content.id, chart)]);
  await loadBundles(worn, [whole]);
  const read = new BundleIndex();
  read.add(whole);
  const [parsed] = read.build().charts;
  if (!parsed) throw new Error('no chart');
  const { slice } = await cpu(times.parse, () => wearables.parse(parsed));
  if (!slice) throw new Error('no slice');
  const at = instant((content.visits.at(-1)?.endMs ?? 0) + WEEK_MS);
  await cpu(times.features, () => wearables.features.map((feature) => feature.read(slice, at)));
}
for (let index = 0; index < PATIENTS; index += 1) {
  const { id } = simulateChart(11, index);
  for (const [store, into] of [
    [without, times.listWithout],
    [worn, times.listWith],
  ] as const)
    await cpu(into, async () => {
      const { chart } = await fetchStoredChart(store, BASE, id);
      if (chart) readRecord(chart, listed);
    });
}
const results = {
  patients: PATIENTS,
  simulateMs: summary(times.simulate),
  parseMs: summary(times.parse),
  featuresMs: summary(times.features),
  worklistLineWithoutMs: summary(times.listWithout),
  worklistLineWithMs: summary(times.listWith),
  bars: { parseAndFeaturesMs: 100, simulateMs: 12.5 },
};
process.stdout.write(`${JSON.stringify(results)}\n`);
