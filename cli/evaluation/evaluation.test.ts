import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { NamedTensors } from '#lib/contract/tensor.ts';
import { type SurvivalSession, survivalSession } from '#lib/fusion/survival-outputs.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { measureBound, measureRanges } from './coverage.ts';
import { evaluateLandmark } from './evaluate-landmarks.ts';
import type { LandmarkRow } from './landmark-rows.ts';
import { readOutcomes } from './outcomes.ts';
import { predictRows } from './predict-rows.ts';
import { evaluationText } from './report-text.ts';

const FEATURES = ['days-since-discharge', 'age', 'radiograph.cardiothoracic-ratio', 'echo.ejection-fraction'];
const [DAYS, AGE, RATIO, FRACTION] = [0, 1, 2, 3] as const;
const HORIZON = 30;

const opened = await openNodeSession(modelFolder, ownInputs());
const committed = survivalSession(opened);
afterAll(() => opened.close());

/** log-hazard = ratio + fraction where they are there, and −day where the day is known; a tenth of the patients with 0 come back within 30 days. */
async function run(_graph: string, { values, present }: NamedTensors): Promise<NamedTensors> {
  const [rows = 0, width = 0] = values?.shape ?? [];
  const at = (row: number, column: number) =>
    (values?.data[row * width + column] ?? 0) * (present?.data[row * width + column] ?? 0);
  const hazards = Float32Array.from(
    { length: rows },
    (_, row) => at(row, RATIO) + at(row, FRACTION) - at(row, DAYS),
  );
  const survival = Float32Array.from(
    { length: rows * (HORIZON + 1) },
    (_, place) =>
      0.9 **
      ((Math.exp(hazards[Math.floor(place / (HORIZON + 1))] ?? 0) * (place % (HORIZON + 1))) / HORIZON),
  );
  return {
    log_hazard: { data: hazards, shape: [rows] },
    survival: { data: survival, shape: [rows, HORIZON + 1] },
    member_survival: { data: survival, shape: [rows, 1, HORIZON + 1] },
  };
}

const shift = { low: -0.1, high: 1, patients: 100 };

const manifest: SurvivalManifest = {
  ...committed.manifest,
  members: 1,
  bands: { intermediate: 0.15, high: 0.3, rule: '' },
  inputs: {
    ...committed.manifest.inputs,
    features: FEATURES.map((id) => ({ id, unit: '1', plausible: [0, 1] as const, version: 1 })),
  },
  sources: [
    { id: 'ehr', label: 'Health record', features: ['age'] },
    { id: 'radiograph', label: 'Radiograph', features: ['radiograph.cardiothoracic-ratio'] },
    { id: 'echo', label: 'Echocardiogram', features: ['echo.ejection-fraction'] },
  ],
  shifts: [
    { ...shift, source: 'radiograph', given: ['ehr', 'echo'], day: 0 },
    { ...shift, source: 'echo', given: ['ehr', 'radiograph'], day: 0 },
    { ...shift, source: 'echo', given: ['ehr'], day: 0 },
  ],
  conformal: { level: 0.9, rule: '', thresholds: { discharge: 0.05, home: 0 } },
};

const session: SurvivalSession = { ...committed, manifest, run };

/** `null`: missing. */
function rowOf(ratio: number | null, fraction: number | null, day = 0): LandmarkRow {
  const given: (number | null)[] = [];
  given[DAYS] = day;
  given[AGE] = 70;
  given[RATIO] = ratio;
  given[FRACTION] = fraction;
  return {
    day,
    values: Float32Array.from(given, (value) => value ?? 0),
    present: Float32Array.from(given, (value) => (value === null ? 0 : 1)),
  };
}

describe('measureRanges', () => {
  it('takes one source at a time away and asks whether the risk lies where it was said to come to lie', async () => {
    const rows = [rowOf(0.5, 0.2), rowOf(-0.5, 0.9), rowOf(null, 2), rowOf(0.1, null)];
    const ranges = await measureRanges(session, rows, await predictRows(session, rows));
    // Of the third row no radiograph can be taken, and of the fourth without it no range is stated.
    expect(ranges.map(({ source, patients, covered }) => [source, patients, covered.estimate])).toEqual([
      ['radiograph', 2, 0.5],
      ['echo', 3, expect.closeTo(2 / 3)],
    ]);
    expect(ranges[0]?.width).toBeGreaterThan(0);
  });
});

describe('measureBound', () => {
  it('counts those who came back up to the end of the promised day', async () => {
    // A twentieth is reached on day 14 by a log-hazard of 0.
    const rows = [rowOf(0, 0), rowOf(0, 0), rowOf(0, 0), rowOf(0, 0)];
    const followUps = [13.9, 14.1, 20, 40].map((timeDays) => ({ timeDays, event: 1 as const }));
    const bound = measureBound(session, rows, await predictRows(session, rows), followUps, []);
    expect(bound).toMatchObject({ level: 0.9, patients: 4, days: 14, covered: { estimate: 0.75 } });
  });
});

describe('evaluateLandmark', () => {
  const patients = [0.4, -0.3, 1.2, 0, 0.9, -0.8, 0.2, 0.6].map((ratio, k) => ({
    patient: `p${k}`,
    rows: [rowOf(ratio, 0, 0), rowOf(ratio, 0, 3)],
  }));
  const outcomes = new Map(
    [12, 45, 2, 31, 3, 60, 33, 20].map((timeDays, k) => [`p${k}`, { timeDays, event: 1 as const }]),
  );
  const evaluated = { session, patients, outcomes, rounds: 20, isBySubset: true, say: () => undefined };

  it('is of those at risk, counted from the landmark', async () => {
    const discharge = await evaluateLandmark(evaluated, 0);
    expect(discharge).toMatchObject({ patients: 8, events: 4 });
    // Who came back on day 2 or 3 is not at risk on day 3; days 31 and 33 now lie within 30 days.
    expect(await evaluateLandmark(evaluated, 3)).toMatchObject({ patients: 6, events: 4 });
  });

  it('measures every choice of sources, and says the same twice', async () => {
    const found = await evaluateLandmark(evaluated, 0);
    expect(found.results.map(({ sources }) => sources?.join() ?? null)).toEqual([
      null,
      'ehr',
      'radiograph',
      'ehr,radiograph',
      'echo',
      'ehr,echo',
      'radiograph,echo',
      'ehr,radiograph,echo',
    ]);
    const [whole, blind] = found.results.map(({ measures }) => measures);
    expect(whole).toEqual(found.results.at(-1)?.measures);
    expect(whole?.harrellC.estimate).toBeGreaterThan(0.8);
    expect(blind?.harrellC.estimate).toBe(0.5);
    expect(await evaluateLandmark(evaluated, 0)).toEqual(found);
  });

  it('knows the day of the question whatever is left out', async () => {
    const { results } = await evaluateLandmark(evaluated, 3);
    const of = (...wanted: string[]) => results.find(({ sources }) => sources?.join() === wanted.join());
    expect(of('radiograph', 'echo')?.measures).toEqual(of('ehr', 'radiograph', 'echo')?.measures);
    expect(of('ehr')?.measures).not.toEqual(of('ehr', 'radiograph')?.measures);
  });

  it('checks stated ranges alone where nobody knows what became of the patients', async () => {
    const found = await evaluateLandmark({ ...evaluated, outcomes: null }, 0);
    expect(found).toMatchObject({ patients: 8, events: null, results: [], bound: null });
    expect(found.ranges).toHaveLength(2);
  });

  it('is told as tables with an interval beside each number', async () => {
    const landmarks = [await evaluateLandmark({ ...evaluated, isBySubset: false }, 0)];
    const text = evaluationText({
      model: { id: 'readmission', version: '2' },
      horizonDays: HORIZON,
      resamples: 20,
      patients: { read: 9, eligible: 8, withoutOutcome: 0 },
      landmarks,
    });
    expect(text).toContain('## At discharge: 8 patients, 4 readmitted within 30 days');
    expect(text).toMatch(/\| as given \| 0\.\d{3} \(0\.\d{3} to [01]\.\d{3}\) \|/);
    expect(text).not.toMatch(/NaN|undefined/);
  });
});

describe('readOutcomes', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outcomes-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (...lines: string[]) => {
    const path = join(folder, 'outcomes.ndjson');
    await writeFile(path, lines.join('\n'));
    return readOutcomes(path);
  };
  const line = (patient: string) => JSON.stringify({ patient, timeDays: 3, event: 1, note: 'more' });

  it('reads what became of each patient', async () => {
    expect(await read(line('a'), line('b'))).toEqual(
      new Map(['a', 'b'].map((id) => [id, { timeDays: 3, event: 1 }])),
    );
  });

  it.each([
    ['another event', '{"patient":"a","timeDays":3,"event":2}', /line 1: event/],
    ['a time before the discharge', '{"patient":"a","timeDays":-1,"event":0}', /line 1: timeDays/],
    ['no JSON', 'a,3,1', /line 1: not JSON/],
    ['a patient twice', `${line('a')}\n${line('a')}`, /line 2: patient a came before/],
  ])('refuses %s, and names line and field', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});
