import type { WaveformId } from '#lib/icu/events/stream-event.ts';
import type { SampleRing } from './sample-ring.ts';

/** Unit of a waveform that fills its lane at most: below it noise would look like a beat. */
const LEAST: Readonly<Record<WaveformId, number>> = { ecg: 0.8, pleth: 0.1, abp: 30, resp: 0.1 };

/** Part of the lane that stays free above and below. */
const ROOM = 0.08;

export type LaneScale = { readonly low: number; readonly high: number };

/** Limits of what a waveform showed in a span before `until`; `null`: nothing. */
export function laneScale(
  ring: SampleRing,
  waveform: WaveformId,
  until: number,
  span: number,
): LaneScale | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const end = ring.numberAt(until);
  for (let number = ring.numberAt(until - span); number < end; number += 1) {
    const value = ring.at(number);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return null;
  const short = Math.max(0, LEAST[waveform] - (high - low)) / 2;
  const room = (high - low + 2 * short) * ROOM;
  return { low: low - short - room, high: high + short + room };
}
