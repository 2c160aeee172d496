import { canonicalSystem, LOINC, SNOMED_CT } from '#lib/clinical/code-set.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { unitsMeant } from '#lib/clinical/unit-synonyms.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  codings,
  element,
  isIssue,
  quantityOf,
  readMoment,
  referenceTo,
} from '#lib/fhir/elements.ts';
import { valueContradiction } from '#lib/fhir/observed-value.ts';
import { isMachineAsserted } from '../machine-asserted.ts';
import { observationTime } from '../observation-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import type { ReportedFraction } from './slice.ts';

/**
 * Left ventricular ejection fraction of any method: by ultrasound, angiography, CT, MRI and blood pool. The value set of
 * quality measures (VSAC "Ejection Fraction") without the upper and lower limits of an estimate.
 */
const LOINC_CODES = new Set([
  ...['10230-1', '8806-2', '8807-0', '8808-8', '8809-6', '8810-4', '8811-2', '8812-0'],
  ...['18043-0', '18044-8', '18045-5', '18046-3', '18047-1', '18048-9', '18049-7'],
  ...['77889-4', '77890-2', '77891-0', '77892-8', '79990-8', '79991-6', '79992-4', '79993-2'],
  ...[
    '93644-3',
    '93645-0',
    '93646-8',
    '104149-0',
    '104150-8',
    '104151-6',
    '104152-4',
    '104153-2',
    '104154-0',
  ],
  ...['104251-4', '104252-2', '104253-0', '104254-8', '104255-5', '104256-3'],
]);
/** Left ventricular ejection fraction; cardiac ejection fraction. */
const SNOMED_CODES = new Set(['250908004', '70822001']);
/** FHIR R4 ObservationStatus whose results count. */
const COUNTED = new Set(['final', 'amended', 'corrected']);
/** Outside is a recording error, %. */
const PLAUSIBLE = [3, 90] as const;

const isFraction = (part: unknown): boolean =>
  codings(element(part, 'code')).some(({ system, code }) => {
    const canonical = system && canonicalSystem(system);
    return canonical === LOINC
      ? LOINC_CODES.has(code.trim())
      : canonical === SNOMED_CT && SNOMED_CODES.has(code.trim());
  });

type Read = Pick<ReportedFraction, 'recorded'> & ({ value: number } | { value: null; reason: string });

/** A part of one that says so (UCUM `1`) is unambiguous; without a unit 0.3 may be either. `null`: another unit. */
function inPercent(value: number, unit: string): number | null {
  if (unitsMeant(unit).includes('%')) return value;
  return unit.trim() === '1' && value <= 1 ? value * 100 : null;
}

/** A code and a written unit that do not mean the same. */
const unitContradiction = (unit: string | undefined, code: string | undefined): string | undefined => {
  const written = unit === undefined ? [] : unitsMeant(unit);
  return code !== undefined && written.length > 0 && !written.includes(code)
    ? 'its coded unit and its written unit differ'
    : undefined;
};

function readPercent(part: unknown): Read {
  const { value, comparator = '', unit, code } = quantityOf(element(part, 'valueQuantity'));
  const recorded = `${comparator}${value ?? asText(element(part, 'valueString')) ?? '?'} ${unit ?? code ?? ''}`;
  const unreadable = (reason: string) => ({ recorded: recorded.trim().slice(0, 60), value: null, reason });
  const contradiction = valueContradiction(part) ?? unitContradiction(unit, code);
  if (contradiction !== undefined) return unreadable(contradiction);
  if (value === undefined) return unreadable('it holds no number');
  if (comparator !== '') return unreadable('it is a limit and not a value');
  const percent = inPercent(value, code ?? unit ?? '');
  if (percent === null) return unreadable('its unit is not %');
  if (percent < PLAUSIBLE[0] || percent > PLAUSIBLE[1]) return unreadable('it is implausible');
  return { recorded: recorded.trim(), value: percent };
}

function toEntry(observation: unknown, part: unknown, time: Moment): ReportedFraction {
  const issued = readMoment(element(observation, 'issued'), 'issued');
  const released = !isIssue(issued) && issued.ms > time.ms ? { released: issued } : {};
  return { reference: referenceTo(observation), time, ...released, ...readPercent(part) };
}

/**
 * Ejection fractions of reports and measurements, oldest first, in %. One that is no number is kept as unreadable, since it
 * hides older ones. What is wrong with them is not told here: the measurements of pictures do.
 */
export function readEjectionFractions(chart: Chart, timeline: Timeline): readonly ReportedFraction[] {
  return chart
    .all('Observation')
    .filter(
      (observation) =>
        COUNTED.has(asText(element(observation, 'status')) ?? '') && !isMachineAsserted(observation),
    )
    .flatMap((observation) =>
      [observation, ...asObjects(element(observation, 'component'))].filter(isFraction).flatMap((part) => {
        const time = observationTime(observation, chart);
        const known = !isIssue(time) && !outsideOf(timeline, time, '', '');
        return known ? [toEntry(observation, part, time)] : [];
      }),
    )
    .toSorted((a, b) => a.time.ms - b.time.ms || (a.reference < b.reference ? -1 : 1));
}
