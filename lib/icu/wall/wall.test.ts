import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PatientScore } from '../alerts/score.ts';
import type { StreamEvent } from '../events/stream-event.ts';
import { Wall } from './wall.ts';
import type { WallClock, WallTile } from './wall-message.ts';

const MINUTE = 60_000;
const clockAt = (now: number, speed = 1): WallClock => ({ now, speed, replay: null });

const head = (patient: string, at: number, id: string) =>
  ({ version: 1, id, patient, source: 'monitor', at, ingestedAt: at }) as const;

const lies = (patient: string, bed: string | null, at: number): StreamEvent => ({
  ...head(patient, at, `${patient}-${bed}-${at}`),
  kind: 'placement',
  bed,
  ward: 'ICU',
  admittedAt: 0,
});

const rate = (patient: string, value: number, at: number, more: Partial<StreamEvent> = {}): StreamEvent => ({
  ...head(patient, at, `${patient}-hr-${at}`),
  kind: 'vital-signs',
  signs: [{ sign: 'heart-rate', value, unit: '/min' }],
  ...(more as object),
});

const wave = (patient: string, at: number): StreamEvent => ({
  ...head(patient, at, `${patient}-ecg-${at}`),
  kind: 'waveform',
  waveform: 'ecg',
  rate: 250,
  unit: 'mV',
  gain: 1,
  offset: 0,
  samples: '',
});

const score = (patient: string, at: number): PatientScore => ({
  condition: 'sepsis',
  probability: 0.4,
  gap: null,
  threshold: 0.2,
  horizonHours: 6,
  at,
  changeInHour: 0.1,
  factors: [{ modality: 'vital-signs', feature: 'heart-rate', text: `of ${patient}`, share: 1 }],
  model: 'm/1',
  arm: 'main',
  receipt: {
    model: { id: 'm', version: '1', graphs: {} },
    simulatedTraining: false,
    computedAt: '2026-11-29T12:00:00.000Z',
    durationMs: 1,
    log: 'test',
    partition: 0,
    offset: '0',
    windowFrom: 0,
    inputs: [],
  },
});

const PATIENTS = ['a', 'b', 'c', 'd'];
const BEDS = ['1', '2', '3'];

/** A heart rate that only this patient has. */
const ownRate = (patient: string, at: number) => 100 * (1 + PATIENTS.indexOf(patient)) + (at % 100);

const patientOf = fc.constantFrom(...PATIENTS);
const timeOf = fc.integer({ min: 0, max: 400 });
const events = fc.array(
  fc.oneof(
    fc
      .record({ patient: patientOf, bed: fc.constantFrom(...BEDS, null), at: timeOf })
      .map(({ patient, bed, at }) => lies(patient, bed, at * MINUTE)),
    fc
      .record({ patient: patientOf, at: timeOf })
      .map(({ patient, at }) => rate(patient, ownRate(patient, at), at * MINUTE)),
    fc.record({ patient: patientOf, at: timeOf }).map(({ patient, at }) => wave(patient, at * MINUTE)),
  ),
  { maxLength: 80 },
);

/** Whatever a tile shows is of the patient whose name it bears. */
function expectOwn({ patient, signs, scores }: WallTile): void {
  const value = signs['heart-rate']?.value;
  if (value !== undefined) expect(Math.floor(value / 100)).toBe(1 + PATIENTS.indexOf(patient ?? ''));
  const texts = scores.flatMap(({ factors }) => factors.map(({ text }) => text));
  for (const text of texts) expect(text).toBe(`of ${patient}`);
}

/** Every tile as text, but for the time of its newest reading. */
const textsOf = (wall: Wall, beds: Iterable<string>): ReadonlyMap<string, string> =>
  new Map([...beds].map((bed) => [bed, JSON.stringify({ ...wall.tile(bed, clockAt(0)), newest: 0 })]));

describe('a wall', () => {
  it("never shows anything of one patient on another's tile, however patients move", () => {
    fc.assert(
      fc.property(events, (all) => {
        const wall = new Wall();
        for (const event of all) {
          const { waveforms } = wall.take([event]);
          wall.takeScore(event.patient, score(event.patient, event.at));
          for (const { bed, patient } of waveforms)
            expect(wall.tile(bed, clockAt(event.at)).patient).toBe(patient);
        }
        const tiles = wall.beds.map((bed) => wall.tile(bed, clockAt(400 * MINUTE)));
        const shown = tiles.flatMap(({ patient }) => patient ?? []);
        expect(new Set(shown).size).toBe(shown.length);
        for (const tile of tiles) expectOwn(tile);
      }),
    );
  });

  it('loses nobody: whoever has not left is on exactly one tile', () => {
    fc.assert(
      fc.property(events, (all) => {
        const wall = new Wall();
        wall.take(all);
        const shown = wall.beds.map((bed) => wall.tile(bed, clockAt(0)).patient);
        const here = new Set(all.map(({ patient }) => patient).filter((one) => wall.bedOf(one) !== null));
        expect(new Set(shown.filter((one) => one !== null))).toEqual(here);
      }),
    );
  });

  it('is the same whatever comes twice', () => {
    fc.assert(
      fc.property(events, fc.nat(80), (all, from) => {
        const [once, twice] = [new Wall(), new Wall()];
        const sorted = all.toSorted((a, b) => a.at - b.at);
        once.take(sorted);
        twice.take(sorted);
        twice.take(sorted.slice(from));
        const tilesOf = (wall: Wall) => wall.beds.map((bed) => wall.tile(bed, clockAt(0)));
        expect(tilesOf(twice)).toEqual(tilesOf(once));
      }),
    );
  });

  it('names every bed whose tile has changed', () => {
    fc.assert(
      fc.property(events, (all) => {
        const wall = new Wall();
        for (const event of all) {
          const before = textsOf(wall, wall.beds);
          const { beds } = wall.take([event]);
          const after = textsOf(wall, before.keys());
          const changed = [...before.keys()].filter((bed) => before.get(bed) !== after.get(bed));
          expect([...beds]).toEqual(expect.arrayContaining(changed));
        }
      }),
    );
  });

  it('moves everything of a patient with them, and tells where they came from', () => {
    const wall = new Wall();
    wall.take([lies('p1', '1', 0), lies('p2', '2', 0), rate('p1', 91, MINUTE), rate('p2', 70, MINUTE)]);
    wall.take([lies('p2', null, 2 * MINUTE), lies('p1', '2', 3 * MINUTE), lies('p1', '2', 4 * MINUTE)]);
    wall.take([lies('p3', '1', 5 * MINUTE)]);
    const [first, second] = ['1', '2'].map((bed) => wall.tile(bed, clockAt(6 * MINUTE)));
    expect(first).toMatchObject({ patient: 'p3', movedFrom: null, signs: {}, newest: null });
    expect(second).toMatchObject({ patient: 'p1', movedFrom: { bed: '1', at: 3 * MINUTE } });
    expect(second?.signs['heart-rate']?.value).toBe(91);
  });

  it('says "no data" and takes the score back when the stream of a bed stops, and only then', () => {
    const wall = new Wall();
    wall.take([lies('a', '1', 0), rate('a', 80, MINUTE)]);
    wall.takeScore('a', score('a', MINUTE));
    wall.takeRules('a', [{ id: 'news2', value: 7, missing: [] }]);
    expect(wall.tile('1', clockAt(3 * MINUTE)).scores).toMatchObject([{ probability: 0.4, gap: null }]);
    const later = wall.tile('1', clockAt(8 * MINUTE));
    expect(later.scores).toMatchObject([
      { probability: null, gap: 'No data for 7 min.', factors: [], changeInHour: null },
    ]);
    expect(later.rules).toEqual([{ id: 'news2', value: null, missing: ['No data for 7 min.'] }]);
    // In a replay of 600 times a second is ten minutes: what is under way is not missing.
    expect(wall.tile('1', clockAt(8 * MINUTE, 600)).scores).toMatchObject([{ probability: 0.4 }]);
  });

  it('takes back a score that new readings have left behind', () => {
    const wall = new Wall();
    wall.take([lies('a', '1', 0), rate('a', 80, 40 * MINUTE)]);
    wall.takeScore('a', score('a', 0));
    expect(wall.tile('1', clockAt(40 * MINUTE)).scores).toMatchObject([
      { probability: null, gap: 'The last score is 40 min older than the newest reading.' },
    ]);
  });

  it('shows a correction in the place of what it corrects, in whatever order they come', () => {
    const wrong = rate('a', 800, 2 * MINUTE);
    const right: StreamEvent = { ...rate('a', 80, MINUTE), id: 'right', corrects: wrong.id };
    for (const order of [
      [wrong, right],
      [right, wrong],
      [wrong, right, wrong],
    ]) {
      const wall = new Wall();
      wall.take([lies('a', '1', 0), ...order]);
      expect(wall.tile('1', clockAt(0)).signs['heart-rate']).toEqual({ value: 80, unit: '/min', at: MINUTE });
    }
  });

  it('marks what is doubted, tells laboratory values by analyte, and who lies there by age band', () => {
    const wall = new Wall();
    const doubts = [{ of: 'heart-rate', reason: 'no heart is that fast' }];
    wall.take([
      { ...lies('a', '1', 0), age: 67, sex: 'female' } as StreamEvent,
      rate('a', 900, MINUTE, { doubts }),
      { ...head('a', MINUTE, 'lab'), kind: 'laboratory', loinc: '2524-7', value: 3.4, unit: 'mmol/L' },
    ]);
    expect(wall.tile('1', clockAt(MINUTE))).toMatchObject({
      who: '60–69 y, female',
      signs: { 'heart-rate': { value: 900, doubt: 'no heart is that fast' } },
      laboratory: { lactate: { value: 3.4, unit: 'mmol/L', at: MINUTE } },
    });
    expect(wall.course('1', 0, clockAt(MINUTE))?.signs['heart-rate']).toHaveLength(1);
    expect(wall.course('none', 0, clockAt(0))).toBeNull();
  });
});
