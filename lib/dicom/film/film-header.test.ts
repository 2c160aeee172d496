import { describe, expect, it } from 'vitest';
import { readDicomFile } from '../dicom-file.ts';
import { makeVideo } from '../fixtures/make-video.ts';
import { filmBytes } from '../fixtures/read-film.ts';
import { asciiElement } from '../part10/write-part10.ts';
import { frameHeader, type PictureHeader } from '../picture-header.ts';
import { videoStreamOf } from '../video-stream.ts';
import { filmHeader, filmPicture } from './film-header.ts';
import { readFilmTrack } from './film-track.ts';

const H264 = '1.2.840.10008.1.2.4.102';
const MATRIX = 'The film does not say by which matrix its colours were coded: BT.601 is assumed.';
const RIGHT = { rows: 64, columns: 128, frames: 60 };

const sentencesOf = ({ notes }: PictureHeader) => notes.map(({ message }) => message);

async function headerOfFilm(
  name: string,
  stated: Parameters<typeof makeVideo>[2] = RIGHT,
  syntax = H264,
): Promise<PictureHeader> {
  const file = readDicomFile(makeVideo(syntax, [filmBytes(name)], stated));
  if (!file.ok) throw new Error(file.refusal.message);
  const stream = videoStreamOf(file.value);
  if (!stream.ok) throw new Error(stream.refusal.message);
  const film = await readFilmTrack(stream.value.bytes);
  if (!film.ok) throw new Error(film.refusal.message);
  const header = filmHeader(filmPicture(file.value, film.value), film.value);
  film.value.close();
  return header;
}

describe('the header of a film', () => {
  it.each([
    ['h264.mp4', 'MPEG-4 AVC/H.264'],
    ['h264-10-bits.mp4', 'MPEG-4 AVC/H.264'],
    ['hevc.mp4', 'HEVC/H.265'],
  ])('has the size, frames and times of the stream: %s', async (name, codec) => {
    const header = await headerOfFilm(
      name,
      RIGHT,
      codec.includes('H.265') ? '1.2.840.10008.1.2.4.107' : H264,
    );
    expect(header).toMatchObject({ rows: 64, columns: 128, frames: 60, coloured: true, aspect: 1 });
    expect(header.cine.source).toBe('the film itself');
    expect(header.cine.durations.map(Math.round)).toEqual(Array(60).fill(40));
    expect(header.film).toEqual({ codec });
    expect(sentencesOf(header)).toEqual([MATRIX]);
  });

  it('takes the shape of a pixel from a stream that states it', async () => {
    const header = await headerOfFilm('h264-wide-pixels.mpegts');
    expect(header.aspect).toBeCloseTo(3 / 4, 2);
    expect(header.frames).toBe(60);
  });

  it('takes it from the data elements where the stream says nothing', async () => {
    const more = [asciiElement(0x00280034, 'IS', '2\\1')];
    const header = await headerOfFilm('h264.mp4', { ...RIGHT, more });
    expect(header.aspect).toBe(2);
    expect(sentencesOf(header).join(' ')).toContain('2.00 times as high as wide');
  });

  it.each<[string, Parameters<typeof makeVideo>[2], string]>([
    ['another number of frames', { ...RIGHT, frames: 25 }, 'says 25 frames, the film has 60'],
    ['another size', { ...RIGHT, rows: 48, columns: 64 }, 'says 64 × 48 pixels, the film has 128 × 64'],
    [
      'another rate',
      { ...RIGHT, more: [asciiElement(0x00181063, 'DS', '33.3')] },
      'says 30.0 frames/s (FrameTime), the film has 25.0',
    ],
  ])('says where the data elements contradict the stream: %s', async (_name, stated, sentence) => {
    const header = await headerOfFilm('h264.mp4', stated);
    expect(sentencesOf(header)).toHaveLength(2);
    expect(sentencesOf(header)[0]).toContain(sentence);
    expect(header).toMatchObject({ frames: 60, rows: 64 });
  });

  it('uses no scale that was stated for another size', async () => {
    const more = [asciiElement(0x00280030, 'DS', '0.5\\0.5')];
    const scaleOf = async (stated: Parameters<typeof makeVideo>[2]) =>
      frameHeader(await headerOfFilm('h264.mp4', { ...stated, more }), 0).calibration.spacing;
    expect(await scaleOf(RIGHT)).not.toBeNull();
    expect(await scaleOf({ ...RIGHT, rows: 480, columns: 640 })).toBeNull();
  });

  it('leaves out what the container hides, and says so', async () => {
    const header = await headerOfFilm('h264-cut.mp4', { ...RIGHT, frames: 47 });
    expect(header.frames).toBe(47);
    expect(sentencesOf(header)[0]).toContain('hides its first 13 frames');
  });

  it('says when the transfer syntax names another codec', async () => {
    const header = await headerOfFilm('h264.mp4', RIGHT, '1.2.840.10008.1.2.4.107');
    expect(sentencesOf(header)[0]).toContain('HEVC/H.265 Main Profile, the film is in MPEG-4 AVC/H.264');
  });
});

describe('what is no film', () => {
  it.each([
    ['a program stream', filmBytes('mpeg2.mpg'), 'not in a container'],
    ['a bare stream', filmBytes('h264-bare.h264'), 'not in a container'],
    ['nothing', new Uint8Array(), 'not in a container'],
    ['a film cut short', filmBytes('h264.mp4').slice(0, 300), ''],
  ])('%s is refused', async (_name, bytes, sentence) => {
    const film = await readFilmTrack(bytes);
    expect(film.ok ? '' : film.refusal.message).toContain(sentence);
    expect(film.ok).toBe(false);
  });
});
