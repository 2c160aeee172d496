import type { CodeableConcept, Observation, Quantity } from 'fhir/r4';
import { analyteById } from '#lib/clinical/analytes.ts';
import { quantise } from '../arithmetic.ts';
import { formatDateTime } from '../calendar.ts';
import type { ReportedUnit } from '../ehr/laboratory-sites.ts';
import type { Measurement } from '../ehr/measurement.ts';
import { concept, hl7, referTo } from './reference.ts';

/** What of a measurement its resource says. */
type Result = Omit<Measurement, 'visit'>;

const LOINC = 'http://loinc.org';

/** LOINC 85354-9: the profile's panel, both pressures as components. */
const PRESSURE_PANEL = concept(LOINC, '85354-9', 'Blood pressure');

/** FHIR's oxygen-saturation profile wants this code beside the pulse oximeter's. */
const SATURATION_PROFILE = { system: LOINC, code: '2708-6' };

function codeOf({ analyte: id, site }: Result): CodeableConcept {
  const { codes, label } = analyteById[id];
  const code = concept(LOINC, site.units[id].loinc ?? codes[0]?.loinc ?? '', label);
  return id === 'oxygen-saturation'
    ? { ...code, coding: [...(code.coding ?? []), SATURATION_PROFILE] }
    : code;
}

/** Canonical value → the site's unit, rounded as it reports; a comparator outside the assay's range. */
export function reportedQuantity(value: number, unit: ReportedUnit): Quantity {
  const { code, display, factor, offset = 0, decimals, above, below } = unit;
  const reported = quantise(value * factor + offset, decimals);
  const quantity = { unit: display, system: 'http://unitsofmeasure.org', code };
  if (above !== undefined && reported > above) return { value: above, comparator: '>', ...quantity };
  if (below !== undefined && reported < below) return { value: below, comparator: '<', ...quantity };
  return { value: reported, ...quantity };
}

function quantityOf({ analyte, value, site }: Result): Quantity {
  const bounded = analyte === 'oxygen-saturation' ? Math.min(100, value) : value;
  return reportedQuantity(bounded, site.units[analyte]);
}

function frame(patient: string, id: string, encounter: string, measurement: Result) {
  const vital = analyteById[measurement.analyte].kind === 'vital-sign';
  return {
    resourceType: 'Observation' as const,
    id,
    status: measurement.enteredInError ? ('entered-in-error' as const) : ('final' as const),
    category: [hl7('observation-category', vital ? 'vital-signs' : 'laboratory')],
    subject: referTo('Patient', patient),
    encounter: referTo('Encounter', encounter),
    effectiveDateTime: formatDateTime(measurement.atMs),
  };
}

/** A laboratory result or a single vital sign. */
export function resultResource(
  patient: string,
  id: string,
  encounter: string,
  measurement: Result,
): Observation {
  return {
    ...frame(patient, id, encounter, measurement),
    code: codeOf(measurement),
    valueQuantity: quantityOf(measurement),
  };
}

/** Both pressures of one reading as one resource. */
export function pressureResource(
  patient: string,
  id: string,
  encounter: string,
  systolic: Result,
  diastolic: Result,
): Observation {
  return {
    ...frame(patient, id, encounter, systolic),
    code: PRESSURE_PANEL,
    component: [systolic, diastolic].map((part) => ({
      code: codeOf(part),
      valueQuantity: quantityOf(part),
    })),
  };
}
