import { diagnosisAt } from '#lib/modalities/ehr/has-condition.ts';
import type { Fact } from './card.ts';
import { type ChartAt, conditionAt, yearsAt } from './chart-at.ts';

type Part = { readonly name: string; readonly points: number; readonly facts: readonly Fact[] };

/** The score and what it is made of. `open`: parts that nobody can know, so that the score is the least it can be. */
export type StrokeScore = {
  readonly points: number;
  /** Without the point for sex: what the classes of the American guideline follow, by men's and women's limits. */
  readonly withoutSex: number;
  /** CHA₂DS₂-VA of the 2024 ESC guideline: no point for sex, and coronary disease is vascular disease without an infarction. */
  readonly european: number;
  readonly parts: readonly Part[];
  readonly open: readonly string[];
};

type Outcome = Part | { readonly open: string } | null;

const diagnosis = (
  chart: ChartAt,
  id: Parameters<typeof conditionAt>[1],
  name: string,
  points: number,
): Outcome => {
  const found = conditionAt(chart, id);
  if (found.present === 'yes') return { name, points, facts: found.facts };
  return found.present === 'no' ? null : { open: `${name} is unclear, because ${found.because}` };
};

/** A bleeding in the head is in the code set of stroke, and is no stroke of this score. */
function ischaemicStroke(chart: ChartAt): Outcome {
  const embolism = diagnosis(chart, 'systemic-embolism', 'systemic embolism', 2);
  if (embolism && !('open' in embolism)) return embolism;
  const { conditions } = chart.slice;
  const others = conditions.filter(({ ids }) => !ids.includes('intracranial-haemorrhage'));
  const found = diagnosisAt('stroke', others, chart.at);
  if (found.present === 'no') return embolism;
  if (found.present !== 'yes') return { open: `stroke or TIA is unclear, because ${found.because}` };
  const facts = found.entries.map(({ reference, since, label }) => ({
    reference,
    time: since,
    words: label,
  }));
  return { name: 'stroke, TIA or embolism', points: 2, facts };
}

function age(chart: ChartAt): Outcome {
  const years = yearsAt(chart);
  if (years === null) return { open: 'the age is not known' };
  if (years >= 75) return { name: `age ${years}`, points: 2, facts: [] };
  return years >= 65 ? { name: `age ${years}`, points: 1, facts: [] } : null;
}

function sex({ slice }: ChartAt): Outcome {
  if (slice.sex === null) return { open: 'the sex is not known' };
  return slice.sex === 'female' ? { name: 'female sex', points: 1, facts: [] } : null;
}

/**
 * CHA₂DS₂-VASc, 0 to 9 (Lip GYH et al., Chest 2010;137:263–272, doi:10.1378/chest.09-1584), from the diagnoses on the
 * chart at a time. Vascular disease is infarction, peripheral artery disease or aortic plaque; CHA₂DS₂-VA beside it.
 */
export function strokeScore(chart: ChartAt): StrokeScore {
  const vascular = diagnosis(chart, 'vascular-disease', 'vascular disease', 1);
  const withoutSex = [
    diagnosis(chart, 'heart-failure', 'heart failure', 1),
    diagnosis(chart, 'hypertension', 'hypertension', 1),
    age(chart),
    diagnosis(chart, 'diabetes', 'diabetes', 1),
    ischaemicStroke(chart),
    vascular,
  ].flatMap((one) => one ?? []);
  const all = [...withoutSex, ...[sex(chart)].flatMap((one) => one ?? [])];
  const partsOf = (outcomes: readonly NonNullable<Outcome>[]) =>
    outcomes.flatMap((one) => ('open' in one ? [] : one));
  const sum = (parts: readonly Part[]) => parts.reduce((total, { points }) => total + points, 0);
  const lower = sum(partsOf(withoutSex));
  const isCounted = vascular !== null && !('open' in vascular);
  const coronary = !isCounted && conditionAt(chart, 'ischaemic-heart-disease').present === 'yes';
  return {
    points: sum(partsOf(all)),
    withoutSex: lower,
    european: lower + (coronary ? 1 : 0),
    parts: partsOf(all),
    open: all.flatMap((one) => ('open' in one ? one.open : [])),
  };
}

/** `4: heart failure 1, age 78 2, female sex 1`, or `at least 4: …` where parts are open. */
export function scoreText({ points, parts, open }: StrokeScore): string {
  const listed = parts.map((part) => `${part.name} (${part.points})`).join(', ');
  return `${open.length > 0 ? 'at least ' : ''}${points}${listed === '' ? '' : `: ${listed}`}`;
}
