import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import type { Day } from './days.ts';
import type { Night } from './nights.ts';
import type { StripNight } from './strip-nights.ts';

/** Falls of 3 points an hour from which sleep apnoea is at least moderate (Kapur VK et al., J Clin Sleep Med 2017;13:479–504). */
export const MOST_FALLS = 15;
/** Per minute; a pulse at rest above it is a tachycardia. */
export const MOST_AT_REST = 100;

/**
 * Irregular strips from which atrial fibrillation is named at all; fewer are only to be looked at. It is a diagnosis when a
 * reader finds no P waves in a single-lead strip of 30 s or more (2020 ESC guideline, doi:10.1093/eurheartj/ehaa612): here only
 * the intervals are read, and one strip may be a row of early beats.
 */
export const SUSPECT_STRIPS = 2;

/** What a reader should hear of without opening a chart; times in ms since the epoch. */
export type WeekAlert =
  /** `from`: when each of the nights begins; `of`: nights with enough readings to judge. */
  | { readonly kind: 'desaturations'; readonly from: readonly number[]; readonly of: number }
  /** `from`: the noon before each night with irregular strips; `strips` of `of` readable ones are irregular. */
  | {
      readonly kind: 'rhythm';
      readonly from: readonly number[];
      readonly strips: number;
      readonly of: number;
    }
  /** `from`: the midnight of each day; `of`: days with a pulse at rest. */
  | { readonly kind: 'rest'; readonly from: readonly number[]; readonly of: number };

const exceeds = (measured: Measured, most: number): boolean => isMeasured(measured) && measured.value > most;

const startOf = ({ from }: { readonly from: number }): number => from;

function desaturations(nights: readonly Night[]): WeekAlert {
  const judged = nights.filter(({ saturation }) => isMeasured(saturation.odi3PerHour));
  const high = judged.filter(({ saturation }) => exceeds(saturation.odi3PerHour, MOST_FALLS));
  return { kind: 'desaturations', from: high.map(startOf), of: judged.length };
}

function rhythm(nights: readonly StripNight[]): WeekAlert {
  const sum = (pick: (night: StripNight) => number) =>
    nights.reduce((total, night) => total + pick(night), 0);
  return {
    kind: 'rhythm',
    from: nights.filter(({ irregular }) => irregular > 0).map(startOf),
    strips: sum(({ irregular }) => irregular),
    of: sum(({ readable }) => readable),
  };
}

function rest(days: readonly Day[]): WeekAlert {
  const judged = days.filter((day) => isMeasured(day.restingHeartRate));
  const fast = judged.filter((day) => exceeds(day.restingHeartRate, MOST_AT_REST));
  return { kind: 'rest', from: fast.map(startOf), of: judged.length };
}

/** What was looked for in a week, found (`from` is not empty) or not; what could not be judged (`of` is 0) is left out. */
export const weekAlerts = (
  nights: readonly Night[],
  strips: readonly StripNight[],
  days: readonly Day[],
): readonly WeekAlert[] => [desaturations(nights), rhythm(strips), rest(days)].filter(({ of }) => of > 0);
