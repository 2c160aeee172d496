import type { Analyte } from '#lib/clinical/analyte.ts';
import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import type { Evidence, Feature, Gap, Reading } from '#lib/contract/feature.ts';
import type { EhrSlice, Measurement, SeriesEntry } from './slice.ts';
import { theilSenSlope } from './slope.ts';

/** A result older than this says nothing about the patient who leaves hospital. */
export const WINDOW_DAYS = 30;
const TREND_DAYS = 7;

type EhrFeature = Feature<EhrSlice>;

const evidence = ({ reference, time }: SeriesEntry): Evidence => ({ reference, time });

const upTo = (slice: EhrSlice, { id }: Analyte, at: number): readonly SeriesEntry[] =>
  (slice.series[id] ?? []).filter(({ time, released }) => Math.max(time.ms, released ?? time.ms) <= at);

/** The newest result within the window; one that could not be read is never replaced by an older one. */
export function newestResult(slice: EhrSlice, analyte: Analyte, at: number): Measurement | Gap {
  const newest = upTo(slice, analyte, at).at(-1);
  if (!newest) {
    const detail = `No ${analyte.label} on the chart up to the time of prediction.`;
    return { missing: 'never-recorded', detail, last: null };
  }
  const days = (at - newest.time.ms) / DAY_MS;
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

function readTrend(slice: EhrSlice, analyte: Analyte, at: number): Reading | Gap {
  const newest = newestResult(slice, analyte, at);
  if (isGap(newest)) return newest;
  const recent = upTo(slice, analyte, at).filter(
    (entry): entry is Measurement => entry.value !== null && entry.time.ms >= at - TREND_DAYS * DAY_MS,
  );
  const slope = theilSenSlope(recent);
  if (slope !== undefined) return { value: slope, from: recent.map(evidence) };
  const detail = `No two ${analyte.label} results at least 6 hours apart in the last ${TREND_DAYS} days before the time of prediction.`;
  return { missing: 'never-recorded', detail, last: evidence(newest) };
}

/** A difference of temperatures is in kelvin: `Cel` has an offset and cannot be divided (UCUM section 22). */
const slopeUnit = (unit: string) => `${unit === 'Cel' ? 'K' : unit}/d`;

/** The three features of an analyte: newest value, trend, and how long ago. */
export function analyteFeatures(analyte: Analyte): readonly EhrFeature[] {
  const { id, label, group, unit, plausible, alternative } = analyte;
  const shared = { measure: id, group, ...(alternative ? { alternative } : {}) };
  const loinc = `LOINC ${analyte.codes.map((code) => code.loinc).join(', ')}`;
  const range = 4 * (plausible[1] - plausible[0]);
  const last: EhrFeature['read'] = (slice, at) => {
    const newest = newestResult(slice, analyte, at);
    return isGap(newest) ? newest : { value: newest.value, from: [evidence(newest)] };
  };
  const hoursSince: EhrFeature['read'] = (slice, at) => {
    const newest = newestResult(slice, analyte, at);
    return isGap(newest) ? newest : { value: (at - newest.time.ms) / HOUR_MS, from: [evidence(newest)] };
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
      source: `${loinc}; Theil-Sen slope over ${TREND_DAYS} days (Sen 1968, doi:10.1080/01621459.1968.10480934)`,
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
