import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { Levels } from '#lib/dicom/levels.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import type { FramePlanes } from '#lib/dicom/picture-planes.ts';
import type { Outcome, Refusal } from '#lib/dicom/refusal.ts';
import type { Point } from '#lib/dicom/scale.ts';
import type { FrameSummary } from '#lib/dicom/summarise-frame.ts';
import type { TagRow } from '#lib/dicom/tag-rows.ts';
import type { VideoStream } from '#lib/dicom/video-stream.ts';
import type { PictureAnswers, PictureReply, PictureRequest } from './picture-protocol.ts';
import type { SmallPicture } from './small-picture.ts';

/** One open file. `id` is new for every opening, so that no cache can hand out another patient's picture. */
export type PictureSession = {
  readonly id: string;
  readonly header: PictureHeader;
  readonly frame: (index: number) => Promise<Outcome<DisplayFrame>>;
  /** The pixels of one frame along a line, as a picture one pixel wide. */
  readonly column: (index: number, from: Point, to: Point) => Promise<Outcome<DisplayFrame>>;
  readonly summary: (index: number) => Promise<Outcome<FrameSummary>>;
  /** Overlay planes of one frame. */
  readonly planes: (index: number) => Promise<Outcome<FramePlanes>>;
  readonly levels: () => Promise<Outcome<Levels | null>>;
  readonly thumbnail: () => Promise<Outcome<SmallPicture>>;
  readonly tags: () => Promise<readonly TagRow[]>;
};

/** A file that was read; without a picture it can still be browsed. */
export type OpenedFile = {
  readonly id: string;
  readonly picture: Outcome<PictureSession>;
  readonly tags: () => Promise<readonly TagRow[]>;
  /** The film of a file that holds one. */
  readonly video: () => Promise<Outcome<VideoStream>>;
  readonly close: () => void;
};

type Waiting = {
  readonly resolve: (answer: PictureReply['answer']) => void;
  readonly reject: (error: Error) => void;
};

let worker: Worker | undefined;
const waiting = new Map<number, Waiting>();
let asked = 0;

function settle({ id, answer, failure }: PictureReply): void {
  const caller = waiting.get(id);
  waiting.delete(id);
  if (failure === null) caller?.resolve(answer);
  else caller?.reject(new Error(failure));
}

/** A worker that died takes its open files with it: what waits for it is told, and the next file gets a new one. */
function startWorker(): Worker {
  const started = new Worker(new URL('./picture.worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<PictureReply>) => settle(data));
  started.addEventListener('error', () => {
    worker = undefined;
    started.terminate();
    for (const { reject } of waiting.values())
      reject(new Error('The decoder stopped, most likely for want of memory.'));
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

const unreadable = (error: unknown): Refusal => ({
  code: 'no-picture',
  keyword: null,
  message: error instanceof Error ? error.message : String(error),
});

/** Reads a file and its header; never rejects. The caller closes it. */
export async function openFile({ bytes }: OpenImage): Promise<OpenedFile> {
  const id = crypto.randomUUID();
  const tags = () => ask(id, 'tags', {});
  const video = () => ask(id, 'video', {}).catch(refused);
  const close = () => void ask(id, 'close', {}).catch(() => null);
  try {
    const buffer = await bytes();
    const opened = await ask(id, 'open', { bytes: buffer }, [buffer]);
    if (!opened.ok) return { id, picture: opened, tags, video, close };
    const session: PictureSession = {
      id,
      header: opened.value,
      frame: rememberLast((frame) => ask(id, 'frame', { frame }).catch(refused)),
      column: (frame, from, to) => ask(id, 'column', { frame, from, to }).catch(refused),
      summary: (frame) => ask(id, 'summary', { frame }).catch(refused),
      planes: (frame) => ask(id, 'planes', { frame }).catch(refused),
      levels: () => ask(id, 'levels', {}).catch(refused),
      thumbnail: () => ask(id, 'thumbnail', {}).catch(refused),
      tags,
    };
    return { id, picture: { ok: true, value: session }, tags, video, close };
  } catch (error) {
    return { id, picture: { ok: false, refusal: unreadable(error) }, tags, video, close };
  }
}

/** The first frame is asked for three times on its way to the screen, and decoded once. */
function rememberLast<T>(read: (index: number) => Promise<T>): (index: number) => Promise<T> {
  let last: { readonly index: number; readonly value: Promise<T> } | null = null;
  return (index) => {
    if (last?.index !== index) last = { index, value: read(index) };
    return last.value;
  };
}

const refused = (error: unknown) => ({ ok: false, refusal: unreadable(error) }) as const;
