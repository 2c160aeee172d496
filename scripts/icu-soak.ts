import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { drawsOf } from '#lib/similarity/draw.ts';
import type { SoakResult } from './icu-soak/judge.ts';
import { soak } from './icu-soak/soak.ts';
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

/**
 * `node scripts/icu-soak.ts <postgresql|kafka> [kills] [seed]`: in rounds, each on engines of its own and judged at its end. The
 * result of each engine is kept beside that of the other.
 */
async function run(): Promise<void> {
  const [engine = 'kafka', kills = '200', seed = '1'] = process.argv.slice(2);
  process.stderr.write(`The app is ${await ensureBuild()}\n`);
  const started = performance.now();
  const draw = drawsOf(Number(seed));
  let all: SoakResult | null = null;
  for (let left = Number(kills); left > 0; left -= KILLS_OF_ROUND) {
    const result = await soak({
      kills: Math.min(left, KILLS_OF_ROUND),
      kafka: engine === 'kafka',
      beds: BEDS,
      draw,
      say: (line) => process.stderr.write(`${line}\n`),
    });
    all = all ? joined(all, result) : result;
    const [load = 0] = loadavg();
    const summary = {
      ...summaryOf(all),
      beds: BEDS,
      minutes: Math.round((performance.now() - started) / 60_000),
      machine: { cores: availableParallelism(), load: Math.round(load) },
    };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    await keep(engine, summary);
  }
  const wrong = all ? [...all.lostEvents, ...all.lostAlerts, ...all.strangeAlerts, ...all.seenWrong] : [];
  if (wrong.length > 0) throw new Error(`Lost or doubled:\n${wrong.slice(0, 20).join('\n')}`);
}

await reportFailure(run);
