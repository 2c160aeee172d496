import type { Encounter, FhirResource, Observation } from 'fhir/r4';
import { quantise } from '../arithmetic.ts';
import { formatDateTime } from '../calendar.ts';
import { cohortSeed } from '../cohort-seed.ts';
import type { Measurement } from '../ehr/measurement.ts';
import { patientBundle } from '../fhir/bundle.ts';
import { type CodedDiagnosis, encounterDiagnosis } from '../fhir/condition-resource.ts';
import { encounterResource } from '../fhir/encounter-resource.ts';
import { pressureResource, resultResource } from '../fhir/observation-resource.ts';
import { patientResource } from '../fhir/patient-resource.ts';
import { concept } from '../fhir/reference.ts';
import type { Member, Recipe } from '../member.ts';
import { patientId } from '../patient.ts';
import { latentsOf } from '../truth-line.ts';
import { type Cause, drawIcuAdmission, type IcuAdmission } from './admission.ts';
import { firstDay } from './first-day.ts';

const SNOMED_CT = 'http://snomed.info/sct';
const DIAGNOSES: Readonly<Record<Cause, CodedDiagnosis>> = {
  'heart-failure': { text: 'Acute heart failure', snomed: '56675007', icd10: 'I50.9' },
  sepsis: { text: 'Sepsis', snomed: '91302008', icd10: 'A41.9' },
  'respiratory-failure': { text: 'Acute respiratory failure', snomed: '65710008', icd10: 'J96.00' },
  'kidney-injury': { text: 'Acute kidney injury', snomed: '14669001', icd10: 'N17.9' },
};

/** The stay as it stands after a day: it goes on, so that the chart does not tell how it ended. */
function stayResource(patient: string, id: string, { cause, stay }: IcuAdmission): Encounter {
  const { text, snomed } = DIAGNOSES[cause];
  const reason = concept(SNOMED_CT, snomed, text);
  const { hospitalization: _, ...resource } = encounterResource(patient, id, stay, { reason });
  return {
    ...resource,
    status: 'in-progress',
    type: [concept(SNOMED_CT, '305351004', 'Admission to intensive care unit')],
    period: { start: formatDateTime(stay.startMs) },
  };
}

/** Results numbered in order; the two pressures of a round are one resource. */
function observations(
  patient: string,
  encounter: string,
  measurements: readonly Measurement[],
): Observation[] {
  return measurements.flatMap((one, n) => {
    const id = `${patient}-${n + 1}`;
    if (one.analyte === 'diastolic-pressure') return [];
    if (one.analyte !== 'systolic-pressure') return [resultResource(patient, id, encounter, one)];
    const diastolic = measurements.find(
      ({ analyte, atMs }) => analyte === 'diastolic-pressure' && atMs === one.atMs,
    );
    return diastolic ? [pressureResource(patient, id, encounter, one, diastolic)] : [];
  });
}

function drawContent(cohort: number, index: number) {
  const seed = cohortSeed('icu-static', cohort);
  return { id: patientId(seed, index), seed, index, admission: drawIcuAdmission(seed, index) };
}

function member(cohort: number, index: number): Member {
  const { id, seed, admission } = drawContent(cohort, index);
  const { state, cause, stay } = admission;
  const encounter = `${id}-stay`;
  const resources: FhirResource[] = [
    patientResource({ id, seed, index, state, visits: [stay] }, 'icu-static'),
    stayResource(id, encounter, admission),
    encounterDiagnosis(id, encounter, DIAGNOSES[cause], { onsetMs: stay.startMs, recordedMs: stay.startMs }),
    ...observations(id, encounter, firstDay(seed, index, admission)),
  ];
  return { id, bundle: patientBundle(id, resources), studies: [], files: [] };
}

function truth(cohort: number, index: number): object {
  const { id, admission } = drawContent(cohort, index);
  const { state, cause, risk, died } = admission;
  return {
    simulated: true,
    patient: id,
    cause,
    deathLogOdds: quantise(risk, 6),
    diedInHospital: died,
    latents: latentsOf(state),
  };
}

/** Adults in their first day of intensive care, with the chart alone; whether they left hospital alive is in the truth. */
export const icuStatic: Recipe = { studies: () => [], member, truth };
