import type { Analyte } from '#lib/clinical/analytes.ts';
import { DAY_MS, HOUR_MS, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Evidence, Feature, Gap, Reading } from '#lib/contract/feature.ts';
import { wasDrawn, wasKnown } from './known-results.ts';
import type { EhrSlice, Measurement, SeriesEntry } from './slice.ts';
import { theilSenSlope } from './slope.ts';
import { indexStay } from './stays.ts';

/** A result older than this says nothing about the patient who leaves hospital. */
const WINDOW_DAYS = 30;
const TREND_DAYS = 7;

type EhrFeature = Feature<EhrSlice>;

const evidence = ({ reference, time }: SeriesEntry): Evidence => ({ reference, time });

const upTo = (slice: EhrSlice, { id }: Analyte, at: Moment): readonly SeriesEntry[] =>
  (slice.series[id] ?? []).filter((entry) => wasKnown(entry, at));

/** Time since a result was drawn; never negative, since one of the discharge's own second may carry milliseconds. */
const msSince = ({ time }: SeriesEntry, at: Moment): number => Math.max(0, at.ms - time.ms);

/** Why there is no result at all: none was drawn by then, or what was drawn came out too late. */
function noResult(slice: EhrSlice, { id, label }: Analyte, at: Moment): Gap {
  const drawn = (slice.series[id] ?? []).findLast((entry) => wasDrawn(entry, at));
  if (!drawn) {
    const detail = `No ${label} on the chart up to the time of prediction.`;
    return { missing: 'never-recorded', detail, last: null };
  }
  const name = slice.stays.some(({ end }) => end?.ms === at.ms) ? 'the discharge' : 'the time of prediction';
  const detail = `${label} was drawn before ${name}, but released after ${name}.`;
  return { missing: 'released-later', detail, last: evidence(drawn) };
}

/** The newest result within the window; one that could not be read is never replaced by an older one. */
export function newestResult(slice: EhrSlice, analyte: Analyte, at: Moment): Measurement | Gap {
  const newest = upTo(slice, analyte, at).at(-1);
  if (!newest) return noResult(slice, analyte, at);
  const days = msSince(newest, at) / DAY_MS;
  if (days > WINDOW_DAYS) {
    const detail = `Last ${analyte.label} ${Math.floor(days)} days before the time of prediction; ${WINDOW_DAYS} days is the limit.`;
    return { missing: 'stale', detail, last: evidence(newest) };
  }
  if (newest.value === null) {
    const detail = `The newest ${analyte.label} (${newest.recorded}) could not be read because ${newest.reason}.`;
    return { missing: 'unreadable', detail, last: evidence(newest) };
  }
  return newest;
}

const isGap = (outcome: Measurement | Gap): outcome is Gap => 'missing' in outcome;

/**
 * Where the days of a trend end: at the time of prediction, or at the discharge before it where nothing was drawn since. Else a
 * trend would lapse day by day at home, and a risk move by what nobody measured.
 */
function endOfTrend({ stays }: EhrSlice, newest: Measurement, at: Moment): number {
  const discharge = indexStay(stays, at)?.end;
  return discharge && !isAfter(discharge, at) && !isAfter(newest.time, discharge) ? discharge.ms : at.ms;
}

function readTrend(slice: EhrSlice, analyte: Analyte, at: Moment): Reading | Gap {
  const newest = newestResult(slice, analyte, at);
  if (isGap(newest)) return newest;
  const since = endOfTrend(slice, newest, at) - TREND_DAYS * DAY_MS;
  const recent = upTo(slice, analyte, at).filter(
    (entry): entry is Measurement => entry.value !== null && entry.time.ms >= since,
  );
  const slope = theilSenSlope(recent);
  if (slope !== undefined) return { value: slope, from: recent.map(evidence) };
  const detail = `No two ${analyte.label} results at least 6 hours apart in the last ${TREND_DAYS} days before the discharge or the time of prediction.`;
  return { missing: 'never-recorded', detail, last: evidence(newest) };
}

/** A difference of temperatures is in kelvin: `Cel` has an offset and cannot be divided (UCUM section 22). */
const slopeUnit = (unit: string) => `${unit === 'Cel' ? 'K' : unit}/d`;

/** The three features of an analyte: newest value, trend, and how long ago. */
export function analyteFeatures(analyte: Analyte): readonly EhrFeature[] {
  const { id, label, group, unit, plausible, alternative } = analyte;
  const shared = { measure: id, group, ...(alternative ? { alternative } : {}) };
  const [usual, ...others] = analyte.codes;
  const loinc = `LOINC ${usual?.loinc ?? ''}${others.length > 0 ? ` and ${others.length} others` : ''}`;
  const range = 4 * (plausible[1] - plausible[0]);
  const last: EhrFeature['read'] = (slice, at) => {
    const newest = newestResult(slice, analyte, at);
    return isGap(newest) ? newest : { value: newest.value, from: [evidence(newest)] };
  };
  const hoursSince: EhrFeature['read'] = (slice, at) => {
    const newest = newestResult(slice, analyte, at);
    return isGap(newest) ? newest : { value: msSince(newest, at) / HOUR_MS, from: [evidence(newest)] };
  };
  return [
    {
      ...shared,
      id: `${id}.last`,
      label,
      unit,
      plausible,
      source: `${loinc}; newest within ${WINDOW_DAYS} days`,
      read: last,
    },
    {
      ...shared,
      id: `${id}.trend`,
      label: `${label}, trend`,
      unit: slopeUnit(unit),
      plausible: [-range, range],
      source: `${loinc}; Theil-Sen slope over ${TREND_DAYS} days (Sen 1968, doi:10.1080/01621459.1968.10480934) before the discharge, or before the time of prediction where something was drawn since`,
      version: 2,
      read: (slice, at) => readTrend(slice, analyte, at),
    },
    {
      ...shared,
      id: `${id}.hours-since`,
      label: `${label}, time since`,
      unit: 'h',
      plausible: [0, WINDOW_DAYS * 24],
      source: `${loinc}; hours from the newest result to the time of prediction`,
      read: hoursSince,
    },
  ];
}
