import { clamp } from '../arithmetic.ts';
import { openStream } from '../stream.ts';
import type { Wearer } from './wearer.ts';
import { WEEK_DAYS, WEEK_MINUTES, type Week } from './week.ts';

/** Minutes of the week from falling asleep to getting up, `to` exclusive. */
type Night = { readonly from: number; readonly to: number };

export type Sleep = {
  readonly nights: readonly Night[];
  /** 1 while asleep, per minute; awakenings are 0. */
  readonly asleep: Uint8Array;
};

/**
 * Seven nights, about 22:45 to 6:45, broken by getting up one to four times: nocturia is the rule under diuretics.
 * Redeker NS, Stein S. Characteristics of sleep in patients with stable heart failure. Heart Lung 2006;35:252–261.
 */
export function drawSleep({ seed, index, state }: Wearer, { midnights }: Week): Sleep {
  const stream = openStream(seed, index, 'wearable-sleep');
  const asleep = new Uint8Array(WEEK_MINUTES);
  const habit = { bed: stream.normal(1365, 35), wake: stream.normal(405, 35) };
  const nights = midnights.slice(0, WEEK_DAYS).map((midnight) => {
    const from = Math.round(midnight + clamp(stream.normal(habit.bed, 25), 1260, 1520));
    const to = Math.round(midnight + 1440 + clamp(stream.normal(habit.wake, 25), 290, 540));
    asleep.fill(1, from, to);
    const awakenings = 1 + Math.min(3, stream.count(0.8 + 0.2 * Math.max(0, state.congestion)));
    for (let n = 0; n < awakenings; n += 1) {
      const start = stream.integer(from + 40, to - 40);
      asleep.fill(0, start, start + stream.integer(4, 14));
    }
    return { from, to };
  });
  return { nights, asleep };
}
