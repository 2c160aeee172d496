import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { decodeFrame } from '#lib/dicom/decode-frame.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import { openPicture } from '#lib/dicom/open-picture.ts';
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
  readonly firstFrame: FrameSummary | null;
};

const image = (path: string): OpenImage => ({
  key: path,
  title: path,
  bytes: async () => new Uint8Array(await readFile(path)).buffer,
});

async function describe({ title, bytes }: OpenImage): Promise<PictureLine> {
  const nothing = { transferSyntax: null, rows: null, columns: null, frames: null, firstFrame: null };
  const opened = openPicture(new Uint8Array(await bytes()));
  if (!opened.ok) return { file: title, opened: false, reason: opened.refusal.message, ...nothing };
  const { rows, columns, frames, file } = opened.value;
  const header = { transferSyntax: file.syntax.uid, rows, columns, frames };
  const frame = await decodeFrame(opened.value, 0);
  if (!frame.ok)
    return { file: title, opened: false, reason: frame.refusal.message, ...header, firstFrame: null };
  return {
    file: title,
    opened: true,
    reason: null,
    ...header,
    firstFrame: await summariseFrame(frame.value),
  };
}

async function run(paths: readonly string[]): Promise<void> {
  let refused = 0;
  for (const path of paths) {
    const line = await describe(image(path));
    if (!line.opened) refused += 1;
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  if (refused > 0) process.exitCode = SOME_REFUSED;
}

export const command = new Command('picture')
  .description(
    'Reads DICOM files as the viewer does: a JSON line each with size and first frame, or why there is none.',
  )
  .argument('<files...>', 'DICOM files')
  .action(run);
