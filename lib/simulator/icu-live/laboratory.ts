import { clamp, exp, log, power } from '../arithmetic.ts';
import { openStream, type Stream } from '../stream.ts';
import type { LiveStay } from './live-stay.ts';
import { type TrackId, valueAt } from './tracks.ts';
import { MINUTE_MS, minutesOf } from './ward.ts';

/** A result: when the specimen was taken, and when the ward may know it. */
export type Result = {
  readonly id: string;
  readonly takenAt: number;
  readonly knownAt: number;
  readonly loinc: string;
  readonly value: number;
  readonly unit: string;
  /** Id of the result that this one takes the place of. */
  readonly corrects?: string;
};

/** The body at a minute, with the noise of one specimen. */
type Specimen = { readonly of: (id: TrackId) => number; readonly live: LiveStay; readonly stream: Stream };

type Test = {
  readonly name: string;
  readonly loinc: string;
  readonly unit: string;
  readonly decimals: number;
  /** Coefficient of variation of assay and body within the hour. */
  readonly noise: number;
  readonly read: (specimen: Specimen) => number;
};

const bicarbonate = ({ of }: Specimen): number =>
  clamp(24.2 + 0.75 * of('baseExcess') + 0.1 * (of('paco2') - 40), 4, 45);
/** Henderson and Hasselbalch. */
const acidity = (specimen: Specimen): number =>
  6.1 + log(bicarbonate(specimen) / (0.0307 * specimen.of('paco2'))) / log(10);

const test = (
  name: string,
  loinc: string,
  unit: string,
  decimals: number,
  noise: number,
  read: Test['read'],
): Test => ({ name, loinc, unit, decimals, noise, read });

/** Renal trouble shows in urea and potassium too. */
const renal = ({ of, live }: Specimen): number => of('creatinine') / live.baseline.creatinine;

/** A gas of the ward's own machine: minutes. */
const GAS: readonly Test[] = [
  test('ph', '2744-1', '1', 2, 0.0015, acidity),
  test('paco2', '2019-8', 'mm[Hg]', 0, 0.03, ({ of }) => of('paco2')),
  test('bicarbonate', '1963-8', 'mmol/L', 0, 0.03, bicarbonate),
  test('sao2', '2708-6', '%', 0, 0.006, ({ of }) => Math.min(99.5, of('saturation'))),
  test('fio2', '3150-6', '1', 2, 0, ({ of }) => of('inspiredOxygen')),
  test('lactate', '2524-7', 'mmol/L', 1, 0.05, ({ of }) => of('lactate')),
  test('glucose', '2345-7', 'mg/dL', 0, 0.12, ({ of }) => 128 + 45 * of('infection')),
  test('potassium', '2823-3', 'mmol/L', 1, 0.06, (s) => 4.1 + 0.35 * (renal(s) - 1)),
];

/** Base excess can be negative, so its noise is absolute. */
const baseExcess = ({ of, stream }: Specimen): number => of('baseExcess') + stream.normal(0, 0.7);

const CHEMISTRY: readonly Test[] = [
  test('sodium', '2951-2', 'mmol/L', 0, 0.012, () => 139),
  test('creatinine', '2160-0', 'mg/dL', 2, 0.05, ({ of }) => of('creatinine')),
  test('urea-nitrogen', '3094-0', 'mg/dL', 0, 0.08, (s) => 18 * power(renal(s), 0.8)),
  test('bilirubin', '1975-2', 'mg/dL', 1, 0.08, ({ of }) => of('bilirubin')),
  test('crp', '1988-5', 'mg/L', 1, 0.06, ({ of }) => of('crp')),
  test('calcium', '17861-6', 'mg/dL', 1, 0.03, ({ of }) => 8.7 - 0.7 * of('infection')),
  test('chloride', '2075-0', 'mmol/L', 0, 0.015, () => 104),
  test('magnesium', '19123-9', 'mg/dL', 1, 0.08, () => 2.0),
];
const BLOOD_COUNT: readonly Test[] = [
  test('leukocytes', '6690-2', '10*3/uL', 1, 0.09, ({ of }) => of('leukocytes')),
  test('haemoglobin', '718-7', 'g/dL', 1, 0.025, ({ of }) => of('haemoglobin')),
  test('haematocrit', '4544-3', '%', 0, 0.03, ({ of }) => 3 * of('haemoglobin')),
  test('platelets', '777-3', '10*3/uL', 0, 0.05, ({ of }) => of('platelets')),
];
const INFECTION: readonly Test[] = [
  test('procalcitonin', '33959-8', 'ng/mL', 2, 0.1, ({ of }) => of('procalcitonin')),
];

/** One drawing of blood. */
type Drawing = { readonly minute: number; readonly panel: 'gas' | 'routine' | 'infection' };

const PANELS: Readonly<Record<Drawing['panel'], readonly Test[]>> = {
  gas: GAS,
  routine: [...CHEMISTRY, ...BLOOD_COUNT],
  infection: INFECTION,
};
/** Median minutes from the specimen to the result. */
const TURN_AROUND: Readonly<Record<Drawing['panel'], number>> = { gas: 6, routine: 55, infection: 80 };
/** Of routine results, this share is sent again corrected: a haemolysed specimen's potassium is too high. */
const CORRECTED = 0.01;

/** Gases every so many minutes: the sicker, the oftener. */
function gasPause(live: LiveStay, minute: number): number {
  const { tracks } = live;
  const shocked = valueAt(tracks.noradrenaline, minute) > 0 || valueAt(tracks.meanPressure, minute) < 62;
  if (shocked) return 150;
  return valueAt(tracks.ventilated, minute) > 0.5 || valueAt(tracks.saturation, minute) < 91 ? 270 : 620;
}

/** Routine blood at admission and early each morning, extra when staff act, and with suspected infection procalcitonin. */
function drawings(live: LiveStay): Drawing[] {
  const { stay, course } = live;
  const minutes = minutesOf(stay);
  const stream = openStream(stay.seed, stay.index, 'icu-live-drawings');
  const found: Drawing[] = [{ minute: stream.integer(8, 40), panel: 'routine' }];
  for (let minute = stream.integer(5, 30); minute < minutes; ) {
    found.push({ minute, panel: 'gas' });
    minute += Math.round(gasPause(live, minute) * exp(stream.normal(0, 0.15)));
  }
  const toFive = (29 * 60 - Math.floor((stay.from / MINUTE_MS) % 1440)) % 1440;
  for (let minute = toFive + stream.integer(0, 50); minute < minutes; minute += 1440)
    if (minute > 120) found.push({ minute, panel: 'routine' });
  if (course.recognised !== null) {
    const minute = course.recognised + stream.integer(0, 20);
    found.push({ minute, panel: 'routine' }, { minute, panel: 'gas' }, { minute, panel: 'infection' });
  }
  return found.filter(({ minute }) => minute < minutes);
}

/** Most results are as quick as usual; some wait for a second look. */
function resultsOf(live: LiveStay, { minute, panel }: Drawing): Result[] {
  const { stay, tracks } = live;
  const stream = openStream(stay.seed, stay.index, `icu-live-${panel}-${minute}`);
  const specimen: Specimen = { of: (id) => valueAt(tracks[id], minute), live, stream };
  const takenAt = stay.from + minute * MINUTE_MS;
  const knownAt = takenAt + Math.round(TURN_AROUND[panel] * exp(stream.normal(0, 0.3)) * 60) * 1000;
  const result = (one: Test, value: number, factor = 1): Result => {
    const scale = one.decimals === 0 ? 1 : one.decimals === 1 ? 10 : 100;
    return {
      id: `${one.name}-${minute}`,
      takenAt,
      knownAt,
      loinc: one.loinc,
      value: Math.round(value * factor * scale) / scale,
      unit: one.unit,
    };
  };
  const results = PANELS[panel].map((one) =>
    result(one, one.read(specimen) * clamp(1 + one.noise * stream.normal(), 0.5, 1.6)),
  );
  if (panel !== 'gas') return results;
  const excess = test('base-excess', '11555-0', 'mmol/L', 0, 0, baseExcess);
  return [...results, result(excess, excess.read(specimen))].flatMap((one) =>
    one.id.startsWith('potassium') && stream.chance(CORRECTED) ? haemolysed(one) : one,
  );
}

/** First the wrong value, then the right one of a second specimen within the hour. */
function haemolysed(right: Result): Result[] {
  const wrong = { ...right, value: Math.round((right.value + 1.9) * 10) / 10 };
  return [
    wrong,
    { ...right, id: `${right.id}-c`, knownAt: right.knownAt + 48 * MINUTE_MS, corrects: wrong.id },
  ];
}

/** Every result of a stay, in order of the time at which it is known; some become known after the patient left. */
export const laboratoryOf = (live: LiveStay): Result[] =>
  drawings(live)
    .flatMap((drawing) => resultsOf(live, drawing))
    .sort((a, b) => a.knownAt - b.knownAt);
