import { heartRateStated } from '#lib/modalities/imaging/stated-values.ts';
import { statedHeartRate } from '#lib/simulator/imaging/echocardiogram/cardiac-cycle.ts';
import { clipCycle } from '#lib/simulator/imaging/echocardiogram/film-heart.ts';
import type { PlannedStudy } from '#lib/simulator/imaging/study.ts';
import { openStream } from '#lib/simulator/stream.ts';
import type { BankedReading } from './fusion-request.ts';
import { truthOf, unspread } from './rendered-readings.ts';

/** Neighbours that lend their error: enough to vary, few enough to be alike. */
const NEIGHBOURS = 20;

/** Which number of the truth a quantity follows; a probability follows none and is lent whole. */
const FOLLOWS: Readonly<
  Record<string, { readonly at: number; readonly low: number; readonly high: number }>
> = {
  'cardiothoracic-ratio': { at: 0, low: 0.2, high: 1 },
  'pulmonary-oedema-extent': { at: 1, low: 0, high: 100 },
  'pleural-effusion-right-extent': { at: 2, low: 0, high: 100 },
  'pleural-effusion-left-extent': { at: 3, low: 0, high: 100 },
  'ejection-fraction': { at: 0, low: 1, high: 90 },
  'end-diastolic-volume': { at: 1, low: 20, high: 450 },
};

type Kind = BankedReading['kind'];
type Shelf = { readonly readings: readonly BankedReading[]; readonly scales: readonly number[] };

/** Readings of rendered pictures by kind, with the spread of each number of their truth. */
export type Bank = Readonly<Record<Kind, Shelf>>;

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length) || 1;
}

function shelve(readings: readonly BankedReading[], kind: Kind): Shelf {
  const own = readings.filter((reading) => reading.kind === kind);
  const scales = (own[0]?.truth ?? []).map((_, at) => deviation(own.map(({ truth }) => truth[at] ?? 0)));
  return { readings: own, scales };
}

export const bankOf = (readings: readonly BankedReading[]): Bank => ({
  radiograph: shelve(readings, 'radiograph'),
  echo: shelve(readings, 'echo'),
});

/**
 * What a network would have said to a picture, without rendering it: one of the pictures in the bank whose truths are
 * nearest lends its errors, its probabilities, and whether it was refused. Nearest-neighbour (hot-deck) imputation of errors:
 * Andridge RR, Little RJA, Int Stat Rev 2010;78:40–64. Throws `RangeError` for an empty bank.
 */
export function emulateReading(study: PlannedStudy, bank: Bank): BankedReading {
  const kind: Kind = study.kind === 'echocardiogram' ? 'echo' : 'radiograph';
  const { readings, scales } = bank[kind];
  const truth = truthOf(study);
  const distance = (other: readonly number[]) =>
    truth.reduce((sum, x, at) => sum + ((x - (other[at] ?? 0)) / (scales[at] ?? 1)) ** 2, 0);
  const [nearest, ...near] = readings
    .map((reading) => ({ reading, far: distance(reading.truth) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, NEIGHBOURS);
  if (!nearest) throw new RangeError(`The bank holds no reading of kind ${kind}`);
  const stream = openStream(study.person.seed, study.person.index, `emulated-${kind}`);
  const lender = stream.pick([nearest, ...near]).reading;
  const findings = lender.findings.flatMap((finding) => {
    if (finding.id === HEART_RATE) return [];
    const follows = FOLLOWS[finding.id];
    if (!follows) return [finding];
    const { at, low, high } = follows;
    const moved = finding.value + (truth[at] ?? 0) - (lender.truth[at] ?? 0);
    return [{ ...finding, value: Math.min(high, Math.max(low, moved)) }];
  });
  return { kind, truth, findings: findings.length === 0 ? [] : [...findings, ...statedOf(study)] };
}

const { id: HEART_RATE } = heartRateStated(0);

/** The header is the picture's own, whoever lends the errors. */
function statedOf(study: PlannedStudy) {
  if (study.kind !== 'echocardiogram') return [];
  const { seed, index } = study.person;
  const key = { seed, index, study: study.moment.study };
  return [unspread(heartRateStated(statedHeartRate(clipCycle(key, study.findings, study.options))))];
}
