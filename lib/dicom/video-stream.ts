import type { DicomFile } from './dicom-file.ts';
import { PIXEL_DATA } from './part10/data-set.ts';
import { type Outcome, refuse } from './refusal.ts';

/** A film as it lies in a file, with what a player knows it by. */
export type VideoStream = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Without a dot, e.g. `mp4`. */
  readonly extension: string;
  /** Media type. */
  readonly type: string;
};

const NONE = refuse('video', 'PixelData', 'The file holds no video stream that could be saved.');

/**
 * The video of a file, out of its DICOM wrapping and otherwise as it is: all fragments are one stream, whatever the number
 * of frames (PS3.5 sections 8.2.5 to 8.2.8 and annex A.4). Nothing in it is decoded or removed.
 */
export function videoStreamOf({ set, syntax }: DicomFile): Outcome<VideoStream> {
  const element = set.get(PIXEL_DATA);
  if (syntax.packing !== 'video' || element?.kind !== 'fragments') return { ok: false, refusal: NONE };
  const [, ...fragments] = element.fragments;
  const bytes = joined(fragments);
  if (bytes.length === 0) return { ok: false, refusal: NONE };
  return { ok: true, value: { bytes, ...containerOf(bytes, syntax.name) } };
}

function joined(fragments: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(fragments.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const fragment of fragments) {
    whole.set(fragment, at);
    at += fragment.length;
  }
  return whole;
}

const begins = (bytes: Uint8Array, at: number, ...mark: readonly number[]): boolean =>
  mark.every((byte, i) => bytes[at + i] === byte);

/** By the marks that begin an MP4 file (`ftyp`), a transport stream (0x47 every 188 bytes) and a program stream; else bare. */
function containerOf(bytes: Uint8Array, codec: string): Pick<VideoStream, 'extension' | 'type'> {
  if (begins(bytes, 4, 0x66, 0x74, 0x79, 0x70)) return { extension: 'mp4', type: 'video/mp4' };
  if (begins(bytes, 0, 0x47) && begins(bytes, 188, 0x47)) return { extension: 'ts', type: 'video/mp2t' };
  if (begins(bytes, 0, 0, 0, 1, 0xba)) return { extension: 'mpg', type: 'video/mpeg' };
  if (codec.includes('H.264')) return { extension: 'h264', type: 'video/h264' };
  if (codec.includes('H.265')) return { extension: 'h265', type: 'video/h265' };
  return { extension: 'm2v', type: 'video/mpeg' };
}
