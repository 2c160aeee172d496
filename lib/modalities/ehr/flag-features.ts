import type { CodeSet } from '#lib/clinical/code-set.ts';
import { comorbidities } from '#lib/clinical/conditions.ts';
import { type DrugClass, drugClasses } from '#lib/clinical/drug-classes.ts';
import { DAY_MS, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Evidence, Feature, Gap, Reading } from '#lib/contract/feature.ts';
import type { EhrSlice, MedicationEntry } from './slice.ts';

/** A completed course counts this long: repeat prescriptions are written at least yearly. */
const COMPLETED_DAYS = 365;

const never = (detail: string): Gap => ({ missing: 'never-recorded', detail, last: null });

const flag = (found: readonly Evidence[]): Reading => ({ value: found.length > 0 ? 1 : 0, from: found });

/** On the drug at `at`: ordered or taken before, not over, and not so long ago that "completed" means over. */
function countsAt({ since, until, use }: MedicationEntry, at: Moment): boolean {
  if (use === 'not-taken' || isAfter(since, at)) return false;
  if (until && isAfter(at, until)) return false;
  return use === 'ongoing' || at.ms - since.ms <= COMPLETED_DAYS * DAY_MS;
}

function readCondition(id: CodeSet['id'], { conditions }: EhrSlice, at: Moment): Reading | Gap {
  const known = conditions.filter(({ since }) => since !== null && !isAfter(since, at));
  if (known.length === 0) return never('No dated diagnosis on the chart up to the time of prediction.');
  const found = known.filter(({ ids }) => ids.some((one) => one === id));
  return flag(found.map(({ reference, since }) => ({ reference, time: since })));
}

function readMedication(id: DrugClass['id'], { medications }: EhrSlice, at: Moment): Reading | Gap {
  const known = medications.filter(({ since }) => !isAfter(since, at));
  if (known.length === 0) return never('No dated medication on the chart up to the time of prediction.');
  const found = known.filter((entry) => entry.classes.some((one) => one === id) && countsAt(entry, at));
  return flag(found.map(({ reference, since }) => ({ reference, time: since })));
}

const conditionFeature = ({ id, label, concept, icd10 }: CodeSet): Feature<EhrSlice> => ({
  id: `condition.${id}`,
  label,
  measure: `condition.${id}`,
  group: 'Comorbidities',
  unit: '1',
  plausible: [0, 1],
  source: `SNOMED CT ${concept} and its kinds; ICD-10 ${icd10.join(', ')}; known at the time of prediction`,
  read: (slice, at) => readCondition(id, slice, at),
});

const medicationFeature = ({ id, label, atc }: DrugClass): Feature<EhrSlice> => ({
  id: `medication.${id}`,
  label,
  measure: `medication.${id}`,
  group: 'Medication',
  unit: '1',
  plausible: [0, 1],
  source: `ATC ${atc.join(', ')}, RxNorm ingredients; ordered or taken before the time of prediction and not stopped`,
  read: (slice, at) => readMedication(id, slice, at),
});

/** Comorbidities and drug classes: 1, 0, or missing when the chart holds no diagnosis (no medication) at all. */
export const flagFeatures: readonly Feature<EhrSlice>[] = [
  ...comorbidities.map(conditionFeature),
  ...drugClasses.map(medicationFeature),
];
