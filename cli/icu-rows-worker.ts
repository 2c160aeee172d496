// Writes the rows of one shard of stays after the other; runs in a process of its own.
import { basename, dirname, join } from 'node:path';
import type { PsvStay } from '#lib/icu/hourly/read-psv.ts';
import { deteriorationOutcomes } from '#lib/icu/stage-one/deterioration.ts';
import { readFeatures, stageOneFeatures } from '#lib/icu/stage-one/features.ts';
import { type StayShard, serveShards } from './icu-shards.ts';
import { writeLines } from './line-file.ts';
import { NpyFile } from './npy-file.ts';
import { readStayFile, stayName } from './stay-files.ts';

function rowsOf({ stay, entries }: PsvStay): Float32Array {
  const rows = new Float32Array(entries.length * stageOneFeatures.length);
  entries.forEach((entry, k) => {
    rows.set(readFeatures(stay, entry), k * stageOneFeatures.length);
  });
  return rows;
}

function outcomesOf({ stay, entries, labels }: PsvStay): Float32Array {
  const worse = deteriorationOutcomes(stay);
  return Float32Array.from(
    entries.flatMap((entry, k) => [labels?.[k] ?? Number.NaN, worse[entry] ?? Number.NaN]),
  );
}

async function* stayLines(files: readonly string[], rows: NpyFile, outcomes: NpyFile) {
  for (const path of files) {
    const read = await readStayFile(path);
    process.send?.({ done: 1 });
    if (!read) continue;
    await rows.appendAll(rowsOf(read));
    await outcomes.appendAll(outcomesOf(read));
    const { age, sex } = read.stay;
    yield `${JSON.stringify({ stay: stayName(path), hours: read.entries.length, age, sex, unit: read.unit })}\n`;
  }
}

serveShards(async ({ files, out }: StayShard<null>) => {
  const named = (kind: string) => join(dirname(out), `${kind}-${basename(out)}`);
  const rows = await NpyFile.create(`${named('rows')}.npy`, [stageOneFeatures.length]);
  const outcomes = await NpyFile.create(`${named('outcomes')}.npy`, [2]);
  await writeLines(`${named('stays')}.ndjson`, stayLines(files, rows, outcomes));
  await rows.close();
  await outcomes.close();
});
