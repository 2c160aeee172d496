// Measures the simulator and prints one line of JSON: patients per second by two processes, the time of one image, memory.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import { summary } from './median.ts';

const SEED = 4242;
const WORKERS = 2;
const IMAGED_PATIENTS = 40;
const POLL_MS = 20;

type Run = { readonly cohort: string; readonly patients: number; readonly modalities: string };
const RUNS: readonly Run[] = [
  { cohort: 'hf', patients: 1000, modalities: 'ehr' },
  { cohort: 'hf', patients: 100, modalities: 'ehr,genomics,wearables' },
  { cohort: 'hf', patients: 400, modalities: 'ehr,genomics,wearables' },
  { cohort: 'hf', patients: 40, modalities: 'ehr,imaging,genomics,wearables' },
  { cohort: 'similarity', patients: 100, modalities: 'ehr,imaging,genomics' },
];

const numberIn = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);

/** Clock ticks per second in `/proc/<pid>/stat`; 100 on every Linux that Node runs on. */
const TICKS = 100;

type Usage = { readonly peakMiB: number; readonly cpuSeconds: number };

/** Highest resident memory and processor time so far of a process and of each of its children; Linux only. */
function usages(pid: number): Map<number, Usage> {
  const found = new Map<number, Usage>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      if (Number(name) !== pid && numberIn(status, 'PPid') !== pid) continue;
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS;
      const peakMiB = Math.round(numberIn(status, 'VmHWM') / 1024);
      // A process that has ended but was not yet waited for has no memory any more.
      if (peakMiB > 0) found.set(Number(name), { peakMiB, cpuSeconds });
    } catch {
      // Ended meanwhile.
    }
  }
  return found;
}

async function measure({ cohort, patients, modalities }: Run) {
  const out = mkdtempSync(join(tmpdir(), 'consilium-bench-simulator-'));
  const started = performance.now();
  const which = ['--cohort', cohort, '--patients', String(patients), '--modalities', modalities];
  const rest = ['--seed', String(SEED), '--workers', String(WORKERS), '--out', out];
  const child = spawn(process.execPath, ['cli/main.ts', 'simulate', ...which, ...rest], { stdio: 'ignore' });
  const seen = new Map<number, Usage>();
  const poll = setInterval(() => {
    for (const [pid, usage] of usages(child.pid ?? 0)) seen.set(pid, usage);
  }, POLL_MS);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(poll);
  rmSync(out, { recursive: true, force: true });
  if (code !== 0) throw new Error(`consilium simulate ended with ${code}`);
  const seconds = (performance.now() - started) / 1000;
  const cpuSeconds = [...seen.values()].reduce((sum, one) => sum + one.cpuSeconds, 0);
  return {
    cohort,
    patients,
    modalities,
    seconds: Number(seconds.toFixed(1)),
    patientsPerSecond: Number((patients / seconds).toFixed(1)),
    cpuMsPerPatient: Math.round((1000 * cpuSeconds) / patients),
    largestProcessMiB: Math.max(...[...seen.values()].map(({ peakMiB }) => peakMiB)),
  };
}

/** CPU time, since the wall clock of a shared machine measures its neighbours; the first of each kind warms up. */
async function renderTimes() {
  const encode = await loadJpegEncoder();
  const times = { 'chest-radiograph': [] as number[], echocardiogram: [] as number[] };
  const contents = { modalities: new Set(['imaging'] as const), shortcut: 0 };
  for (let index = 0; index < IMAGED_PATIENTS; index += 1) {
    for (const study of simulateMember({ cohort: 'hf', seed: SEED }, index, contents).studies) {
      const before = process.cpuUsage();
      renderStudy(study, encode);
      const { user, system } = process.cpuUsage(before);
      times[study.kind].push((user + system) / 1000);
    }
  }
  return {
    chestRadiographCpuMs: summary(times['chest-radiograph'].slice(1)),
    echocardiogramCpuMs: summary(times.echocardiogram.slice(1)),
  };
}

const [loadAverage = 0] = loadavg();
const images = await renderTimes();
const cohorts = [];
for (const run of RUNS) cohorts.push(await measure(run));
const bars = {
  patientsPerSecond: 40,
  ofModalities: 'ehr,genomics,wearables',
  chestRadiographCpuMs: 120,
  echocardiogramCpuMs: 500,
  processMiB: 100,
};
process.stdout.write(`${JSON.stringify({ workers: WORKERS, loadAverage, images, cohorts, bars })}\n`);
