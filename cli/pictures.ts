import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { imagingTensors } from '#lib/modalities/imaging/tensors.ts';
import { GENERATOR_VERSION } from '#lib/simulator/generator.ts';
import { NpyTable } from './npy-table.ts';
import { type PictureSetRequest, pictureSetShapes } from './picture-set.ts';
import type { PictureShare } from './pictures-worker.ts';
import { wholeNumber } from './whole-number.ts';

type Line = { readonly index: number };

function drain(share: PictureShare, onLine: (line: Line) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(new URL('./pictures-worker.ts', import.meta.url));
    worker.on('message', onLine);
    worker.on('error', reject);
    worker.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`A process that renders pictures ended with ${signal ?? code}.`));
    });
    worker.send(share);
  });
}

type Options = PictureSetRequest & { readonly out: string; readonly workers: number };

/** The table appears last: a folder that has it is whole. */
async function writePictures({ out, workers, ...request }: Options): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const [id, shape] of pictureSetShapes)
    await NpyTable.create(join(out, `${id}.npy`), request.patients, shape);
  const lines: Line[] = [];
  const say = (line: Line) => {
    lines.push(line);
    if (lines.length % 100 === 0 || lines.length === request.patients)
      process.stderr.write(`Pictures of ${lines.length} of ${request.patients} patients\n`);
  };
  await Promise.all(
    Array.from({ length: workers }, (_, first) => drain({ request, out, first, step: workers }, say)),
  );
  const tensors = imagingTensors.map(({ id, shape, version }) => ({ id, shape, version }));
  const head = { simulated: true, generatorVersion: GENERATOR_VERSION, ...request, tensors };
  const rows = lines.toSorted((a, b) => a.index - b.index);
  const text = [head, ...rows].map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(join(out, 'pictures.ndjson'), text);
}

export const command = new Command('pictures')
  .description('Write the tensors of simulated films and echo clips, with what is true of each, to train on.')
  .requiredOption('--patients <number>', 'how many, each with a film and a clip', wholeNumber(1))
  .requiredOption('--seed <number>', 'patient k of a seed is the same as in "simulate"', wholeNumber(0))
  .requiredOption('--out <folder>', 'one NPY file per tensor, and pictures.ndjson with a line per patient')
  .option('--workers <number>', 'processes; the bytes do not depend on it', wholeNumber(1), 2)
  .option('--wide', 'every second patient with findings of any size and independent of one another', false)
  .action(writePictures);
