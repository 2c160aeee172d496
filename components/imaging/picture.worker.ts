import { clipLevels } from '#lib/dicom/clip-levels.ts';
import { type DicomFile, readDicomFile } from '#lib/dicom/dicom-file.ts';
import { type DisplayFrame, toDisplay } from '#lib/dicom/display-frame.ts';
import type { Picture } from '#lib/dicom/picture.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { framePlanes } from '#lib/dicom/picture-planes.ts';
import { isPrescribed } from '#lib/dicom/presets.ts';
import { type Outcome, refuse } from '#lib/dicom/refusal.ts';
import { summariseFrame } from '#lib/dicom/summarise-frame.ts';
import { tagRows } from '#lib/dicom/tag-rows.ts';
import { columnAlong } from '#lib/dicom/time-depth.ts';
import { videoStreamOf } from '#lib/dicom/video-stream.ts';
import { type OpenedPicture, openedPicture } from './opened-picture.ts';
import type { PictureAnswers, PictureReply, PictureRequest } from './picture-protocol.ts';
import { smallPicture } from './small-picture.ts';

// Parsing and decoding run here. A file's bytes stay until it is closed; decoded frames are handed over and forgotten.
const files = new Map<string, DicomFile>();
const pictures = new Map<string, OpenedPicture>();

const CLOSED = refuse('no-picture', null, 'The file was closed.');

async function open(name: string, bytes: ArrayBuffer): Promise<PictureAnswers['open']> {
  const file = readDicomFile(new Uint8Array(bytes));
  if (!file.ok) return file;
  files.set(name, file.value);
  const opened = await openedPicture(file.value);
  if (!opened.ok) return opened;
  if (!files.has(name)) {
    opened.value.close();
    return { ok: false, refusal: CLOSED };
  }
  pictures.set(name, opened.value);
  return { ok: true, value: opened.value.header };
}

async function withFrame<T>(
  name: string,
  index: number,
  use: (frame: Parameters<typeof toDisplay>[0], picture: Picture, header: PictureHeader) => T | Promise<T>,
): Promise<Outcome<T>> {
  const opened = pictures.get(name);
  if (!opened) return { ok: false, refusal: CLOSED };
  const { picture, header } = opened;
  const frame = await opened.frame(index);
  return frame.ok ? { ok: true, value: await use(frame.value, picture, header) } : frame;
}

/** From the frame as it is drawn, so that the window of the picture holds for it. */
const column = ({ picture: name, frame: index, from, to }: Extract<PictureRequest, { ask: 'column' }>) =>
  withFrame(name, index, (frame, picture) => columnAlong(toDisplay(frame, picture), picture, from, to));

async function levels(name: string): Promise<PictureAnswers['levels']> {
  const opened = pictures.get(name);
  if (!opened) return { ok: false, refusal: CLOSED };
  return { ok: true, value: await clipLevels(opened.picture, opened.header) };
}

function planes(name: string, index: number): PictureAnswers['planes'] {
  const opened = pictures.get(name);
  if (!opened) return { ok: false, refusal: CLOSED };
  return { ok: true, value: framePlanes(opened.picture, opened.header.overlays, index) };
}

/** The middle frame: the first of a clip is often dark. */
function thumbnail(name: string): Promise<PictureAnswers['thumbnail']> {
  const middle = Math.floor(((pictures.get(name)?.picture.frames ?? 1) - 1) / 2);
  return withFrame(name, middle, async (frame, picture, header) => {
    const found = isPrescribed(header) ? null : await clipLevels(picture, header);
    return smallPicture(header, middle, toDisplay(frame, picture), found);
  });
}

function close(name: string): null {
  files.delete(name);
  pictures.get(name)?.close();
  pictures.delete(name);
  return null;
}

async function answerTo(request: PictureRequest): Promise<PictureReply['answer']> {
  const { picture } = request;
  if (request.ask === 'planes') return planes(picture, request.frame);
  if (request.ask === 'open') return open(picture, request.bytes);
  if (request.ask === 'frame') return withFrame(picture, request.frame, toDisplay);
  if (request.ask === 'column') return column(request);
  if (request.ask === 'summary') return withFrame(picture, request.frame, summariseFrame);
  if (request.ask === 'levels') return levels(picture);
  if (request.ask === 'thumbnail') return thumbnail(picture);
  return answerOfFile(request.ask, picture);
}

function answerOfFile(ask: 'video' | 'tags' | 'close', name: string): PictureReply['answer'] {
  if (ask === 'close') return close(name);
  const file = files.get(name);
  if (ask === 'video') return file ? videoStreamOf(file) : { ok: false, refusal: CLOSED };
  return file ? tagRows(file) : [];
}

function transferable(answer: PictureReply['answer']): Transferable[] {
  if (answer === null || !('ok' in answer) || !answer.ok || answer.value === null) return [];
  if ('rgba' in answer.value) return [answer.value.rgba.buffer];
  if ('extension' in answer.value) return [answer.value.bytes.buffer];
  if (!('kind' in answer.value)) return [];
  const frame: DisplayFrame = answer.value;
  const arrays = frame.kind === 'colour' ? [frame.rgb] : [frame.codes, ...(frame.exact ? [frame.exact] : [])];
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

async function serve(request: PictureRequest): Promise<void> {
  try {
    const answer = await answerTo(request);
    const reply: PictureReply = { id: request.id, answer, failure: null };
    self.postMessage(reply, { transfer: transferable(answer) });
  } catch (cause) {
    const failure = cause instanceof Error ? cause.message : String(cause);
    self.postMessage({ id: request.id, answer: null, failure } satisfies PictureReply);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<PictureRequest>) => void serve(data));
