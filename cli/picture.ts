import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { decodeFrame } from '#lib/dicom/decode-frame.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import { openPicture } from '#lib/dicom/open-picture.ts';
import type { Frame, Picture } from '#lib/dicom/picture.ts';
import { headerOf } from '#lib/dicom/picture-header.ts';
import { clipTensor, type PictureTensor } from '#lib/dicom/picture-tensor.ts';
import { RefusedError } from '#lib/dicom/refusal.ts';
import { type ShownFrame, shownFrame } from '#lib/dicom/shown-frame.ts';
import { type FrameSummary, summariseFrame } from '#lib/dicom/summarise-frame.ts';

const SOME_REFUSED = 2;

/** One file's first frame, or why there is none. */
type PictureLine = {
  readonly file: string;
  readonly opened: boolean;
  readonly reason: string | null;
  readonly transferSyntax: string | null;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly frames: number | null;
  /** Stored values of the first frame. */
  readonly firstFrame: FrameSummary | null;
  /** What the viewer shows of the frame asked for; absent when there is no picture. */
  readonly shown?: ShownFrame;
  /** What a network is given; only when asked for. */
  readonly tensor?: { readonly shape: PictureTensor['shape']; readonly values: readonly number[] };
};

type Options = { readonly tensor?: string; readonly frames: string; readonly frame: string };

const image = (path: string): OpenImage => ({
  key: path,
  file: path,
  title: path,
  bytes: async () => new Uint8Array(await readFile(path)).buffer,
});

async function tensorOf(picture: Picture, { tensor, frames }: Options): Promise<Pick<PictureLine, 'tensor'>> {
  if (tensor === undefined) return {};
  const decode = async (index: number): Promise<Frame> => {
    const frame = await decodeFrame(picture, index);
    if (frame.ok) return frame.value;
    throw new RefusedError(frame.refusal);
  };
  const count = picture.frames === 1 ? 1 : Number(frames);
  const { shape, values } = await clipTensor(picture, headerOf(picture), count, Number(tensor), decode);
  // Nine significant digits name every 32-bit float.
  return { tensor: { shape, values: Array.from(values, (value) => Number(value.toPrecision(9))) } };
}

async function describe({ title, bytes }: OpenImage, options: Options): Promise<PictureLine> {
  const nothing = { transferSyntax: null, rows: null, columns: null, frames: null, firstFrame: null };
  const opened = openPicture(new Uint8Array(await bytes()));
  if (!opened.ok) return { file: title, opened: false, reason: opened.refusal.message, ...nothing };
  const { rows, columns, frames, file } = opened.value;
  const header = { transferSyntax: file.syntax.uid, rows, columns, frames };
  const frame = await decodeFrame(opened.value, 0);
  if (!frame.ok)
    return { file: title, opened: false, reason: frame.refusal.message, ...header, firstFrame: null };
  const firstFrame = await summariseFrame(frame.value);
  const shown = await shownFrame(opened.value, Number(options.frame) - 1);
  const tensor = await tensorOf(opened.value, options);
  return {
    file: title,
    opened: true,
    reason: null,
    ...header,
    firstFrame,
    ...(shown && { shown }),
    ...tensor,
  };
}

async function run(paths: readonly string[], options: Options): Promise<void> {
  let refused = 0;
  for (const path of paths) {
    const line = await describe(image(path), options);
    if (!line.opened) refused += 1;
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  if (refused > 0) process.exitCode = SOME_REFUSED;
}

export const command = new Command('picture')
  .description(
    'Reads DICOM files as the viewer does: a JSON line each with size, first frame and what is shown of a frame, or why there is none.',
  )
  .argument('<files...>', 'DICOM files')
  .option('--frame <number>', 'the frame whose values and greys are shown, from 1', '1')
  .option('--tensor <size>', 'adds the values that a network is given: frames of size × size, 0 to 1')
  .option('--frames <count>', 'frames of the tensor of a clip, at equal times', '16')
  .action(run);
