import { daysBetween, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Evidence, Feature, Gap, Reading } from '#lib/contract/feature.ts';
import type { EhrSlice, Stay } from './slice.ts';
import { indexStay, priorStays } from './stays.ts';

const GROUP = 'Hospital stays';
const SOURCE = 'FHIR R4 Encounter.class IMP, ACUTE, NONAC and Encounter.period; stays within 24 h are one';
const LOOK_BACK_DAYS = 365;

const evidence = ({ reference, start }: Stay): Evidence => ({ reference, time: start });

/** Reads with the index stay at hand; without one there is nothing to count from. */
const withStay =
  (read: (index: Stay, slice: EhrSlice, at: Moment) => Reading | Gap): Feature<EhrSlice>['read'] =>
  (slice, at) => {
    const index = indexStay(slice.stays, at);
    return index
      ? read(index, slice, at)
      : { missing: 'never-recorded', detail: 'No inpatient stay on the chart.', last: null };
  };

function readDaysSincePrior(index: Stay, { stays }: EhrSlice): Reading | Gap {
  const prior = priorStays(stays, index).findLast(({ end }) => end !== null);
  if (!prior?.end)
    return { missing: 'never-recorded', detail: 'No earlier inpatient stay on the chart.', last: null };
  return { value: daysBetween(prior.end, index.start), from: [evidence(prior), evidence(index)] };
}

export const stayFeatures: readonly Feature<EhrSlice>[] = [
  {
    id: 'length-of-stay',
    label: 'Length of stay',
    measure: 'length-of-stay',
    group: GROUP,
    unit: 'd',
    plausible: [0, 365],
    source: SOURCE,
    read: withStay((index, _slice, at) => ({
      value: daysBetween(index.start, index.end && !isAfter(index.end, at) ? index.end : at),
      from: [evidence(index)],
    })),
  },
  {
    id: 'prior-admissions',
    label: 'Admissions in the year before',
    measure: 'prior-admissions',
    group: GROUP,
    unit: '1',
    plausible: [0, 100],
    source: `${SOURCE}; begun within ${LOOK_BACK_DAYS} days before the index stay`,
    read: withStay((index, { stays }) => {
      const prior = priorStays(stays, index, LOOK_BACK_DAYS);
      return { value: prior.length, from: prior.map(evidence) };
    }),
  },
  {
    id: 'days-since-prior-admission',
    label: 'Time since the last stay',
    measure: 'days-since-prior-admission',
    group: GROUP,
    unit: 'd',
    plausible: [0, 36_525],
    source: `${SOURCE}; from the end of the stay before`,
    read: withStay(readDaysSincePrior),
  },
];
