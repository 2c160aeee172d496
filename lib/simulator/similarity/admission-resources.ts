import type { FhirResource, Observation } from 'fhir/r4';
import { formatDateTime } from '../calendar.ts';
import { type ReportedUnit, type ReportingSite, reportingSites } from '../ehr/laboratory-sites.ts';
import { encounterDiagnosis } from '../fhir/condition-resource.ts';
import { encounterResource } from '../fhir/encounter-resource.ts';
import { pressureResource, reportedQuantity, resultResource } from '../fhir/observation-resource.ts';
import { concept, hl7, referTo } from '../fhir/reference.ts';
import { openStream } from '../stream.ts';
import { diagnoses } from './diagnoses.ts';
import type { DrawnPatient } from './draw-latents.ts';
import { laboratoryResults, type MeasuredValue, type SpecialTest, vitalSigns } from './measured-values.ts';

const LOINC = 'http://loinc.org';
const SNOMED_CT = 'http://snomed.info/sct';
const DYSPNOEA = concept(SNOMED_CT, '267036007', 'Breathlessness');

type Stay = { readonly startMs: number; readonly endMs: number };

/** LOINC 2.78. */
const SPECIAL: Readonly<Record<SpecialTest, { readonly loinc: string; readonly label: string }>> = {
  procalcitonin: { loinc: '33959-8', label: 'Procalcitonin' },
  'd-dimer': { loinc: '48065-7', label: 'D-dimer' },
};

/** Limits: Roche Elecsys BRAHMS PCT and Tina-quant D-Dimer Gen.2 inserts. */
const SPECIAL_UNITS: Readonly<Record<string, Readonly<Record<SpecialTest, ReportedUnit>>>> = {
  harbour: {
    procalcitonin: { code: 'ng/mL', display: 'ng/mL', factor: 1, decimals: 2, below: 0.02, above: 100 },
    'd-dimer': {
      code: 'ng/mL{FEU}',
      display: 'ng/mL FEU',
      factor: 1,
      decimals: 0,
      below: 150,
      above: 35_000,
    },
  },
  orchard: {
    procalcitonin: { code: 'ug/L', display: 'µg/L', factor: 1, decimals: 2, below: 0.02, above: 100 },
    'd-dimer': {
      code: 'mg/L{FEU}',
      display: 'mg/L FEU',
      factor: 0.001,
      decimals: 2,
      below: 0.15,
      above: 35,
    },
  },
};

/** The two of the hospital's laboratories that run one kind of natriuretic peptide and of troponin. */
const SITES = reportingSites.filter(({ id }) => id in SPECIAL_UNITS);

const isSpecial = (analyte: MeasuredValue['analyte']): analyte is SpecialTest => analyte in SPECIAL;

function special(patient: string, id: string, name: SpecialTest, value: number, where: Where) {
  const unit = SPECIAL_UNITS[where.site.id]?.[name];
  if (unit === undefined) throw new TypeError(`Site ${where.site.id} has no unit for ${name}`);
  const observation: Observation = {
    resourceType: 'Observation',
    id,
    status: 'final',
    category: [hl7('observation-category', 'laboratory')],
    code: concept(LOINC, SPECIAL[name].loinc, SPECIAL[name].label),
    subject: referTo('Patient', patient),
    encounter: referTo('Encounter', where.encounter),
    effectiveDateTime: formatDateTime(where.atMs),
    valueQuantity: reportedQuantity(value, unit),
  };
  return observation;
}

type Where = { readonly encounter: string; readonly site: ReportingSite; readonly atMs: number };

function observations(patient: string, values: readonly MeasuredValue[], where: Where): Observation[] {
  const one = (name: 'systolic-pressure' | 'diastolic-pressure') => {
    const found = values.find(({ analyte }) => analyte === name);
    return found && { analyte: name, value: found.value, ...where, enteredInError: false };
  };
  const [systolic, diastolic] = [one('systolic-pressure'), one('diastolic-pressure')];
  const single = values
    .filter(({ analyte }) => !analyte.endsWith('-pressure'))
    .map(({ analyte, value }) => {
      const id = `${patient}-${analyte}`;
      return isSpecial(analyte)
        ? special(patient, id, analyte, value, where)
        : resultResource(patient, id, where.encounter, { analyte, value, ...where, enteredInError: false });
    });
  if (!systolic || !diastolic) return single;
  return [...single, pressureResource(patient, `${patient}-pressure`, where.encounter, systolic, diastolic)];
}

/** The stay, what was measured on arrival, and the diagnosis that the ward wrote down at its end. */
export function admissionResources(
  patient: string,
  seed: number,
  index: number,
  drawn: DrawnPatient,
  stay: Stay,
): FhirResource[] {
  const stream = openStream(seed, index, 'similarity-reporting');
  const encounter = `${patient}-stay`;
  const [first = reportingSites[0], ...rest] = SITES;
  const site = stream.pick([first, ...rest]);
  const round = stay.startMs + stream.integer(2, 12) * 60_000;
  const blood = stay.startMs + stream.integer(13, 55) * 60_000;
  return [
    encounterResource(patient, encounter, { kind: 'inpatient', ...stay }, { reason: DYSPNOEA }),
    encounterDiagnosis(patient, encounter, diagnoses[drawn.diagnosis], {
      onsetMs: stay.startMs,
      recordedMs: stay.endMs,
    }),
    ...observations(patient, vitalSigns(seed, index, drawn.latents), { encounter, site, atMs: round }),
    ...observations(patient, laboratoryResults(seed, index, drawn.latents), { encounter, site, atMs: blood }),
  ];
}
