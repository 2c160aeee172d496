import type { Timeline, Weight } from './follow-up.ts';

/** A right-continuous step function that is 1 before its first time. Both arrays are equally long, times ascending. */
export type Survival = { readonly times: Float64Array; readonly values: Float64Array };

export type Counted = {
  readonly time: number;
  readonly events: number;
  readonly censored: number;
  readonly atRisk: number;
};

/** Weighted events and censorings at the places from `from` to below `to`. */
function countBetween(
  { events, patients }: Timeline,
  weight: Weight,
  [from, to]: readonly [number, number],
): Pick<Counted, 'events' | 'censored'> {
  const counted = { events: 0, censored: 0 };
  for (let place = from; place < to; place += 1)
    counted[events[place] === 1 ? 'events' : 'censored'] += weight[patients[place] ?? 0] ?? 0;
  return counted;
}

/** Weighted counts at each distinct time, earliest first. */
export function countAlong(timeline: Timeline, weight: Weight): Counted[] {
  const { times, patients, bounds } = timeline;
  let atRisk = patients.reduce((sum, patient) => sum + (weight[patient] ?? 0), 0);
  return Array.from(bounds.subarray(0, -1), (from, moment) => {
    const { events, censored } = countBetween(timeline, weight, [from, bounds[moment + 1] ?? 0]);
    const counted = { time: times[from] ?? 0, events, censored, atRisk };
    atRisk -= events + censored;
    return counted;
  });
}

function survivalOf(counts: readonly Counted[], share: (counted: Counted) => number): Survival {
  const times: number[] = [];
  const values: number[] = [];
  let value = 1;
  for (const counted of counts) {
    value *= 1 - share(counted);
    times.push(counted.time);
    values.push(value);
  }
  return { times: Float64Array.from(times), values: Float64Array.from(values) };
}

const ratio = (part: number, whole: number): number => (part > 0 && whole > 0 ? part / whole : 0);

/** Probability of no event by each time. Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457–481. */
export const eventFree = (timeline: Timeline, weight: Weight): Survival =>
  survivalOf(countAlong(timeline, weight), ({ events, atRisk }) => ratio(events, atRisk));

/** Probability of not being censored by each time; at equal times an event comes before a censoring. */
export const uncensored = (timeline: Timeline, weight: Weight): Survival =>
  survivalOf(countAlong(timeline, weight), ({ events, censored, atRisk }) =>
    ratio(censored, atRisk - events),
  );

/** How many of the sorted times are below `time`, or not above it. */
function countBelow(times: Float64Array, time: number, orEqual: boolean): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = times[middle] ?? 0;
    if (value < time || (orEqual && value === time)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const valueAt = ({ times, values }: Survival, time: number): number =>
  values[countBelow(times, time, true) - 1] ?? 1;

/** The limit from the left. */
export const valueBefore = ({ times, values }: Survival, time: number): number =>
  values[countBelow(times, time, false) - 1] ?? 1;

/**
 * 1/G(T−) of each patient with an event, 0 of each other; G is the probability of not being censored. Of those who were
 * observed it makes all who there were. Robins JM, Finkelstein DM. Biometrics 2000;56:779–788.
 */
export function eventWeights(timeline: Timeline, weight: Weight): Float64Array {
  const known = uncensored(timeline, weight);
  const weights = new Float64Array(timeline.times.length);
  for (const [place, patient] of timeline.patients.entries()) {
    if (timeline.events[place] !== 1) continue;
    const observed = valueBefore(known, timeline.times[place] ?? 0);
    weights[patient] = observed > 0 ? 1 / observed : 0;
  }
  return weights;
}
