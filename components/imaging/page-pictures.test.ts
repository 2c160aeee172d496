import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { greyElements, makeFile } from '#lib/dicom/fixtures/make-file.ts';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import { RefusedError, refuse } from '#lib/dicom/refusal.ts';
import { openPictureOrFilm } from './open-picture-or-film.ts';
import { PictureDesk } from './picture-desk.ts';
import type { PictureReply, PictureRequest } from './picture-protocol.ts';

const pixels = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
const still = makeFile(greyElements({ rows: 3, columns: 4, bits: 8, pixels }));
const clip = makeFile(greyElements({ rows: 1, columns: 4, bits: 8, pixels }, [[0x00280008, 'IS', '3']]));

const decoded: number[] = [];
const workers: InProcess[] = [];

/** The decoder as the page sees it, with its desk in this thread. */
class InProcess extends EventTarget {
  readonly #desk = new PictureDesk(async (file) => {
    const opened = await openPictureOrFilm(file);
    if (!opened.ok) return opened;
    const frame = (index: number) => {
      decoded.push(index);
      return opened.value.frame(index);
    };
    return { ok: true, value: { ...opened.value, frame } };
  });

  constructor() {
    super();
    workers.push(this);
  }

  async postMessage(request: PictureRequest): Promise<void> {
    const answer = await this.#desk.answer(request);
    const data: PictureReply = { id: request.id, answer, failure: null };
    this.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }));
  }

  terminate(): void {}
}

let fetched: string[] = [];

const image = (file: string, content: Uint8Array): OpenImage => ({
  key: file,
  file,
  title: file,
  bytes: async () => {
    fetched.push(file);
    return new Uint8Array(content).buffer;
  },
});

/** A page of its own. */
async function freshPage() {
  vi.resetModules();
  return (await import('./page-pictures.ts')).pagePictures;
}

async function sessionOf(file: Awaited<ReturnType<typeof freshPage>>, one: OpenImage) {
  const borrowed = file.borrow(one);
  const { picture } = await borrowed.file;
  if (!picture.ok) throw new RefusedError(picture.refusal);
  return { session: picture.value, ...borrowed };
}

beforeEach(() => {
  vi.stubGlobal('Worker', InProcess);
  fetched = [];
  decoded.length = 0;
});
afterEach(() => vi.unstubAllGlobals());

describe('a picture that is shown small and large', () => {
  it('is fetched once and decoded once', async () => {
    const pages = await freshPage();
    const small = await sessionOf(pages, image('a', still));
    expect(await small.session.thumbnail()).toMatchObject({ ok: true, value: { width: 4, height: 3 } });
    small.putDown();
    const large = await sessionOf(pages, image('a', still));
    const frame = await large.session.frame(0);
    expect(frame).toMatchObject({ ok: true, value: { codes: pixels } });
    expect([fetched, decoded]).toEqual([['a'], [0]]);
  });

  it('is decoded once too when it was large first, and looks the same', async () => {
    const pages = await freshPage();
    const large = await sessionOf(pages, image('a', still));
    await large.session.frame(0);
    const before = await large.session.thumbnail();
    expect([fetched, decoded]).toEqual([['a'], [0]]);
    const alone = await sessionOf(pages, image('b', still));
    expect(await alone.session.thumbnail()).toEqual(before);
  });

  it('gives the middle frame of a clip, drawn in small, to the viewer', async () => {
    const pages = await freshPage();
    const { session } = await sessionOf(pages, image('a', clip));
    await session.thumbnail();
    for (const index of [0, 1, 2]) await session.frame(index);
    expect(decoded).toEqual([1, 0, 2]);
  });

  it('is fetched again when it could not be had, and when its decoder died', async () => {
    const pages = await freshPage();
    const lost = image('a', still);
    const gone = refuse('no-picture', null, 'The image archive could not be reached.');
    const broken = pages.borrow({ ...lost, bytes: () => Promise.reject(new RefusedError(gone)) });
    expect((await broken.file).picture).toEqual({ ok: false, refusal: gone });
    await sessionOf(pages, lost);
    workers.at(-1)?.dispatchEvent(new Event('error'));
    const again = await sessionOf(pages, lost);
    expect(await again.session.frame(0)).toMatchObject({ ok: true });
    expect(fetched).toEqual(['a', 'a']);
  });

  it('is told as a fault of the program when a reader trips', async () => {
    const pages = await freshPage();
    const trips = { ...image('a', still), bytes: () => Promise.reject(new TypeError('x is undefined')) };
    expect((await pages.borrow(trips).file).picture).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('This is a fault of the program, not of the file') },
    });
  });
});
