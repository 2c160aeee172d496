import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { memberTruth, simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { describeStudy, renderStudy, studyPath } from '#lib/simulator/imaging/study.ts';
import type { Member } from '#lib/simulator/member.ts';
import { writeLines } from './line-file.ts';
import type { Shard, SimulationRequest } from './simulation-shards.ts';

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A file appears under its name only when whole; one that is there is left alone. */
async function writeOnce(path: string, bytes: () => Uint8Array | Promise<Uint8Array>): Promise<void> {
  if (await isThere(path)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, await bytes());
  await rename(`${path}.part`, path);
}

let encoder: ReturnType<typeof loadJpegEncoder> | undefined;
const jpegEncoder = () => {
  encoder ??= loadJpegEncoder();
  return encoder;
};

/** Arrays of pictures and signals lie outside the heap, where the collector sees no hurry. */
const collect = () => globalThis.gc?.();
/** Patients between two collections: one costs as much as half a patient. */
const COLLECT_EVERY = 16;
const collectAt = (index: number, { modalities }: SimulationRequest) => {
  if (modalities.length > 1 && index % COLLECT_EVERY === 0) collect();
};

async function writeFiles(folder: string, { id, files, studies }: Member): Promise<void> {
  for (const { path, bytes } of files) await writeOnce(join(folder, path), () => bytes);
  for (const study of studies) {
    const path = join(folder, studyPath(id, describeStudy(study)));
    await writeOnce(path, async () => renderStudy(study, await jpegEncoder()));
    collect();
  }
}

const contentsOf = ({ modalities, shortcut, interaction, complete }: SimulationRequest) => ({
  modalities: new Set(modalities),
  shortcut,
  interaction,
  complete: complete === true,
});

/** The files of a shard, then its bundles: a shard whose bundles are there is whole. */
async function* bundleLines({ folder, request, from, to }: Shard): AsyncGenerator<string> {
  const contents = contentsOf(request);
  for (let index = from; index < to; index += 1) {
    const member = simulateMember(request, index, contents);
    await writeFiles(folder, member);
    process.send?.({ done: 1 });
    collectAt(index, request);
    yield `${JSON.stringify(member.bundle)}\n`;
  }
}

function* truthLines({ request, from, to }: Shard): Generator<string> {
  const contents = contentsOf(request);
  for (let index = from; index < to; index += 1) {
    collectAt(index, request);
    yield `${JSON.stringify(memberTruth(request, index, contents))}\n`;
  }
}

/** Simulates one shard after another as the parent asks; each finished patient and each whole file is told. */
process.on('message', (shard: Shard) => {
  const lines = shard.kind === 'truth' ? truthLines(shard) : bundleLines(shard);
  writeLines(join(shard.folder, shard.name), lines).then(
    () => process.send?.({ whole: shard.name }),
    (cause: unknown) => {
      process.stderr.write(
        `Could not write ${shard.name}: ${cause instanceof Error ? cause.stack : cause}\n`,
      );
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
