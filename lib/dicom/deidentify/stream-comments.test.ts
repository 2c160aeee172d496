import { describe, expect, it } from 'vitest';
import { withoutComments } from './stream-comments.ts';

const text = (value: string) => Array.from(value, (letter) => letter.charCodeAt(0));
const segment = (marker: number, payload: readonly number[]) => [
  0xff,
  marker,
  (payload.length + 2) >> 8,
  (payload.length + 2) & 0xff,
  ...payload,
];
const PICTURE = [0x11, 0xff, 0xfe, 0, 9, ...text('Jane Doe')];
const jpeg = (...segments: readonly number[][]) =>
  Uint8Array.from([0xff, 0xd8, ...segments.flat(), ...segment(0xda, [1, 2]), ...PICTURE]);
const shown = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('latin1');

describe('withoutComments', () => {
  it('blanks comments and application data of JPEG, and keeps its length and its picture', () => {
    const before = jpeg(
      segment(0xe0, text('JFIF')),
      segment(0xfe, text('Doe^Jane')),
      segment(0xe1, text('Exif Jane')),
      segment(0xee, text('Adobe')),
    );
    const after = withoutComments(before);
    expect(after?.length).toBe(before.length);
    const header = shown(after).slice(0, -PICTURE.length);
    expect(header).not.toMatch(/Jane|Doe/);
    expect(header).toContain('JFIF');
    expect(header).toContain('Adobe');
    expect(shown(after).slice(-PICTURE.length)).toBe(shown(before).slice(-PICTURE.length));
  });

  it('blanks comments of JPEG 2000', () => {
    const before = Uint8Array.from([
      0xff,
      0x4f,
      ...segment(0x51, [1, 2, 3]),
      ...segment(0x64, [0, 1, ...text('Jane')]),
      ...segment(0x90, [0, 0]),
      ...text('Jane'),
    ]);
    expect(shown(withoutComments(before))).toMatch(/^(?!.*Jane.*Jane).*Jane$/s);
  });

  it('leaves alone what has none, or is no such stream', () => {
    expect(withoutComments(jpeg(segment(0xe0, text('JFIF'))))).toBeNull();
    expect(withoutComments(Uint8Array.of(1, 2, 3, 4))).toBeNull();
    expect(withoutComments(new Uint8Array())).toBeNull();
    expect(withoutComments(Uint8Array.of(0xff, 0xd8, 0xff, 0xfe, 0xff, 0xff, 65))?.at(-1)).toBe(0x20);
  });
});
