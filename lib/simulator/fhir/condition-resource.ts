import type { CodeableConcept, Condition } from 'fhir/r4';
import { type ComorbidityId, comorbidities, heartFailure } from '#lib/clinical/conditions.ts';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { formatDate } from '../calendar.ts';
import type { History } from '../ehr/history.ts';
import type { ChartContent } from '../patient.ts';
import { ejectionFraction } from '../physiology/ventricle.ts';
import { openStream } from '../stream.ts';
import { hl7, referTo } from './reference.ts';

export type CodedDiagnosis = { readonly snomed: string; readonly icd10: string; readonly text: string };

/** A billable ICD-10-CM code within each code set's prefixes, with its official wording shortened. */
const DIAGNOSES: Record<ComorbidityId, Omit<CodedDiagnosis, 'snomed'>> = {
  'atrial-fibrillation': { icd10: 'I48.91', text: 'Atrial fibrillation' },
  diabetes: { icd10: 'E11.9', text: 'Type 2 diabetes mellitus' },
  'chronic-kidney-disease': { icd10: 'N18.9', text: 'Chronic kidney disease' },
  copd: { icd10: 'J44.9', text: 'Chronic obstructive pulmonary disease' },
  hypertension: { icd10: 'I10', text: 'Essential hypertension' },
  'ischaemic-heart-disease': { icd10: 'I25.9', text: 'Chronic ischaemic heart disease' },
  stroke: { icd10: 'Z86.73', text: 'History of stroke or transient ischaemic attack' },
  anaemia: { icd10: 'D64.9', text: 'Anaemia' },
};

/** The ward's word for the ejection fraction (ESC 2021: below 41, 41 to 49, 50 %); every second chart only says "heart failure". */
function heartFailureDiagnosis({ state, seed, index }: ChartContent): CodedDiagnosis {
  const plain = { snomed: heartFailure.concept, icd10: 'I50.9', text: 'Heart failure' };
  if (openStream(seed, index, 'wording').chance(0.5)) return plain;
  const fraction = ejectionFraction(state.ventricle);
  if (fraction >= 41 && fraction < 50) {
    return { ...plain, snomed: '788950000', text: 'Heart failure with mid-range ejection fraction' };
  }
  return fraction < 41
    ? { snomed: '703272007', icd10: 'I50.22', text: 'Heart failure with reduced ejection fraction' }
    : { snomed: '446221000', icd10: 'I50.32', text: 'Heart failure with preserved ejection fraction' };
}

const codings = ({ snomed, icd10, text }: CodedDiagnosis): CodeableConcept => ({
  coding: [
    { system: 'http://snomed.info/sct', code: snomed },
    { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: icd10 },
  ],
  text,
});

/** The diagnosis of one stay. */
export const encounterDiagnosis = (
  patient: string,
  encounter: string,
  diagnosis: CodedDiagnosis,
  { onsetMs, recordedMs }: { readonly onsetMs: number; readonly recordedMs: number },
): Condition => ({
  resourceType: 'Condition',
  id: `${patient}-diagnosis`,
  clinicalStatus: hl7('condition-clinical', 'active'),
  verificationStatus: hl7('condition-ver-status', 'confirmed'),
  category: [hl7('condition-category', 'encounter-diagnosis')],
  code: codings(diagnosis),
  subject: referTo('Patient', patient),
  encounter: referTo('Encounter', encounter),
  onsetDateTime: formatDate(onsetMs),
  recordedDate: formatDate(recordedMs),
});

function condition(patient: string, id: string, diagnosis: CodedDiagnosis, onsetMs: number): Condition {
  return {
    resourceType: 'Condition',
    id,
    clinicalStatus: hl7('condition-clinical', 'active'),
    verificationStatus: hl7('condition-ver-status', 'confirmed'),
    category: [hl7('condition-category', 'problem-list-item')],
    code: codings(diagnosis),
    subject: referTo('Patient', patient),
    onsetDateTime: formatDate(onsetMs),
    recordedDate: formatDate(onsetMs),
  };
}

/** `nextId` numbers the resources of one bundle. */
export function conditionResources(content: ChartContent, nextId: () => string): Condition[] {
  const admittedMs = content.visits.at(-1)?.startMs ?? 0;
  const onset = (years: number) => admittedMs - years * 365.25 * DAY_MS;
  const { heartFailureYears, comorbidities: present } = content.history;
  // A first diagnosis cannot follow an earlier stay for it.
  const firstStay = content.visits.find(({ kind }) => kind !== 'ambulatory')?.startMs ?? admittedMs;
  return [
    condition(
      content.id,
      nextId(),
      heartFailureDiagnosis(content),
      Math.min(firstStay, onset(heartFailureYears)),
    ),
    ...comorbidityResources(content.id, present, admittedMs, nextId),
  ];
}

/** What a patient has had for long, by years before an admission. */
export const comorbidityResources = (
  patient: string,
  present: History['comorbidities'],
  admittedMs: number,
  nextId: () => string,
): Condition[] =>
  present.map(({ id, years }) => {
    const snomed = comorbidities.find((set) => set.id === id)?.concept ?? '';
    return condition(patient, nextId(), { snomed, ...DIAGNOSES[id] }, admittedMs - years * 365.25 * DAY_MS);
  });
