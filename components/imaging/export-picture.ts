import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { Look } from '#lib/dicom/grey-table.ts';
import { frameHeader, type PictureHeader } from '#lib/dicom/picture-header.ts';
import type { FramePlanes } from '#lib/dicom/picture-planes.ts';
import { RefusedError } from '#lib/dicom/refusal.ts';
import type { Region } from '#lib/dicom/ultrasound-regions.ts';
import { FramePainter } from './draw-frame.ts';
import { PlanePainter } from './draw-planes.ts';
import type { PictureSession } from './picture-session.ts';

/** No picture or clip could be made; `message` says why. */
class ExportFailure extends TaggedError {
  override readonly name = 'ExportFailure';
  readonly tag: 'canvas' | 'encoder' | 'stopped';

  constructor(tag: ExportFailure['tag'], message: string, cause?: unknown) {
    super(message, { cause });
    this.tag = tag;
  }
}

export type ExportOptions = {
  readonly look: Look;
  /** Leaves text of the machine in the picture; else only what lies in ultrasound regions is kept. */
  readonly withText: boolean;
  /** The picture is covered by its shutter, as on the screen. */
  readonly withPlanes: boolean;
  /** Overlay planes are drawn too: they may hold names. */
  readonly withOverlays: boolean;
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
};

/** Whether text about the patient may be part of the pixels with no way of telling where. */
export const mayHoldText = (header: PictureHeader): boolean => {
  const { cleanPixels, labels, coloured } = header;
  const { regions } = frameHeader(header, 0).calibration;
  return !cleanPixels && regions.length === 0 && (labels.dicomModality === 'US' || coloured);
};

/** The frame at its own size, square pixels, with no mark of ours and, unless asked for, no text of the machine. */
class FrameCopier {
  readonly canvas = document.createElement('canvas');
  readonly #painter: FramePainter;
  readonly #planes: PlanePainter;
  readonly #header: PictureHeader;
  readonly #options: ExportOptions;

  constructor(header: PictureHeader, options: ExportOptions) {
    this.#header = header;
    this.#options = options;
    this.#painter = new FramePainter(header);
    this.#planes = new PlanePainter(header);
    // Video encoders want even sides.
    this.canvas.width = 2 * Math.ceil(header.columns / 2);
    this.canvas.height = 2 * Math.ceil((header.rows * header.aspect) / 2);
  }

  draw(index: number, frame: DisplayFrame, planes: FramePlanes | null): void {
    const context = this.canvas.getContext('2d');
    if (!context) throw new ExportFailure('canvas', 'This browser gives no canvas to draw on.');
    const { aspect, cleanPixels } = this.#header;
    const { calibration, greyScale: scale, shutter } = frameHeader(this.#header, index);
    this.#painter.paint(context, [1, 0, 0, aspect, 0, 0], { frame, scale }, this.#options.look);
    this.#planes.paint(context, [1, 0, 0, aspect, 0, 0], planes, this.#options.withPlanes ? shutter : null);
    if (!this.#options.withText && !cleanPixels && calibration.regions.length > 0)
      keepRegions(context, calibration.regions, aspect);
  }
}

/** Blackens everything outside the regions: names and dates stand beside the scan. */
function keepRegions(context: CanvasRenderingContext2D, regions: readonly Region[], aspect: number): void {
  const { canvas } = context;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.beginPath();
  context.rect(0, 0, canvas.width, canvas.height);
  for (const { x0, y0, x1, y1 } of regions) {
    // The other way round, so that the even-odd rule leaves the region alone.
    context.rect(x0, y0 * aspect, x1 - x0 + 1, (y1 - y0 + 1) * aspect);
  }
  context.fillStyle = '#000';
  context.fill('evenodd');
}

/** Encoders fail with whatever the browser gives them. */
const notEncoded = (cause: unknown): never => {
  throw new ExportFailure('encoder', 'This browser could not encode the clip.', cause);
};

async function frameOf(session: PictureSession, index: number): Promise<DisplayFrame> {
  const outcome = await session.frame(index);
  if (!outcome.ok) throw new RefusedError(outcome.refusal);
  return outcome.value;
}

async function planesOf(
  { header, planes }: PictureSession,
  index: number,
  { withPlanes, withOverlays }: ExportOptions,
): Promise<FramePlanes | null> {
  if (header.overlays.planes.length === 0) return null;
  const outcome = await planes(index);
  if (!outcome.ok) throw new RefusedError(outcome.refusal);
  const { marks, cover } = outcome.value;
  return { marks: withOverlays ? marks : null, cover: withPlanes ? cover : null };
}

/** One frame as PNG. Throws `RefusedError` when it cannot be decoded, and `ExportFailure`. */
export async function exportFrame(
  session: PictureSession,
  index: number,
  options: ExportOptions,
): Promise<Blob> {
  const copier = new FrameCopier(session.header, options);
  copier.draw(index, await frameOf(session, index), await planesOf(session, index, options));
  return new Promise((resolve, reject) => {
    copier.canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new ExportFailure('encoder', 'The PNG could not be made.'))),
      'image/png',
    );
  });
}

/**
 * All frames at their own rate as MP4 (H.264) or, where the browser has no such encoder, WebM. Throws as `exportFrame` does.
 */
export async function exportClip(session: PictureSession, options: ExportOptions): Promise<Blob> {
  const {
    BufferTarget,
    CanvasSource,
    canEncodeVideo,
    Mp4OutputFormat,
    Output,
    QUALITY_HIGH,
    WebMOutputFormat,
  } = await import('mediabunny');
  const copier = new FrameCopier(session.header, options);
  const { width, height } = copier.canvas;
  const isMp4 = await canEncodeVideo('avc', { width, height });
  const codec = isMp4 ? 'avc' : 'vp9';
  if (!isMp4 && !(await canEncodeVideo('vp9', { width, height })))
    throw new ExportFailure('encoder', 'This browser cannot encode video, so no clip can be made.');
  const target = new BufferTarget();
  const output = new Output({ format: isMp4 ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(copier.canvas, { codec, bitrate: QUALITY_HIGH });
  output.addVideoTrack(source);
  await output.start().catch(notEncoded);
  let at = 0;
  for (const [index, ms] of session.header.cine.durations.entries()) {
    if (options.signal?.aborted) {
      await output.cancel();
      throw new ExportFailure('stopped', 'Stopped.');
    }
    copier.draw(index, await frameOf(session, index), await planesOf(session, index, options));
    await source.add(at / 1000, ms / 1000).catch(notEncoded);
    at += ms;
    options.onProgress?.(index + 1);
  }
  await output.finalize().catch(notEncoded);
  return new Blob([target.buffer ?? new ArrayBuffer()], { type: isMp4 ? 'video/mp4' : 'video/webm' });
}

/** Hands a file to the browser's downloads. The name says nothing about the patient. */
export function download(blob: Blob): void {
  const extension = blob.type.split('/')[1] ?? 'bin';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `picture.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
