import { ageInYears } from '#lib/clinical/age.ts';
import { analytes } from '#lib/clinical/analytes.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { FeatureVector } from '#lib/contract/feature.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Admission, PatientRecord } from '#lib/contract/patient-record.ts';
import { diagnosisAt } from '#lib/modalities/ehr/has-condition.ts';
import { indexStay } from '#lib/modalities/ehr/stays.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { admissionAt } from './landmark.ts';

const ADULT = 18;
/** Laboratory results and vital signs that must be at hand; with fewer the score is the average patient's. */
export const FEWEST_MEASURES = 5;

const measured = new Set(analytes.map(({ id }) => `${id}.last`));

const notEligible = (message: string): Issue => ({ code: 'not-eligible', severity: 'error', message });

/** What a check looks at. */
type Asked = {
  readonly record: PatientRecord<Slices>;
  readonly landmark: Landmark;
  readonly at: Moment | null;
  /** The stay that the question is about. */
  readonly admission: Admission | null;
  readonly vector: FeatureVector;
};

type Check = (asked: Asked) => string | undefined;

const checkStay: Check = ({ landmark, admission }) => {
  if (landmark.at === null) return landmark.because;
  if (!admission)
    return 'No inpatient stay with readable dates had begun by then, and the risk is counted from a discharge.';
  return admission.endUnknown === null
    ? undefined
    : `Whether the inpatient stay had ended by then is not known, because ${admission.endUnknown}; the risk is counted from a discharge.`;
};

const checkAge: Check = ({ record: { patient }, at }) => {
  if (patient.birthDate === null) return 'No readable birth date is on the chart, so the age is unknown.';
  const age = at && ageInYears(patient.birthDate, new Date(at.ms).toISOString());
  if (age === null) return at ? 'The birth date does not fit the dates of the chart.' : undefined;
  return age < ADULT ? `The patient is younger than ${ADULT} years; the model is for adults.` : undefined;
};

const checkSex: Check = ({ record: { patient } }) =>
  patient.sex === null ? 'The sex is not recorded as female or male, which the model needs.' : undefined;

const checkDiagnosis: Check = ({ record: { slices }, at }) => {
  if (!at) return undefined;
  const found = diagnosisAt('heart-failure', slices.ehr?.conditions ?? [], at);
  if (found.present === 'yes') return undefined;
  return found.present === 'no'
    ? 'No diagnosis of heart failure is on the chart up to the time of prediction, and the model is for heart failure alone.'
    : `Whether heart failure was present is unclear, because ${found.because}, and the model is for heart failure alone.`;
};

/** Whether heart failure is on the chart, or may be. */
export const mayHaveHeartFailure = ({ slices }: PatientRecord<Slices>, at: Moment | null): boolean =>
  at === null || diagnosisAt('heart-failure', slices.ehr?.conditions ?? [], at).present !== 'no';

/** Whether an encounter up to `at` ended with the patient's death. */
const leftDead = ({ slices }: PatientRecord<Slices>, at: Moment): boolean =>
  (slices.ehr?.deaths ?? []).some(({ time }) => time === null || !isAfter(time, at));

/** Whether the stay that a question at `at` is about has ended since. */
const wasClosed = ({ slices }: PatientRecord<Slices>, at: Moment): boolean =>
  (indexStay(slices.ehr?.stays ?? [], at)?.end ?? null) !== null;

const checkAlive: Check = ({ record, at, admission }) => {
  const { patient } = record;
  if (!at) return undefined;
  if (admission?.disposition === 'died') return 'The patient died in hospital: the stay ended with death.';
  if (leftDead(record, at))
    return 'An encounter up to the time of prediction ended with the death of the patient.';
  if (!patient.deceased) return undefined;
  if (!patient.died) return 'The patient is recorded as deceased without a readable date.';
  if (!isAfter(patient.died, at)) return 'The patient died before the time of prediction, or on its day.';
  return wasClosed(record, at)
    ? undefined
    : 'The patient is recorded as deceased, and the stay was never closed.';
};

const checkMeasures: Check = ({ at, vector: { outcomes, specs } }) => {
  const count = specs.filter(({ id }, index) => {
    const outcome = outcomes[index];
    return measured.has(id) && outcome !== undefined && isReading(outcome);
  }).length;
  return !at || count >= FEWEST_MEASURES
    ? undefined
    : `Only ${count} laboratory results and vital signs could be used; the model needs at least ${FEWEST_MEASURES}.`;
};

/** Whether the model may speak about this patient: the reasons why not, most important first; empty means it may. */
export function checkEligibility(
  record: PatientRecord<Slices>,
  landmark: Landmark,
  vector: FeatureVector,
): readonly Issue[] {
  const { at } = landmark;
  const asked = { record, landmark, at, admission: admissionAt(record, at), vector };
  const reasons = [checkStay, checkDiagnosis, checkAge, checkSex, checkAlive].flatMap(
    (check) => check(asked) ?? [],
  );
  const tooLittle = checkMeasures(asked);
  return [
    ...reasons.map(notEligible),
    ...(tooLittle === undefined ? [] : [{ ...notEligible(tooLittle), code: 'too-little-data' as const }]),
  ];
}
