import { comorbidities } from '#lib/clinical/conditions.ts';
import { drugClasses } from '#lib/clinical/drug-classes.ts';
import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import { lowerFirst } from '#lib/clinical/quantity-text.ts';
import type { Evidence, Feature, Gap, Reading } from '#lib/contract/feature.ts';
import { diagnosisAt, EVER } from './has-condition.ts';
import { maySpan } from './imprecise-date.ts';
import { classIntakeAt } from './on-drug.ts';
import type { EhrSlice } from './slice.ts';

type Comorbidity = (typeof comorbidities)[number];
type ContractDrug = (typeof drugClasses)[number];

const never = (detail: string): Gap => ({ missing: 'never-recorded', detail, last: null });

const flag = (found: readonly Evidence[]): Reading => ({ value: found.length > 0 ? 1 : 0, from: found });

const evidence = ({
  reference,
  since,
}: {
  readonly reference: string;
  readonly since: Moment | null;
}): Evidence => ({
  reference,
  time: since,
});

type Dated = { readonly since: Moment | null; readonly said?: Moment | null };

/** "No dated diagnosis on the chart …", with what else is there. `undefined`: some entry is dated before. */
function nothingDated(what: string, entries: readonly Dated[], at: Moment): Gap | undefined {
  const isKnown = ({ since, said }: Dated) =>
    [since, said].some((time) => time && (!isAfter(time, at) || maySpan(time, at)));
  if (entries.some(isKnown)) return undefined;
  const undated = entries.filter(({ since }) => since === null).length;
  const beside =
    undated === 0 ? '' : ` ${undated} without a readable date ${undated === 1 ? 'is' : 'are'} not used.`;
  return never(`No dated ${what} on the chart up to the time of prediction.${beside}`);
}

function readCondition({ id, label }: Comorbidity, { conditions }: EhrSlice, at: Moment): Reading | Gap {
  const none = nothingDated('diagnosis', conditions, at);
  if (none) return none;
  const found = diagnosisAt(id, conditions, at);
  if (found.present === 'yes') return flag(found.entries.map(evidence));
  if (found.present === 'no') return flag([]);
  const missing = found.present === 'stale' ? 'stale' : 'unreadable';
  return { missing, detail: `${label} is unclear, because ${found.because}.`, last: evidence(found.last) };
}

function readMedication({ id }: ContractDrug, { medications }: EhrSlice, at: Moment): Reading | Gap {
  const none = nothingDated('medication', medications, at);
  if (none) return none;
  const use = classIntakeAt(id, medications, at);
  if (use.on === 'yes') return flag(use.entries.map(evidence));
  if (use.on === 'no') return flag([]);
  const detail = `Whether "${use.last.label}" was taken is unclear, because ${use.because}.`;
  return { missing: 'unreadable', detail, last: evidence(use.last) };
}

/** What stands in a narrow list, where a label is long. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  copd: 'COPD',
  'atrial-fibrillation': 'AF or flutter',
  mra: 'MRA',
  'ras-inhibitor': 'ACE inhibitor/ARB/ARNI',
};

/** The words of a flag, for sentences and for lists. */
function flagWords({ id, label }: Comorbidity | ContractDrug): Pick<Feature<EhrSlice>, 'phrase' | 'short'> {
  const said = (name: string) => (value: number) => (value === 1 ? name : `no ${name}`);
  const name = lowerFirst(label);
  return { phrase: said(name), short: said(ABBREVIATIONS[id] ?? name) };
}

const conditionFeature = (set: Comorbidity): Feature<EhrSlice> => ({
  id: `condition.${set.id}`,
  label: EVER.has(set.id) ? `${set.label}, ever` : set.label,
  measure: `condition.${set.id}`,
  group: 'Comorbidities',
  unit: '1',
  plausible: [0, 1],
  source: `SNOMED CT ${set.concept} and its kinds; ICD-10 ${set.icd10.join(', ')}; known at the time of prediction${EVER.has(set.id) ? '' : ' and not ended'}`,
  ...flagWords(set),
  read: (slice, at) => readCondition(set, slice, at),
});

const medicationFeature = (set: ContractDrug): Feature<EhrSlice> => ({
  id: `medication.${set.id}`,
  label: set.label,
  measure: `medication.${set.id}`,
  group: 'Medication',
  unit: '1',
  plausible: [0, 1],
  source: `ATC ${set.atc.join(', ')}, RxNorm ingredients; in use at the time of prediction by its order, statement, dose or supply`,
  treatment: true,
  ...flagWords(set),
  read: (slice, at) => readMedication(set, slice, at),
});

/** Comorbidities and drug classes: 1, 0, or missing when the chart holds no diagnosis (no medication) at all, or is unclear. */
export const flagFeatures: readonly Feature<EhrSlice>[] = [
  ...comorbidities.map(conditionFeature),
  ...drugClasses.map(medicationFeature),
];
