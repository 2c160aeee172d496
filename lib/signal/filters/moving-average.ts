import type { Samples } from '../samples.ts';

/** Centred mean over `width` samples (made odd); at the ends over what there is. */
export function movingAverage(samples: Samples, width: number): Float64Array {
  const half = Math.floor(width / 2);
  const { length } = samples;
  const averaged = new Float64Array(length);
  let sum = 0;
  for (let i = 0; i < Math.min(half, length); i += 1) sum += samples[i] ?? 0;
  for (let i = 0; i < length; i += 1) {
    if (i + half < length) sum += samples[i + half] ?? 0;
    if (i - half - 1 >= 0) sum -= samples[i - half - 1] ?? 0;
    averaged[i] = sum / (Math.min(i + half, length - 1) - Math.max(i - half, 0) + 1);
  }
  return averaged;
}
