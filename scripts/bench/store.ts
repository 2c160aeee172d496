// Measures the embedded FHIR store and prints one line of JSON. Resources are made here, of the size of a real chart's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handleFhirRequest } from '#lib/fhir/store/handle-request.ts';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';

const RESOURCES = 100_000;
const LARGE_PATIENT = 3000;
const PER_PATIENT = 500;
const RUNS = 50;
const BASE = 'http://store.invalid/fhir';
const CODES = [
  '2823-3',
  '2951-2',
  '2160-0',
  '33762-6',
  '718-7',
  '8867-4',
  '8480-6',
  '29463-7',
  '1988-5',
  '6690-2',
];

const observation = (patient: string, index: number) => ({
  resourceType: 'Observation',
  id: `${patient}-${index}`,
  status: 'final',
  category: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }],
    },
  ],
  code: {
    coding: [{ system: 'http://loinc.org', code: CODES[index % CODES.length], display: 'Measured' }],
    text: 'Measured',
  },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString(),
  valueQuantity: {
    value: 3 + (index % 40) / 10,
    unit: 'mmol/L',
    system: 'http://unitsofmeasure.org',
    code: 'mmol/L',
  },
});

function* bundles() {
  let left = RESOURCES;
  for (let number = 0; left > 0; number += 1) {
    const id = `p${number}`;
    const size = Math.min(left, number === 0 ? LARGE_PATIENT : PER_PATIENT);
    const patient = { resourceType: 'Patient', id, gender: 'female', birthDate: '1950-02-03' };
    const observations = Array.from({ length: size - 1 }, (_, index) => observation(id, index));
    const entry = [patient, ...observations].map((resource) => ({ resource }));
    left -= size;
    yield { resourceType: 'Bundle', type: 'collection', entry };
  }
}

/** `cpuSeconds` beside the wall clock tells a slow program from a busy machine. */
async function timed<T>(work: () => Promise<T>) {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const ms = performance.now() - started;
  return {
    result,
    ms,
    seconds: Number((ms / 1000).toFixed(2)),
    cpuSeconds: Number(((user + system) / 1e6).toFixed(2)),
  };
}

async function repeated(work: () => Promise<unknown>) {
  const times: number[] = [];
  const { cpuSeconds } = await timed(async () => {
    for (let run = 0; run < RUNS; run += 1) times.push((await timed(work)).ms);
  });
  times.sort((one, other) => one - other);
  const at = (share: number) => Number((times[Math.floor(share * (RUNS - 1))] ?? Number.NaN).toFixed(2));
  return { p50Ms: at(0.5), p95Ms: at(0.95), meanCpuMs: Number(((cpuSeconds * 1000) / RUNS).toFixed(2)) };
}

const folder = mkdtempSync(join(tmpdir(), 'consilium-bench-'));
try {
  const opened = await openStore(folder);
  const { store } = opened;
  const load = await timed(() => loadBundles(store, bundles()));
  const get = async (path: string) => {
    const response = await handleFhirRequest(store, new Request(`${BASE}/${path}`), BASE);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.text();
  };
  const search = (patient: string) => `Observation?patient=${patient}&code=2823-3&_sort=-date`;
  const results = {
    resources: load.result,
    load: { seconds: load.seconds, cpuSeconds: load.cpuSeconds },
    searchPatientOf500: await repeated(() => get(search('p7'))),
    searchPatientOf3000: await repeated(() => get(search('p0'))),
    everything3000: await repeated(() => get('Patient/p0/$everything')),
  };
  await opened.close();
  const second = await timed(() => openStore(folder));
  await second.result.close();
  const reopen = { seconds: second.seconds, cpuSeconds: second.cpuSeconds };
  const memoryMiB = Math.round(process.memoryUsage().rss / 2 ** 20);
  const bars = { loadSeconds: 20, searchMs: 5, everythingMs: 50, reopenSeconds: 3 };
  process.stdout.write(`${JSON.stringify({ ...results, reopen, memoryMiB, bars })}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
