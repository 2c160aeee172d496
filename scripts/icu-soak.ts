import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { drawsOf } from '#lib/similarity/draw.ts';
import { type Kill, type SoakResult, soak } from './icu-soak/soak.ts';
import { reportFailure } from './report-failure.ts';

const RESULT = 'docs/generated/icu-soak.json';
const BEDS = 60;

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
  };
}

async function keep(engine: string, result: object): Promise<void> {
  const known: unknown = await readFile(RESULT, 'utf8').then(JSON.parse, () => ({}));
  const all = typeof known === 'object' && known !== null ? known : {};
  await mkdir('docs/generated', { recursive: true });
  await writeFile(RESULT, `${JSON.stringify({ ...all, [engine]: result }, null, 2)}\n`);
}

/** `node scripts/icu-soak.ts <postgresql|kafka> [kills] [seed]`: the result of each engine is kept beside that of the other. */
async function run(): Promise<void> {
  const [engine = 'kafka', kills = '200', seed = '1'] = process.argv.slice(2);
  const started = performance.now();
  const result = await soak({
    kills: Number(kills),
    kafka: engine === 'kafka',
    beds: BEDS,
    draw: drawsOf(Number(seed)),
    say: (line) => process.stderr.write(`${line}\n`),
  });
  const [load = 0] = loadavg();
  const summary = {
    ...summaryOf(result),
    beds: BEDS,
    minutes: Math.round((performance.now() - started) / 60_000),
    machine: { cores: availableParallelism(), load: Math.round(load) },
  };
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  const wrong = [...result.lostEvents, ...result.lostAlerts, ...result.strangeAlerts, ...result.seenWrong];
  if (wrong.length > 0) throw new Error(`Lost or doubled:\n${wrong.slice(0, 20).join('\n')}`);
  await keep(engine, summary);
}

await reportFailure(run);
