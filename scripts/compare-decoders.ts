import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeFrame } from '#lib/dicom/decode-frame.ts';
import reference from '#lib/dicom/fixtures/pydicom-frames.json' with { type: 'json' };
import { openPicture } from '#lib/dicom/open-picture.ts';
import type { Picture, Samples } from '#lib/dicom/picture.ts';
import type { Packing } from '#lib/dicom/transfer-syntaxes.ts';
import { decodeImageFrame } from '../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/decodeImageFrameWorker.js';
import { reportFailure } from './report-failure.ts';

const USAGE = 'node scripts/compare-decoders.ts FOLDER';
const RUNS = 3;

const binaries: Partial<Record<Packing, string>> = {
  jpeg: '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm',
  'jpeg-ls': '@cornerstonejs/codec-charls/decodewasm',
  'jpeg-2000': '@cornerstonejs/codec-openjpeg/decodewasm',
  htj2k: '@cornerstonejs/codec-openjph/wasm',
  'jpeg-xl': '@cornerstonejs/codec-libjxl/decodewasm',
};

type Answer = { readonly values: Samples | null; readonly reason: string; readonly ms: number };
type Line = {
  readonly file: string;
  readonly packing: Packing;
  readonly own: Answer;
  readonly loader: Answer;
};

/** The fastest of a few tries, so that the start of a codec does not count. */
async function timed(decode: () => Promise<Samples>): Promise<Answer> {
  let answer: Answer = { values: null, reason: '', ms: Number.POSITIVE_INFINITY };
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    try {
      const values = await decode();
      answer = { values, reason: '', ms: Math.min(answer.ms, performance.now() - start) };
    } catch (cause) {
      return { values: null, reason: String(cause).slice(0, 70), ms: performance.now() - start };
    }
  }
  return answer;
}

async function ours(picture: Picture): Promise<Samples> {
  const frame = await decodeFrame(picture, 0);
  if (!frame.ok) throw new Error(frame.refusal.message);
  return frame.value.values;
}

/** The loader alone, told what the header says. */
async function theirs(picture: Picture): Promise<Samples> {
  const { syntax } = picture.file;
  const binary = binaries[syntax.packing];
  const config = binary ? { wasmBasePath: dirname(fileURLToPath(import.meta.resolve(binary))) } : {};
  const header = {
    rows: picture.rows,
    columns: picture.columns,
    samplesPerPixel: picture.samples,
    bitsAllocated: picture.bitsAllocated,
    bitsStored: picture.bitsStored,
    highBit: picture.highBit,
    pixelRepresentation: picture.float ? undefined : Number(picture.signed),
    planarConfiguration: Number(picture.planar),
    photometricInterpretation: picture.photometric,
  };
  const bytes = picture.frameBytes(0).slice();
  const frame = await decodeImageFrame(
    header,
    syntax.uid,
    bytes,
    config,
    { preScale: { enabled: false } },
    undefined,
  );
  return frame.pixelData;
}

function difference({ own, loader }: Line): string {
  if (own.values === null) return `own: ${own.reason}`;
  if (loader.values === null) return loader.reason;
  if (loader.values.length !== own.values.length)
    return `${loader.values.length} values where ${own.values.length} belong`;
  let [differing, most] = [0, 0];
  for (let i = 0; i < own.values.length; i += 1) {
    const by = Math.abs((own.values[i] ?? 0) - (loader.values[i] ?? 0));
    if (by > 0) differing += 1;
    most = Math.max(most, by);
  }
  return differing === 0 ? '' : `${differing} of ${own.values.length} values differ, by up to ${most}`;
}

/** Ours are those of pydicom (lib/dicom/public-files.test.ts), so a difference is the loader's. */
async function compare(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error(`Use: ${USAGE}`);
  const lines: Line[] = [];
  for (const file of Object.keys(reference)) {
    const path = join(resolve(folder), file);
    const opened = existsSync(path) ? openPicture(readFileSync(path)) : null;
    if (!opened?.ok) continue;
    const picture = opened.value;
    const [own, loader] = [await timed(() => ours(picture)), await timed(() => theirs(picture))];
    lines.push({ file, packing: picture.file.syntax.packing, own, loader });
  }
  for (const packing of new Set(lines.map((line) => line.packing))) {
    const some = lines.filter((line) => line.packing === packing);
    const wrong = some.filter((line) => difference(line) !== '');
    const total = (who: 'own' | 'loader') => some.reduce((sum, line) => sum + line[who].ms, 0).toFixed(0);
    process.stdout.write(
      `${packing}: ${some.length} files, the loader alone is wrong in ${wrong.length}; ${total('own')} ms own, ${total('loader')} ms loader\n`,
    );
    for (const line of wrong) process.stdout.write(`  ${line.file}: ${difference(line)}\n`);
  }
}

await reportFailure(compare);
