import { clipLevels } from '#lib/dicom/clip-levels.ts';
import { warmDecoders } from '#lib/dicom/codecs/loader-decoders.ts';
import { type DicomFile, readDicomFile } from '#lib/dicom/dicom-file.ts';
import { type DisplayFrame, toDisplay } from '#lib/dicom/display-frame.ts';
import { frameLevels, type Levels } from '#lib/dicom/levels.ts';
import type { Frame } from '#lib/dicom/picture.ts';
import { framePlanes } from '#lib/dicom/picture-planes.ts';
import { isPrescribed } from '#lib/dicom/presets.ts';
import { type Outcome, refuse } from '#lib/dicom/refusal.ts';
import { summariseFrame } from '#lib/dicom/summarise-frame.ts';
import { tagRows } from '#lib/dicom/tag-rows.ts';
import { columnAlong } from '#lib/dicom/time-depth.ts';
import { videoStreamOf } from '#lib/dicom/video-stream.ts';
import type { OpenedPicture } from './opened-picture.ts';
import type { PictureAnswers, PictureReply, PictureRequest } from './picture-protocol.ts';
import { smallPicture } from './small-picture.ts';

const CLOSED = { ok: false, refusal: refuse('no-picture', null, 'The file was closed.') } as const;

type OnDesk = OpenedPicture & {
  /** Decoded for the small picture, and kept for whoever asks for the frame itself. */
  drawn: { readonly index: number; readonly frame: Frame } | null;
  levels: Promise<Levels | null> | null;
};

/**
 * Open files by name, and the answers to what the page asks of them. A file's bytes stay until it is closed; a decoded frame is
 * handed over and forgotten.
 */
export class PictureDesk {
  readonly #files = new Map<string, DicomFile>();
  readonly #pictures = new Map<string, OnDesk>();
  readonly #open: (file: DicomFile) => Promise<Outcome<OpenedPicture>>;

  constructor(open: (file: DicomFile) => Promise<Outcome<OpenedPicture>>) {
    this.#open = open;
  }

  /** Rejects for a fault of the program alone: what is wrong with a file is in the answer. */
  async answer(request: PictureRequest): Promise<PictureReply['answer']> {
    if (request.ask === 'warm') return warmDecoders().then(() => null);
    if (request.ask === 'open') return this.#openFile(request.picture, request.bytes);
    if (request.ask === 'close') return this.#close(request.picture);
    if (request.ask === 'tags' || request.ask === 'video') return this.#ofFile(request.picture, request.ask);
    const picture = this.#pictures.get(request.picture);
    return picture ? this.#ofPicture(picture, request) : CLOSED;
  }

  async #openFile(name: string, bytes: ArrayBuffer): Promise<PictureAnswers['open']> {
    const file = readDicomFile(new Uint8Array(bytes));
    if (!file.ok) return file;
    this.#files.set(name, file.value);
    const opened = await this.#open(file.value);
    if (!opened.ok) return opened;
    if (!this.#files.has(name)) {
      opened.value.close();
      return CLOSED;
    }
    this.#pictures.set(name, { ...opened.value, drawn: null, levels: null });
    return { ok: true, value: opened.value.header };
  }

  #close(name: string): null {
    this.#files.delete(name);
    this.#pictures.get(name)?.close();
    this.#pictures.delete(name);
    return null;
  }

  #ofFile(name: string, ask: 'tags' | 'video'): PictureReply['answer'] {
    const file = this.#files.get(name);
    if (ask === 'video') return file ? videoStreamOf(file) : CLOSED;
    return file ? tagRows(file) : [];
  }

  async #ofPicture(
    opened: OnDesk,
    request: Exclude<PictureRequest, { ask: 'warm' | 'open' | 'close' | 'tags' | 'video' }>,
  ): Promise<PictureReply['answer']> {
    const { picture, header } = opened;
    if (request.ask === 'planes')
      return { ok: true, value: framePlanes(picture, header.overlays, request.frame) };
    if (request.ask === 'levels') return { ok: true, value: await levelsOfClip(opened) };
    if (request.ask === 'thumbnail') return thumbnail(opened);
    const frame = await decoded(opened, request.frame);
    if (!frame.ok) return frame;
    if (request.ask === 'summary') return { ok: true, value: await summariseFrame(frame.value) };
    const display = toDisplay(frame.value, picture);
    // From the frame as it is drawn, so that the window of the picture holds for it.
    if (request.ask === 'column')
      return { ok: true, value: columnAlong(display, picture, request.from, request.to) };
    // Its memory goes to the page with the answer.
    if (opened.drawn?.index === request.frame) opened.drawn = null;
    return { ok: true, value: display };
  }
}

async function decoded({ drawn, frame }: OnDesk, index: number): Promise<Outcome<Frame>> {
  return drawn?.index === index ? { ok: true, value: drawn.frame } : frame(index);
}

function levelsOfClip(opened: OnDesk): Promise<Levels | null> {
  opened.levels ??= clipLevels(opened.picture, opened.header);
  return opened.levels;
}

/** The middle frame: the first of a clip is often dark. */
async function thumbnail(opened: OnDesk): Promise<PictureAnswers['thumbnail']> {
  const { picture, header } = opened;
  const middle = middleFrame(picture.frames);
  const frame = await decoded(opened, middle);
  if (!frame.ok) return frame;
  opened.drawn = { index: middle, frame: frame.value };
  const display = toDisplay(frame.value, picture);
  return { ok: true, value: smallPicture(header, middle, display, await levelsFor(opened, display)) };
}

function levelsFor(opened: OnDesk, display: DisplayFrame): Promise<Levels | null> | Levels | null {
  const { header } = opened;
  if (isPrescribed(header)) return null;
  return header.frames === 1 ? frameLevels(header, display) : levelsOfClip(opened);
}

const middleFrame = (frames: number): number => Math.floor((frames - 1) / 2);
