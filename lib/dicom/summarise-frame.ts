import type { Frame } from './picture.ts';

/** What can be compared with another decoder: statistics and a hash of a frame's values, little endian. */
export type FrameSummary = {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sha256: string;
};

export async function summariseFrame({ values }: Frame): Promise<FrameSummary> {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  const bytes = new Uint8Array(values.byteLength);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { min, max, mean: sum / values.length, sha256 };
}
