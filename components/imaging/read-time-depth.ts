import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { Outcome } from '#lib/dicom/refusal.ts';
import { refuse } from '#lib/dicom/refusal.ts';
import type { Point } from '#lib/dicom/scale.ts';
import { isInside, joinColumns, samplesAlong } from '#lib/dicom/time-depth.ts';
import type { PictureSession } from './picture-session.ts';

/** A picture of time (a column for each frame) and depth (a row for each sample of the line). */
export type TimeDepth = { readonly width: number; readonly height: number; readonly frame: DisplayFrame };

/** A place in an M-mode: seconds from the first frame, and depth from the first point of the line. */
export type Place = { readonly time: number; readonly depth: number };

type Options = { readonly signal: AbortSignal; readonly onProgress: (done: number) => void };

/** Reads all frames along a line, in the worker one after the other; null when the signal says stop. */
export async function readTimeDepth(
  session: PictureSession,
  [from, to]: readonly [Point, Point],
  { signal, onProgress }: Options,
): Promise<Outcome<TimeDepth> | null> {
  const { header } = session;
  if (!isInside(header, [from, to])) return no('The line leaves the picture.');
  if (from.x === to.x && from.y === to.y) return no('The line has no length.');
  const columns: DisplayFrame[] = [];
  for (let index = 0; index < header.frames; index += 1) {
    const column = await session.column(index, from, to);
    if (signal.aborted) return null;
    if (!column.ok) return no(`Frame ${index + 1} cannot be read: ${column.refusal.message}`);
    columns.push(column.value);
    onProgress(index + 1);
  }
  // Deeper frames are scaled each by its own extremes, so that their greys cannot stand side by side.
  if (columns.some((column) => column.kind === 'grey' && column.step !== 1))
    return no('Pictures of more than 16 bits are not drawn over time.');
  const height = samplesAlong(from, to);
  const frame = joinColumns(columns, height);
  return frame ? { ok: true, value: { width: columns.length, height, frame } } : no('The clip has no frame.');
}

const no = (message: string): Outcome<never> => ({ ok: false, refusal: refuse('no-picture', null, message) });
