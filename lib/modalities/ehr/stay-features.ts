import { DAY_MS, daysBetween, isAfter, type Moment } from '#lib/clinical/moment.ts';
import { countText } from '#lib/clinical/quantity-text.ts';
import type { Evidence, Feature, Gap, Reading } from '#lib/contract/feature.ts';
import type { EhrSlice, Stay, UndatedStay } from './slice.ts';
import { indexStay, priorStays, undatedBetween } from './stays.ts';

const GROUP = 'Hospital stays';
const SOURCE =
  'FHIR R4 Encounter of an inpatient class that is part of no other such, its period; stays within 24 h are one';
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

/** An undated stay that may belong here must not be taken for none. */
const uncounted = ({ reference }: UndatedStay): Gap => ({
  missing: 'unreadable',
  detail: 'Another inpatient stay has no readable start, so the earlier ones cannot be counted.',
  last: { reference, time: null },
});

function readPriorAdmissions(index: Stay, { stays, undatedStays }: EhrSlice, at: Moment): Reading | Gap {
  const [undated] = undatedBetween(undatedStays, index.start.ms - LOOK_BACK_DAYS * DAY_MS, at);
  if (undated) return uncounted(undated);
  const prior = priorStays(stays, index, LOOK_BACK_DAYS);
  return { value: prior.length, from: prior.map(evidence) };
}

/** From the end of the stay just before: an older one never stands in for it. */
function readDaysSincePrior(index: Stay, { stays, undatedStays }: EhrSlice, at: Moment): Reading | Gap {
  const prior = priorStays(stays, index).at(-1);
  const [undated] = undatedBetween(undatedStays, prior?.start.ms ?? Number.NEGATIVE_INFINITY, at);
  if (undated) return uncounted(undated);
  if (!prior)
    return { missing: 'never-recorded', detail: 'No earlier inpatient stay on the chart.', last: null };
  if (prior.end)
    return { value: daysBetween(prior.end, index.start), from: [evidence(prior), evidence(index)] };
  const detail = `When the stay before ended is not known, because ${prior.endUnknown}.`;
  return { missing: 'unreadable', detail, last: evidence(prior) };
}

/** 0 while the stay goes on, as at the discharge itself: nothing was seen at home yet. */
const readDaysSinceDischarge = (index: Stay, _slice: EhrSlice, at: Moment): Reading => {
  const home = index.end && !isAfter(index.end, at) ? daysBetween(index.end, at) : 0;
  return { value: Math.max(0, home), from: [evidence(index)] };
};

const admissions = (value: number): string => (value === 0 ? 'no admission' : countText(value, 'admission'));

export const stayFeatures: readonly Feature<EhrSlice>[] = [
  {
    id: 'length-of-stay',
    label: 'Length of stay',
    measure: 'length-of-stay',
    group: GROUP,
    unit: 'd',
    plausible: [0, 365],
    source: SOURCE,
    phrase: (value) => `${countText(value, 'day')} in hospital`,
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
    phrase: (value) => `${admissions(value)} in the year before`,
    short: (value) => `${admissions(value)} in a year`,
    read: withStay(readPriorAdmissions),
  },
  {
    id: 'days-since-prior-admission',
    label: 'Time since the last stay',
    measure: 'days-since-prior-admission',
    group: GROUP,
    unit: 'd',
    plausible: [0, 36_525],
    source: `${SOURCE}; from the end of the stay before`,
    phrase: (value) => `last stay ${countText(value, 'day')} before`,
    read: withStay(readDaysSincePrior),
  },
  {
    id: 'days-since-discharge',
    label: 'Time since discharge',
    measure: 'days-since-discharge',
    group: GROUP,
    unit: 'd',
    plausible: [0, 36_525],
    source: `${SOURCE}; from the end of the index stay`,
    phrase: (value) => (value < 1 ? 'no day at home yet' : `${countText(Math.floor(value), 'day')} at home`),
    read: withStay(readDaysSinceDischarge),
  },
];
