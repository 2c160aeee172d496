import { canonicalSystem, LOINC, SNOMED_CT } from '#lib/clinical/code-set.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { unitsMeant } from '#lib/clinical/unit-synonyms.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  element,
  isIssue,
  quantityOf,
  readMoment,
  referenceTo,
} from '#lib/fhir/elements.ts';
import { observationTime } from '../observation-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { codesOf } from './codes.ts';
import type { SeriesEntry } from './slice.ts';

/** Left ventricular ejection fraction: of any method, by cardiac ultrasound (2D; calculated; any), by angiography, by MRI. */
const LOINC_CODES = new Set(['10230-1', '8806-2', '8807-0', '8808-8', '18043-0', '77889-4', '77890-2']);
/** Left ventricular ejection fraction; cardiac ejection fraction. */
const SNOMED_CODES = new Set(['250908004', '70822001']);
/** FHIR R4 ObservationStatus whose results count. */
const COUNTED = new Set(['final', 'amended', 'corrected']);
/** Outside is a recording error, %. */
const PLAUSIBLE = [3, 90] as const;

const isFraction = (part: unknown): boolean =>
  codesOf(element(part, 'code')).some(({ system, code }) => {
    const canonical = canonicalSystem(system);
    return canonical === LOINC
      ? LOINC_CODES.has(code)
      : canonical === SNOMED_CT && SNOMED_CODES.has(code.trim());
  });

type Read = Pick<SeriesEntry, 'recorded'> & ({ value: number } | { value: null; reason: string });

function readPercent(part: unknown): Read {
  const { value, comparator = '', unit, code } = quantityOf(element(part, 'valueQuantity'));
  const recorded = `${comparator}${value ?? asText(element(part, 'valueString')) ?? '?'} ${unit ?? code ?? ''}`;
  const unreadable = (reason: string) => ({ recorded: recorded.trim().slice(0, 60), value: null, reason });
  if (value === undefined) return unreadable('it holds no number');
  if (comparator !== '') return unreadable('it is a limit and not a value');
  if (!unitsMeant(code ?? unit ?? '').includes('%')) return unreadable('its unit is not %');
  if (value < PLAUSIBLE[0] || value > PLAUSIBLE[1]) return unreadable('it is implausible');
  return { recorded: recorded.trim(), value };
}

function toEntry(observation: unknown, part: unknown, time: Moment): SeriesEntry {
  const issued = readMoment(element(observation, 'issued'), 'issued');
  const released = !isIssue(issued) && issued.ms > time.ms ? { released: issued } : {};
  return { reference: referenceTo(observation), time, ...released, ...readPercent(part) };
}

/**
 * Ejection fractions of reports and measurements, oldest first, in %. One that is no number is kept as unreadable, since it
 * hides older ones. What is wrong with them is not told here: the measurements of pictures do.
 */
export function readEjectionFractions(chart: Chart, timeline: Timeline): readonly SeriesEntry[] {
  return chart
    .all('Observation')
    .filter((observation) => COUNTED.has(asText(element(observation, 'status')) ?? ''))
    .flatMap((observation) =>
      [observation, ...asObjects(element(observation, 'component'))].filter(isFraction).flatMap((part) => {
        const time = observationTime(observation, chart);
        const known = !isIssue(time) && !outsideOf(timeline, time, '', '');
        return known ? [toEntry(observation, part, time)] : [];
      }),
    )
    .toSorted((a, b) => a.time.ms - b.time.ms || (a.reference < b.reference ? -1 : 1));
}
