import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode-frame.ts';
import reference from './fixtures/pydicom-frames.json' with { type: 'json' };
import { openPicture } from './open-picture.ts';
import { summariseFrame } from './summarise-frame.ts';

const FOLDER = join('..', 'shared', 'data', 'dicom');
const files = Object.entries(reference);
/** Lossy streams: two decoders may round a value differently (IEEE 1180 allows it). */
const LOSSY = /\.4\.(50|51|53|55|81|91|112|203)$/;

describe.skipIf(!existsSync(FOLDER))(
  'the public DICOM files (skipped where ../shared/data/dicom is absent)',
  () => {
    it.each(files)('%s gives what pydicom sees', async (name, expected) => {
      const opened = openPicture(readFileSync(join(FOLDER, name)));
      if (!opened.ok) throw new Error(opened.refusal.message);
      const frame = await decodeFrame(opened.value, 0);
      if (!frame.ok) throw new Error(frame.refusal.message);
      const found = await summariseFrame(frame.value);
      if (!LOSSY.test(expected.transferSyntax)) expect(found.sha256).toBe(expected.sha256);
      expect(Math.abs(found.mean - expected.mean)).toBeLessThan(0.05);
      expect(Math.abs(found.max - expected.max)).toBeLessThanOrEqual(3);
    });
  },
);
