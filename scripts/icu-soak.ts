import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { drawsOf } from '#lib/similarity/draw.ts';
import type { SoakResult } from './icu-soak/judge.ts';
import { soak } from './icu-soak/soak.ts';
import { stayAway } from './icu-soak/stay-away.ts';
import type { Kill } from './icu-soak/targets.ts';
import { ensureBuild } from './next-build.ts';
import { reportFailure } from './report-failure.ts';

const RESULT = 'docs/generated/icu-soak.json';
const BEDS = 60;
const KILLS_OF_ROUND = 25;

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

function timesOf(kills: readonly Kill[]) {
  const sorted = kills.map(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b);
  const at = (share: number) => seconds(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { kills: sorted.length, medianS: at(0.5), p95S: at(0.95), maxS: at(1) };
}

function summaryOf({ kills, ...rest }: SoakResult) {
  const byKind = [...Map.groupBy(kills, ({ what }) => what)].map(
    ([what, own]) => [what, timesOf(own)] as const,
  );
  return {
    recovery: Object.fromEntries(byKind),
    acknowledgedEvents: rest.acknowledged,
    lostEvents: rest.lostEvents.length,
    storedTwice: rest.storedTwice,
    expectedAlerts: rest.expectedAlerts,
    lostAlerts: rest.lostAlerts.length,
    strangeAlerts: rest.strangeAlerts.length,
    seenWrong: rest.seenWrong.length,
    longestUnmarkedS: seconds(rest.longestUnmarkedMs),
  };
}

async function keep(engine: string, result: object): Promise<void> {
  const known: unknown = await readFile(RESULT, 'utf8').then(JSON.parse, () => ({}));
  const all = typeof known === 'object' && known !== null ? known : {};
  await mkdir('docs/generated', { recursive: true });
  await writeFile(RESULT, `${JSON.stringify({ ...all, [engine]: result }, null, 2)}\n`);
}

const joined = (a: SoakResult, b: SoakResult): SoakResult => ({
  kills: [...a.kills, ...b.kills],
  acknowledged: a.acknowledged + b.acknowledged,
  lostEvents: [...a.lostEvents, ...b.lostEvents],
  storedTwice: a.storedTwice + b.storedTwice,
  expectedAlerts: a.expectedAlerts + b.expectedAlerts,
  lostAlerts: [...a.lostAlerts, ...b.lostAlerts],
  strangeAlerts: [...a.strangeAlerts, ...b.strangeAlerts],
  seenWrong: [...a.seenWrong, ...b.seenWrong],
  longestUnmarkedMs: Math.max(a.longestUnmarkedMs, b.longestUnmarkedMs),
});

const machineNow = () => ({ cores: availableParallelism(), load: Math.round(loadavg()[0] ?? 0) });

const minutesSince = (started: number): number => Math.round((performance.now() - started) / 60_000);

function insistOn(result: SoakResult): void {
  const wrong = [...result.lostEvents, ...result.lostAlerts, ...result.strangeAlerts, ...result.seenWrong];
  if (wrong.length > 0) throw new Error(`Lost or doubled:\n${wrong.slice(0, 20).join('\n')}`);
}

/** In rounds, each on engines of its own and judged at its end. */
async function kill(engine: string, kills: number, seed: number): Promise<void> {
  const started = performance.now();
  const draw = drawsOf(seed);
  let all: SoakResult | null = null;
  for (let left = kills; left > 0; left -= KILLS_OF_ROUND) {
    const result = await soak({
      kills: Math.min(left, KILLS_OF_ROUND),
      kafka: engine === 'kafka',
      beds: BEDS,
      draw,
      say: (line) => process.stderr.write(`${line}\n`),
    });
    all = all ? joined(all, result) : result;
    const summary = { ...summaryOf(all), beds: BEDS, minutes: minutesSince(started), machine: machineNow() };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    await keep(engine, summary);
  }
  if (all) insistOn(all);
}

async function goAway(engine: string, minutes: number): Promise<void> {
  const result = await stayAway({ kafka: engine === 'kafka', beds: BEDS }, 60_000 * minutes);
  const { unmarkedLooks, caughtUpMs, tilesTold } = result;
  const { acknowledgedEvents, lostAlerts, seenWrong } = summaryOf(result);
  const summary = {
    ...{ engine, minutes, beds: BEDS, unmarkedLooks, caughtUpS: seconds(caughtUpMs), tilesTold },
    ...{ acknowledgedEvents, lostAlerts, seenWrong, machine: machineNow() },
  };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  await keep('browserAway', summary);
  insistOn(result);
}

/**
 * `node scripts/icu-soak.ts <postgresql|kafka> [kills] [seed]`, or `away <postgresql|kafka> [minutes]`: a browser without a network.
 * The result of each is kept beside the others.
 */
async function run(): Promise<void> {
  const [first = 'kafka', second, third] = process.argv.slice(2);
  process.stderr.write(`The app is ${await ensureBuild()}\n`);
  if (first === 'away') await goAway(second ?? 'kafka', Number(third ?? 10));
  else await kill(first, Number(second ?? 200), Number(third ?? 1));
}

await reportFailure(run);
