import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderEchocardiogram } from '#lib/simulator/imaging/echocardiogram/render-echocardiogram.ts';
import { samplePerson } from '#lib/simulator/imaging/sample-person.ts';
import { decodeRle } from '../codecs/decode-rle.ts';
import { encodeRle } from '../codecs/encode-rle.ts';
import { installed, pythonWith } from '../fixtures/programs.ts';
import { hasPublicFiles, publicBytes } from '../fixtures/public-files.ts';
import { isRefusal } from '../part10/read-part10.ts';
import { blankFrame } from './blank-pixels.ts';
import { decodePixels } from './decode-pixels.ts';
import { deidentifyFile } from './deidentify-file.ts';

const request = {
  dates: 'remove',
  uids: 'hash',
  secret: new Uint8Array(32),
  unsurePixels: 'refuse',
  decodePixels,
} as const;
const folder = mkdtempSync(join(tmpdir(), 'consilium-blank-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('encodeRle', () => {
  it('gives back every frame, to the bit', () => {
    const layout = fc.record({
      rows: fc.integer({ min: 1, max: 9 }),
      columns: fc.integer({ min: 1, max: 300 }),
      samplesPerPixel: fc.constantFrom(1, 3),
      bytesPerSample: fc.constantFrom(1, 2),
    });
    const value = fc.oneof(fc.constant(0), fc.nat(3), fc.nat(255));
    fc.assert(
      fc.property(layout, fc.array(value, { minLength: 1, maxLength: 400 }), (frame, pattern) => {
        const { rows, columns, samplesPerPixel, bytesPerSample } = frame;
        const size = rows * columns * samplesPerPixel * bytesPerSample;
        const bytes = Uint8Array.from({ length: size }, (_, k) => pattern[k % pattern.length] ?? 0);
        expect(decodeRle(encodeRle(bytes, frame), rows * columns, samplesPerPixel, bytesPerSample)).toEqual(
          bytes,
        );
      }),
    );
  });
});

describe('blankFrame', () => {
  it('blanks what is not kept and nothing else', () => {
    const frame = Uint8Array.from({ length: 12 }, (_, k) => k + 1);
    const layout = { rows: 2, columns: 2, samplesPerPixel: 3, bytesPerSample: 1 };
    expect([...blankFrame(frame, Uint8Array.of(0, 1, 1, 0), layout)]).toEqual([
      0, 0, 0, 4, 5, 6, 7, 8, 9, 0, 0, 0,
    ]);
  });
});

/** Frames of both files by pydicom: whether the region is the same and everything else is one value. */
const COMPARE = `
import sys, numpy as np, pydicom
from pydicom.pixels import pixel_array
a, b = pydicom.dcmread(sys.argv[1]), pydicom.dcmread(sys.argv[2])
x, y = pixel_array(a), pixel_array(b)
kept = np.zeros(y.shape[-3:-1] if y.ndim > 2 and y.shape[-1] == 3 else y.shape[-2:], bool)
for r in a.SequenceOfUltrasoundRegions:
    kept[r.RegionLocationMinY0:r.RegionLocationMaxY1 + 1, r.RegionLocationMinX0:r.RegionLocationMaxX1 + 1] = True
inside = np.abs(x.astype(int) - y.astype(int))[..., kept, :] if x.ndim == y.ndim and x.shape[-1] == 3 else np.abs(x.astype(int) - y.astype(int))[..., kept]
outside = y[..., ~kept, :] if y.shape[-1] == 3 else y[..., ~kept]
print(int(inside.max()), len(np.unique(outside)), b.file_meta.TransferSyntaxUID, x.shape == y.shape, int((~kept).sum()) > 0)
`;

/** An echocardiogram before and after, on disk. */
async function cleanedEcho() {
  const heart = { ejectionFraction: 40, endDiastolicVolume: 150, heartRate: 70, wallMotion: null };
  const moment = { study: 0, ms: Date.UTC(2026, 8, 29, 16) };
  const rendered = renderEchocardiogram(
    samplePerson(11, 0),
    heart,
    moment,
    { dropout: 0.3 },
    await loadJpegEncoder(),
  );
  const original = new Uint8Array(rendered.dicom);
  const cleaned = await deidentifyFile(original, request);
  if (isRefusal(cleaned)) throw new Error(cleaned.refusal);
  const [before, after] = [join(folder, 'before.dcm'), join(folder, 'after.dcm')];
  writeFileSync(before, original);
  writeFileSync(after, cleaned.bytes);
  return { before, after, cleaned };
}

describe('ultrasound', () => {
  let made: ReturnType<typeof cleanedEcho> | undefined;
  const echo = () => {
    made ??= cleanedEcho();
    return made;
  };

  it.skipIf(!pythonWith('pydicom'))('keeps its regions and nothing else, as pydicom sees it', async () => {
    const { before, after, cleaned } = await echo();
    const said = execFileSync(pythonWith('pydicom') ?? '', ['-c', COMPARE, before, after], {
      encoding: 'utf8',
    });
    const [difference, values, ...rest] = said.trim().split(' ');
    // Decoders of JPEG may round differently by one.
    expect(Number(difference)).toBeLessThanOrEqual(2);
    expect([values, ...rest]).toEqual(['1', '1.2.840.10008.1.2.5', 'True', 'True']);
    expect(cleaned.changes.find(({ action }) => action === 'blanked')?.name).toMatch(/Pixel ?Data/);
  });

  it.skipIf(!installed('dciodvfy'))('stays what dciodvfy takes for a clip', async () => {
    const { after } = await echo();
    const said = execFileSync('sh', ['-c', 'dciodvfy "$0" 2>&1 || true', after], { encoding: 'latin1' });
    expect(said.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
    expect(said).toContain('USMultiFrameImage');
  });

  it.skipIf(!hasPublicFiles)('is refused when nothing tells where its picture lies', async () => {
    const outcome = await deidentifyFile(new Uint8Array(publicBytes('pydicom-data/US1_UNCR.dcm')), request);
    expect(outcome).toEqual({ refusal: expect.stringContaining('does not say where on the screen') });
  });
});
