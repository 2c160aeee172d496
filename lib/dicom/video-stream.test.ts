import { describe, expect, it } from 'vitest';
import { readDicomFile } from './dicom-file.ts';
import { makeVideo } from './fixtures/make-video.ts';
import { pictureOf } from './open-picture.ts';
import { videoStreamOf } from './video-stream.ts';

const ROOT = '1.2.840.10008.1.2.4';
const at = (length: number, marks: Readonly<Record<number, readonly number[]>>): Uint8Array => {
  const bytes = Uint8Array.from({ length }, (_, i) => (7 * i) % 251);
  for (const [place, mark] of Object.entries(marks)) bytes.set(mark, Number(place));
  return bytes;
};
const STREAMS = {
  mp4: at(400, { 4: [0x66, 0x74, 0x79, 0x70] }),
  ts: at(376, { 0: [0x47], 188: [0x47] }),
  mpg: at(64, { 0: [0, 0, 1, 0xba] }),
  bare: at(64, { 0: [0, 0, 1, 0xb3] }),
} as const;

function read(bytes: Uint8Array) {
  const file = readDicomFile(bytes);
  if (!file.ok) throw new Error(file.refusal.message);
  return file.value;
}

describe('a film', () => {
  it.each([
    ['100', 'MPEG-2 Main Profile / Main Level', 'm2v'],
    ['100.1', 'MPEG-2 Main Profile / Main Level', 'm2v'],
    ['101', 'MPEG-2 Main Profile / High Level', 'm2v'],
    ['101.1', 'MPEG-2 Main Profile / High Level', 'm2v'],
    ['102', 'MPEG-4 AVC/H.264 High Profile', 'h264'],
    ['102.1', 'MPEG-4 AVC/H.264 High Profile', 'h264'],
    ['103', 'MPEG-4 AVC/H.264 BD-compatible High Profile', 'h264'],
    ['103.1', 'MPEG-4 AVC/H.264 BD-compatible High Profile', 'h264'],
    ['104', 'MPEG-4 AVC/H.264 High Profile for 2D Video', 'h264'],
    ['104.1', 'MPEG-4 AVC/H.264 High Profile for 2D Video', 'h264'],
    ['105', 'MPEG-4 AVC/H.264 High Profile for 3D Video', 'h264'],
    ['105.1', 'MPEG-4 AVC/H.264 High Profile for 3D Video', 'h264'],
    ['106', 'MPEG-4 AVC/H.264 Stereo High Profile', 'h264'],
    ['106.1', 'MPEG-4 AVC/H.264 Stereo High Profile', 'h264'],
    ['107', 'HEVC/H.265 Main Profile', 'h265'],
    ['108', 'HEVC/H.265 Main 10 Profile', 'h265'],
  ])('in syntax %s is refused by the name of its codec, and its bare stream is a file', (end, name, bare) => {
    const file = read(makeVideo(`${ROOT}.${end}`, [STREAMS.bare]));
    const picture = pictureOf(file);
    expect(picture.ok ? null : picture.refusal).toMatchObject({
      code: 'video',
      keyword: 'TransferSyntaxUID',
    });
    expect(picture.ok ? '' : picture.refusal.message).toContain(name);
    expect(videoStreamOf(file)).toMatchObject({ ok: true, value: { extension: bare } });
  });

  it.each([
    ['mp4', 'video/mp4'],
    ['ts', 'video/mp2t'],
    ['mpg', 'video/mpeg'],
  ] as const)('in a container is saved as it is: %s', (extension, type) => {
    const video = videoStreamOf(read(makeVideo(`${ROOT}.102`, [STREAMS[extension]])));
    expect(video).toEqual({ ok: true, value: { bytes: STREAMS[extension], extension, type } });
  });

  it('in several fragments is one stream', () => {
    const parts = [STREAMS.mp4.subarray(0, 100), STREAMS.mp4.subarray(100, 102), STREAMS.mp4.subarray(102)];
    const video = videoStreamOf(read(makeVideo(`${ROOT}.102.1`, parts)));
    expect(video.ok && video.value.bytes).toEqual(STREAMS.mp4);
  });

  it.each<[string, Uint8Array]>([
    ['no stream', makeVideo(`${ROOT}.102`, [])],
    ['a picture of another kind', makeVideo(`${ROOT}.50`, [STREAMS.bare])],
  ])('is not made of %s', (_name, bytes) => {
    expect(videoStreamOf(read(bytes))).toMatchObject({ ok: false, refusal: { code: 'video' } });
  });
});
