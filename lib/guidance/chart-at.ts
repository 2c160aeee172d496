import { type AnalyteId, analyteById } from '#lib/clinical/analytes.ts';
import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Gap } from '#lib/contract/feature.ts';
import { newestResult } from '#lib/modalities/ehr/analyte-features.ts';
import { diagnosisAt } from '#lib/modalities/ehr/has-condition.ts';
import { classIntakeAt, intakesAt } from '#lib/modalities/ehr/on-drug.ts';
import { ageAt, readGfr } from '#lib/modalities/ehr/patient-features.ts';
import type { ConditionEntry, EhrSlice, MedicationEntry } from '#lib/modalities/ehr/slice.ts';
import type { ReportedFraction } from '#lib/modalities/imaging/slice.ts';
import type { Fact } from './card.ts';

type SetId = ConditionEntry['ids'][number];

/** What the rules ask of a chart: the health record as it was known at one time. */
export type ChartAt = {
  readonly slice: EhrSlice;
  /** Ejection fractions of reports and measurements, oldest first. */
  readonly fractions: readonly ReportedFraction[];
  readonly at: Moment;
};

/** A value with its words, or a sentence that says why there is none. */
export type Asked = { readonly value: number; readonly fact: Fact } | { readonly missing: string };

/** The sentence of a gap, for a reader of a card, who is told no time of prediction. */
const whyMissing = ({ detail }: Gap): string => detail.replaceAll('the time of prediction', 'that time');

/** The newest result of the last 30 days. */
export function resultAt({ slice, at }: ChartAt, id: AnalyteId): Asked {
  const { label, unit, decimals } = analyteById[id];
  const found = newestResult(slice, analyteById[id], at);
  if ('missing' in found) return { missing: whyMissing(found) };
  const { value, reference, time } = found;
  const words = `${label} ${value.toFixed(decimals)} ${UNIT_WORDS.get(unit) ?? unit}`;
  return { value, fact: { reference, time, words } };
}

const UNIT_WORDS = new Map([
  ['mm[Hg]', 'mmHg'],
  ['/min', 'per minute'],
]);

/** Estimated glomerular filtration rate, mL/min/1.73 m². */
export function gfrAt({ slice, at }: ChartAt): Asked {
  const found = readGfr(slice, at);
  if ('missing' in found) return { missing: whyMissing(found) };
  const [from] = found.from;
  return {
    value: found.value,
    fact: { ...from, words: `eGFR ${Math.round(found.value)} mL/min/1.73 m²` },
  };
}

export const yearsAt = ({ slice, at }: ChartAt): number | null => ageAt(slice, at);

/** What was done by then that tells the same as a diagnosis. */
const doneAt = ({ slice, at }: ChartAt, id: SetId): readonly Fact[] =>
  slice.procedures
    .filter(({ ids, since }) => ids.some((one) => one === id) && !(since && isAfter(since, at)))
    .map((entry) => factOf(entry));

/** Whether a diagnosis was present, or something was done that tells the same, with the entries that show it. */
export function conditionAt(chart: ChartAt, id: SetId) {
  const done = doneAt(chart, id);
  const found = diagnosisAt(id, chart.slice.conditions, chart.at);
  const diagnosed = found.present === 'yes' ? found.entries.map((entry) => factOf(entry)) : [];
  const facts = [...diagnosed, ...done];
  if (found.present === 'yes' || facts.length > 0) return { present: 'yes' as const, facts };
  return found.present === 'no'
    ? { present: 'no' as const }
    : { present: 'unclear' as const, because: found.because };
}

type Told = Pick<MedicationEntry, 'reference' | 'since' | 'label'>;

const factOf = ({ reference, since, label }: Told, words = ''): Fact => ({
  reference,
  time: since,
  words: `${label}${words}`,
});

/** Whether a drug of the class is in use. `past`: what the chart says of it where it is not, newest last. */
export function drugAt({ slice, at }: ChartAt, id: DrugClassId) {
  const use = classIntakeAt(id, slice.medications, at);
  if (use.on === 'yes') {
    const substances = use.entries.flatMap((entry) => entry.substances);
    return { on: 'yes' as const, facts: use.entries.map((entry) => factOf(entry)), substances };
  }
  if (use.on === 'unclear')
    return { on: 'unclear' as const, because: use.because, facts: [factOf(use.last)] };
  const past = intakesAt(slice.medications, at)
    .map(({ entry }) => entry)
    .filter(({ classes, since }) => classes.includes(id) && !(since && isAfter(since, at)))
    .filter(({ standing }) => standing === 'halted' || standing === 'never' || standing === 'denied');
  return { on: 'no' as const, past };
}

/** `bisoprolol 5 mg: on hold (bradycardia)`. */
export const pastFact = (entry: MedicationEntry): Fact =>
  factOf(entry, `: ${entry.status}${entry.reason === null ? '' : ` (${entry.reason})`}`);

/** Intolerances that stand among the diagnoses. */
const INTOLERANCES: Partial<Record<DrugClassId, SetId>> = {
  'ras-inhibitor': 'ras-inhibitor-intolerance',
  'beta-blocker': 'beta-blocker-intolerance',
};

/** Allergies and intolerances to drugs of the class that were known, of either list. */
export function allergiesAt(chart: ChartAt, id: DrugClassId): readonly Fact[] {
  const listed = chart.slice.allergies
    .filter(({ classes, since }) => classes.includes(id) && !(since && isAfter(since, chart.at)))
    .map((entry) => factOf(entry, ': allergy or intolerance'));
  const diagnosis = INTOLERANCES[id];
  const diagnosed = diagnosis ? conditionAt(chart, diagnosis) : null;
  return [...listed, ...(diagnosed?.present === 'yes' ? diagnosed.facts : [])];
}
