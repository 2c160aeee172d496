import { describe, expect, it } from 'vitest';
import { decodeFrame } from '#lib/dicom/decode-frame.ts';
import { toDisplay } from '#lib/dicom/display-frame.ts';
import { greyElements, makeFile } from '#lib/dicom/fixtures/make-file.ts';
import { openPicture } from '#lib/dicom/open-picture.ts';
import { headerOf } from '#lib/dicom/picture-header.ts';
import { columnAlong } from '#lib/dicom/time-depth.ts';
import type { PictureSession } from './picture-session.ts';
import { readTimeDepth } from './read-time-depth.ts';

/** A clip of three frames of 2 × 3 pixels, 0 … 17, read as the worker does; `damaged`: a frame that is refused. */
function sessionOf(damaged = -1) {
  const pixels = Uint8Array.from({ length: 18 }, (_, i) => i);
  const picture = openPicture(
    makeFile(greyElements({ rows: 3, columns: 2, bits: 8, pixels }, [[0x00280008, 'IS', '3']])),
  );
  if (!picture.ok) throw new Error(picture.refusal.message);
  const { value } = picture;
  const column: PictureSession['column'] = async (index, from, to) => {
    const frame = await decodeFrame(value, index);
    if (!frame.ok) return frame;
    if (index !== damaged)
      return { ok: true, value: columnAlong(toDisplay(frame.value, value), value, from, to) };
    return { ok: false, refusal: { code: 'corrupt-frame', keyword: null, message: 'It is damaged.' } };
  };
  return { header: headerOf(value), column } as PictureSession;
}

const LINE = [
  { x: 1, y: 0 },
  { x: 1, y: 2 },
] as const;
const options = (signal = new AbortController().signal) => ({ signal, onProgress: () => {} });

describe('readTimeDepth', () => {
  it('is frames wide and as high as the line is long', async () => {
    const read = await readTimeDepth(sessionOf(), LINE, options());
    expect(read?.ok && [read.value.width, read.value.height]).toEqual([3, 3]);
    const frame = read?.ok ? read.value.frame : null;
    expect(frame?.kind === 'grey' && [...frame.codes]).toEqual([1, 7, 13, 3, 9, 15, 5, 11, 17]);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number) => {
      seen.push(done);
      stop.abort();
    };
    expect(await readTimeDepth(sessionOf(), LINE, { signal: stop.signal, onProgress })).toBeNull();
    expect(seen).toEqual([1]);
  });

  it.each([
    ['a line out of the picture', sessionOf(), [LINE[0], { x: 1, y: 9 }] as const, 'leaves the picture'],
    ['a line without length', sessionOf(), [LINE[0], LINE[0]] as const, 'has no length'],
    ['a damaged frame', sessionOf(1), LINE, 'Frame 2 cannot be read: It is damaged.'],
  ])('says why %s gives none', async (_name, session, line, message) => {
    const read = await readTimeDepth(session, line, options());
    expect(read?.ok === false && read.refusal.message).toContain(message);
  });
});
