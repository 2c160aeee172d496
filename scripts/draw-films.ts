import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FILM_SIZE, numberedFrame } from '#lib/dicom/fixtures/numbered-frame.ts';
import { reportFailure } from './report-failure.ts';

const FOLDER = join(import.meta.dirname, '../lib/dicom/fixtures/films');
const FRAMES = 60;
/** Frames that refer to later ones, and a key frame now and then, so that the order of the stream is not that of time. */
const H264 = ['-c:v', 'libx264', '-g', '24', '-bf', '3', '-crf', '20', '-threads', '1'];

const films: Readonly<Record<string, readonly string[]>> = {
  'h264.mp4': [...H264, '-movflags', '+faststart'],
  'h264-wide-pixels.mpegts': [...H264, '-vf', 'setsar=4/3', '-f', 'mpegts'],
  'h264-fields.mpegts': [...H264, '-flags', '+ilme+ildct', '-x264-params', 'tff=1', '-f', 'mpegts'],
  'h264-bare.h264': H264,
  'h264-10-bits.mp4': [...H264, '-pix_fmt', 'yuv420p10le'],
  'hevc.mp4': ['-c:v', 'libx265', '-x265-params', 'keyint=24:bframes=3:log-level=none', '-tag:v', 'hvc1'],
  'mpeg2.mpg': ['-c:v', 'mpeg2video', '-b:v', '600k', '-f', 'vob'],
};

const EXACT = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-map_metadata', '-1'];

/** Draws the films that the tests play; needs ffmpeg with x264 and x265. The films are kept, so that tests need none. */
async function draw(): Promise<void> {
  const input = Buffer.concat(Array.from({ length: FRAMES }, (_, index) => numberedFrame(index)));
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-s',
    `${FILM_SIZE.columns}x${FILM_SIZE.rows}`,
    '-r',
    '25',
  ];
  for (const [name, options] of Object.entries(films)) {
    const colour = options.includes('-pix_fmt') ? [] : ['-pix_fmt', 'yuv420p'];
    const { status, stderr } = spawnSync(
      'ffmpeg',
      ['-y', '-loglevel', 'error', ...raw, '-i', '-', ...colour, ...options, ...EXACT, join(FOLDER, name)],
      { input },
    );
    if (status !== 0) throw new Error(`${name}: ${String(stderr)}`);
    process.stdout.write(`${name}\n`);
  }
  // A cut between key frames keeps the frames before it, and hides them by an edit list.
  const cut = ['-y', '-loglevel', 'error', '-ss', '0.5', '-i', join(FOLDER, 'h264.mp4'), '-c', 'copy'];
  const { status, stderr } = spawnSync('ffmpeg', [...cut, ...EXACT, join(FOLDER, 'h264-cut.mp4')]);
  if (status !== 0) throw new Error(String(stderr));
}

await reportFailure(draw);
