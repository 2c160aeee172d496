import { failureSentence } from '#lib/clinical/program-fault.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { isUnreadable } from '#lib/clinical/unreadable-source.ts';
import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import { frameLevels, type Levels } from '#lib/dicom/levels.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import type { FramePlanes } from '#lib/dicom/picture-planes.ts';
import { isPrescribed } from '#lib/dicom/presets.ts';
import { type Outcome, type Refusal, RefusedError, refuse } from '#lib/dicom/refusal.ts';
import type { Point } from '#lib/dicom/scale.ts';
import type { FrameSummary } from '#lib/dicom/summarise-frame.ts';
import type { TagRow } from '#lib/dicom/tag-rows.ts';
import type { VideoStream } from '#lib/dicom/video-stream.ts';
import type { PictureAnswers, PictureReply, PictureRequest } from './picture-protocol.ts';
import type { SmallPicture } from './small-picture.ts';

/** One open picture. */
export type PictureSession = {
  readonly header: PictureHeader;
  readonly frame: (index: number) => Promise<Outcome<DisplayFrame>>;
  /** The pixels of one frame along a line, as a picture one pixel wide. */
  readonly column: (index: number, from: Point, to: Point) => Promise<Outcome<DisplayFrame>>;
  readonly summary: (index: number) => Promise<Outcome<FrameSummary>>;
  /** Overlay planes of one frame. */
  readonly planes: (index: number) => Promise<Outcome<FramePlanes>>;
  readonly levels: () => Promise<Outcome<Levels | null>>;
  readonly thumbnail: () => Promise<Outcome<SmallPicture>>;
};

/** A file that was read; without a picture it can still be browsed. */
export type OpenedFile = {
  readonly picture: Outcome<PictureSession>;
  readonly tags: () => Promise<readonly TagRow[]>;
  /** The film of a file that holds one. */
  readonly video: () => Promise<Outcome<VideoStream>>;
  /** Bytes that it keeps in memory while nobody looks at it; infinite for a film, which keeps a decoder of the browser's. */
  readonly weight: number;
  /** Whether another reader may have it: not when its bytes could not be had, or the decoder that has it stopped. */
  readonly isGood: () => boolean;
  readonly close: () => void;
};

type Waiting = {
  readonly resolve: (answer: PictureReply['answer']) => void;
  readonly reject: (error: RefusedError) => void;
};

let worker: Worker | undefined;
const waiting = new Map<number, Waiting>();
let asked = 0;

const failed = (message: string) => new RefusedError(refuse('no-picture', null, message));

function settle({ id, answer, failure }: PictureReply): void {
  const caller = waiting.get(id);
  waiting.delete(id);
  if (failure === null) caller?.resolve(answer);
  else caller?.reject(failed(failure));
}

/** A worker that died takes its open files with it: what waits for it is told, and the next file gets a new one. */
function startWorker(): Worker {
  const started = new Worker(new URL('./picture.worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<PictureReply>) => settle(data));
  started.addEventListener('error', () => {
    worker = undefined;
    started.terminate();
    for (const { reject } of waiting.values())
      reject(failed('The decoder stopped, most likely for want of memory.'));
    waiting.clear();
  });
  return started;
}

type Ask = PictureRequest['ask'];
type Question<A extends Ask> = Omit<Extract<PictureRequest, { ask: A }>, 'id' | 'picture' | 'ask'>;

function ask<A extends Ask>(picture: string, what: A, details: Question<A>, transfer: Transferable[] = []) {
  worker ??= startWorker();
  const current = worker;
  asked += 1;
  const id = asked;
  return new Promise<PictureAnswers[A]>((resolve, reject) => {
    waiting.set(id, { resolve: (answer) => resolve(answer as PictureAnswers[A]), reject });
    current.postMessage({ id, picture, ask: what, ...details }, transfer);
  });
}

/** Starts the worker and the commonest decoders before there is a file for them. */
export function warmDecoder(): void {
  void ask('', 'warm', {}).catch(() => null);
}

/** A frame that was decoded for the small picture, and the one that was shown last. */
const FRAMES_KEPT = 2;

function weightOf({ rows, columns, coloured, bitsStored, film }: PictureHeader): number {
  const perPixel = coloured ? 3 : bitsStored > 8 ? 2 : 1;
  return film ? Number.POSITIVE_INFINITY : FRAMES_KEPT * rows * columns * perPixel;
}

/** Reads a file and its header; never rejects. The caller closes it; the signal stops the way to its bytes. */
export async function openFile({ bytes }: OpenImage, signal: AbortSignal): Promise<OpenedFile> {
  const id = crypto.randomUUID();
  const door = {
    tags: () => ask(id, 'tags', {}),
    video: () => ask(id, 'video', {}).catch(refused),
    close: () => void ask(id, 'close', {}).catch(() => null),
  };
  try {
    const buffer = await bytes(signal);
    const size = buffer.byteLength;
    const opened = await ask(id, 'open', { bytes: buffer }, [buffer]);
    const own = worker;
    const isGood = () => own !== undefined && own === worker;
    if (!opened.ok) return { ...door, picture: opened, weight: size, isGood };
    const weight = size + weightOf(opened.value);
    return { ...door, picture: { ok: true, value: sessionOf(id, opened.value) }, weight, isGood };
  } catch (thrown) {
    return { ...door, picture: refused(thrown), weight: 0, isGood: () => false };
  }
}

function sessionOf(id: string, header: PictureHeader): PictureSession {
  const { frame, held } = rememberLast((index) => ask(id, 'frame', { frame: index }).catch(refused));
  return {
    header,
    frame,
    column: (index, from, to) => ask(id, 'column', { frame: index, from, to }).catch(refused),
    summary: (index) => ask(id, 'summary', { frame: index }).catch(refused),
    planes: (index) => ask(id, 'planes', { frame: index }).catch(refused),
    levels: () => ask(id, 'levels', {}).catch(refused),
    thumbnail: async () => {
      const here = header.frames === 1 ? await held(0) : null;
      return here?.ok ? smallFrom(header, here.value) : ask(id, 'thumbnail', {}).catch(refused);
    },
  };
}

/** The only frame is on the page already, and need not be decoded for its small picture. */
async function smallFrom(header: PictureHeader, only: DisplayFrame): Promise<Outcome<SmallPicture>> {
  const { smallPicture } = await import('./small-picture.ts');
  const levels = isPrescribed(header) ? null : frameLevels(header, only);
  return { ok: true, value: smallPicture(header, 0, only, levels) };
}

/** The first frame is asked for three times on its way to the screen, and decoded once. */
function rememberLast<T>(read: (index: number) => Promise<T>) {
  let last: { readonly index: number; readonly value: Promise<T> } | null = null;
  return {
    frame(index: number): Promise<T> {
      if (last?.index !== index) last = { index, value: read(index) };
      return last.value;
    },
    /** Without asking for it. */
    held: async (index: number): Promise<T | null> => (last?.index === index ? last.value : null),
  };
}

function refused(thrown: unknown): { readonly ok: false; readonly refusal: Refusal } {
  if (isTagged<RefusedError>(thrown, 'RefusedError')) return { ok: false, refusal: thrown.refusal };
  const message = isUnreadable(thrown)
    ? 'The file could not be read from where it lies.'
    : failureSentence('The picture could not be read', thrown);
  return { ok: false, refusal: refuse('no-picture', null, message) };
}
