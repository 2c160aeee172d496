import { readFile } from 'node:fs/promises';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { planStudies } from '#lib/simulator/imaging/plan-studies.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { type Bank, bankOf, emulateReading } from './emulated-reading.ts';
import type { BankedReading, FusionShard } from './fusion-request.ts';
import { fusionRows, type ReadStudy } from './fusion-row.ts';
import { writeLines } from './line-file.ts';
import { openReaders, readRendered } from './rendered-readings.ts';

const COLLECT_EVERY = 16;

/** One of what is dear to open, for all shards of this process. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
}

const encoder = once(loadJpegEncoder);
const readers = once(openReaders);
let banked: { readonly path: string; readonly bank: Bank } | undefined;

async function bankAt(path: string): Promise<Bank> {
  if (banked?.path !== path) {
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    banked = { path, bank: bankOf(lines.map((line) => JSON.parse(line) as BankedReading)) };
  }
  return banked.bank;
}

async function readingOf({ request: { pictures }, bank }: FusionShard): Promise<ReadStudy> {
  if (pictures === 'none') return null;
  if (pictures === 'emulated' && bank !== null) {
    const known = await bankAt(bank);
    return async (study) => emulateReading(study, known);
  }
  const [encode, networks] = [await encoder(), await readers()];
  return (study) => readRendered(study, encode, networks);
}

async function* linesOf(shard: FusionShard): AsyncGenerator<string> {
  const { kind, request, from, to } = shard;
  const read = kind === 'rows' ? await readingOf(shard) : null;
  for (let index = from; index < to; index += 1) {
    if (kind === 'rows') yield* fusionRows(request, index, read);
    else
      for (const study of planStudies(simulateChart(request.seed, index), 0))
        yield `${JSON.stringify(await readRendered(study, await encoder(), await readers()))}\n`;
    process.send?.({ done: 1 });
    // Arrays of pictures and weeks lie outside the heap, where the collector sees no hurry.
    if (index % COLLECT_EVERY === 0) globalThis.gc?.();
  }
}

process.on('message', (shard: FusionShard) => {
  writeLines(shard.path, linesOf(shard)).then(
    () => process.send?.({ whole: shard.path }),
    (cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
