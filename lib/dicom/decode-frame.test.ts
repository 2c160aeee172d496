import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { CodecFailure, loadCodec, runCodec } from './codecs/codec-failure.ts';
import { decodeFrame } from './decode-frame.ts';
import { madeRows } from './fixtures/open-made.ts';
import type { Picture } from './picture.ts';

const whole = madeRows([[1, 2, 3]]);

/** The picture with frames of that packing, whose bytes are found so. */
const packed = (
  packing: Picture['file']['syntax']['packing'],
  frameBytes: Picture['frameBytes'],
): Picture => ({
  ...whole,
  frameBytes,
  file: { ...whole.file, syntax: { ...whole.file.syntax, packing, name: 'Test' } },
});

const DAMAGED = 'The picture could not be decoded (Test): the data are damaged.';

describe('decodeFrame', () => {
  it('lets a mistake of the program through: it says nothing of the file', async () => {
    const mistake = new TypeError('frameBytes is not a function');
    const picture = packed('native', () => {
      throw mistake;
    });
    await expect(decodeFrame(picture, 0)).rejects.toBe(mistake);
  });

  it('refuses what a codec throws on damaged data', async () => {
    const noise = Uint8Array.from({ length: 300 }, (_, i) => (i * 97) % 256);
    const frame = await decodeFrame(
      packed('jpeg-ls', () => noise),
      0,
    );
    expect(frame).toMatchObject({ ok: false, refusal: { code: 'corrupt-frame', message: DAMAGED } });
  });

  it('refuses a frame that inflates to more than it may', async () => {
    const frame = await decodeFrame(
      packed('deflated-frames', () => deflateSync(new Uint8Array(5000))),
      0,
    );
    expect(frame).toMatchObject({ ok: false, refusal: { code: 'corrupt-frame', message: DAMAGED } });
  });
});

describe('the border of a codec', () => {
  it.each([6225264, new TypeError('imageInfo is undefined'), 'abort(OOM)'])(
    'makes one failure of whatever it throws: %s',
    async (thrown) => {
      const run = runCodec(() => {
        throw thrown;
      });
      await expect(run).rejects.toMatchObject({ name: 'CodecFailure', tag: 'damaged', cause: thrown });
    },
  );

  it('tells a codec that cannot be fetched from one that fails', async () => {
    const load = loadCodec(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(load).rejects.toBeInstanceOf(CodecFailure);
    await expect(load).rejects.toMatchObject({ tag: 'not-loaded' });
  });
});
