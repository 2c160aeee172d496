// Writes what stage two reads of one shard of patients after the other; runs in a process of its own.
import { basename, dirname, join } from 'node:path';
import { deteriorationOutcomes } from '#lib/icu/stage-one/deterioration.ts';
import { stageTwo } from '#lib/icu/stage-two/modalities.ts';
import { readEntry, type StageTwoPatient } from '#lib/icu/stage-two/window.ts';
import { type StayShard, serveShards } from './icu-shards.ts';
import { writeLines } from './line-file.ts';
import { NpyFile } from './npy-file.ts';
import { openSimulatedWard } from './simulated-stays.ts';
import { readStayFile, stayName } from './stay-files.ts';
import type { ToldStay } from './told-stay.ts';

/** `null`: the shard's files are stays; else seed of a simulated ward, and the files are names of its stays. */
export type WindowsTask = { readonly seed: number } | null;

async function fileStay(path: string): Promise<ToldStay | null> {
  const read = await readStayFile(path);
  if (!read) return null;
  const { stay, entries, labels } = read;
  const patient: StageTwoPatient = { stay, waveforms: [], known: null };
  const sepsis = entries.map((_, k) => labels?.[k] ?? Number.NaN);
  return { name: stayName(path), patient, entries, sepsis };
}

async function* told({ task, files }: StayShard<WindowsTask>): AsyncGenerator<ToldStay> {
  const ward = task ? openSimulatedWard(task.seed) : null;
  for (const file of files) {
    const stay = ward ? await ward.stay(file) : await fileStay(file);
    process.send?.({ done: 1 });
    if (stay) yield stay;
  }
}

const WIDTH = stageTwo.reduce((sum, { features }) => sum + features.length, 0);

/** An hour a row, modalities side by side. */
function hoursOf(patient: StageTwoPatient): Float32Array {
  const rows = new Float32Array(patient.stay.hours * WIDTH);
  for (let entry = 0; entry < patient.stay.hours; entry += 1) {
    let column = entry * WIDTH;
    for (const modality of stageTwo) {
      rows.set(readEntry(patient, modality, entry), column);
      column += modality.features.length;
    }
  }
  return rows;
}

/** Labels by entry; an hour of which the file says nothing is asked nothing. */
function outcomesOf({ patient: { stay }, entries, sepsis }: ToldStay): Float32Array {
  const worse = deteriorationOutcomes(stay);
  const rows = new Float32Array(2 * stay.hours).fill(Number.NaN);
  for (const [k, entry] of entries.entries()) {
    rows[2 * entry] = sepsis[k] ?? Number.NaN;
    rows[2 * entry + 1] = worse[entry] ?? Number.NaN;
  }
  return rows;
}

async function* lines(shard: StayShard<WindowsTask>, hours: NpyFile, outcomes: NpyFile) {
  for await (const stay of told(shard)) {
    await hours.appendAll(hoursOf(stay.patient));
    await outcomes.appendAll(outcomesOf(stay));
    const { hours: count, age, sex } = stay.patient.stay;
    yield `${JSON.stringify({ stay: stay.name, hours: count, age, sex })}\n`;
  }
}

serveShards(async (shard: StayShard<WindowsTask>) => {
  const named = (kind: string) => join(dirname(shard.out), `${kind}-${basename(shard.out)}`);
  const hours = await NpyFile.create(`${named('hours')}.npy`, [WIDTH]);
  const outcomes = await NpyFile.create(`${named('outcomes')}.npy`, [2]);
  await writeLines(`${named('stays')}.ndjson`, lines(shard, hours, outcomes));
  await hours.close();
  await outcomes.close();
});
