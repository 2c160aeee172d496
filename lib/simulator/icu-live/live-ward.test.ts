import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { type SentEvent, sentEvent } from '#lib/icu/events/stream-event.ts';
import { type CourseKind, courseKinds } from './course.ts';
import type { LiveStay } from './live-stay.ts';
import { openWard } from './live-ward.ts';
import { type TrackId, valueAt } from './tracks.ts';

const START = Date.UTC(2026, 10, 3, 6);
const EVERY_MINUTE = { vitalSignsEveryMs: 60_000, waveforms: false };
const ward = openWard({ seed: 9, beds: 60 });
const day = ward.eventsBetween(START, START + 24 * HOUR_MS, EVERY_MINUTE);
const lives = ward.staysBetween(START - 20 * 24 * HOUR_MS, START + 20 * 24 * HOUR_MS);
const ofKind = (kind: CourseKind): LiveStay[] => lives.filter(({ course }) => course.kind === kind);

describe('the simulated ward', () => {
  it('sends what the contract allows, in order of the time at which it is known', () => {
    expect(day.length).toBeGreaterThan(50_000);
    for (const { event } of day.filter((_, k) => k % 40 === 0)) expect(sentEvent.parse(event)).toEqual(event);
    expect(day.every(({ knownAt }, k) => k === 0 || knownAt >= (day[k - 1]?.knownAt ?? 0))).toBe(true);
    expect(day.every(({ knownAt, event }) => knownAt >= event.at)).toBe(true);
    expect(new Set(day.map(({ event }) => event.id)).size).toBe(day.length);
    const kinds = new Set<SentEvent['kind']>(day.map(({ event }) => event.kind));
    expect([...kinds].sort()).toEqual(['laboratory', 'note', 'placement', 'vital-signs']);
  });

  it('holds laboratory results back until they are there, and some readings until the gateway answers', () => {
    const results = day.filter(({ event }) => event.kind === 'laboratory');
    const delays = results.map(({ knownAt, event }) => (knownAt - event.at) / 60_000).sort((a, b) => a - b);
    expect(delays[0]).toBeGreaterThan(1);
    expect(delays[Math.floor(delays.length * 0.95)]).toBeGreaterThan(40);
    expect(day.some(({ event, knownAt }) => event.kind === 'vital-signs' && knownAt > event.at)).toBe(true);
  });

  it('has the same patient in a bed however many beds there are, and whatever was asked before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 300 }),
        (minute, minutes) => {
          const from = START + minute * 60_000;
          const few = openWard({ seed: 9, beds: 2 }).eventsBetween(
            from,
            from + minutes * 60_000,
            EVERY_MINUTE,
          );
          const halves = [0, 1].flatMap((half) =>
            ward.eventsBetween(
              from + half * minutes * 30_000,
              from + (half + 1) * minutes * 30_000,
              EVERY_MINUTE,
            ),
          );
          const patients = new Set(
            ward
              .staysBetween(from - 5 * HOUR_MS, from + minutes * 60_000)
              .filter(({ stay }) => stay.places[0].bed <= '02')
              .map(({ stay }) => stay.patient),
          );
          const line = ({ event }: (typeof few)[number]) => JSON.stringify(event);
          expect(few.map(line).sort()).toEqual(
            halves
              .filter(({ event }) => patients.has(event.patient))
              .map(line)
              .sort(),
          );
        },
      ),
      { numRuns: 12 },
    );
  });

  it('gives nobody a bed that is taken, also while patients are moved', () => {
    const week = ward.eventsBetween(START, START + 4 * 24 * HOUR_MS, {
      vitalSignsEveryMs: 24 * HOUR_MS,
      waveforms: false,
    });
    const moves = [...ward.placementsAt(START), ...week].flatMap(({ event }) =>
      event.kind === 'placement' ? [event] : [],
    );
    const bedOf = new Map<string, string>();
    const moved = moves.filter(({ patient, bed }) => {
      const before = bedOf.get(patient);
      expect([...bedOf.values()]).not.toContain(bed);
      bedOf.delete(patient);
      if (bed !== null) bedOf.set(patient, bed);
      return before !== undefined && bed !== null;
    });
    expect(bedOf.size).toBeGreaterThan(50);
    expect(moved.length).toBeGreaterThan(10);
  });
});

/** Change of a track from two hours before a trouble began to some hours after its onset, on average. */
function changes(kind: CourseKind, id: TrackId, hoursAfter: number): number {
  const found = ofKind(kind).flatMap(({ course, tracks }) => {
    if (course.began === null || course.onset === null) return [];
    return [valueAt(tracks[id], course.onset + 60 * hoursAfter) - valueAt(tracks[id], course.began - 30)];
  });
  return found.reduce((sum, one) => sum + one, 0) / found.length;
}

describe('what happens to its patients', () => {
  it('draws every course', () => {
    for (const kind of courseKinds) expect(ofKind(kind).length).toBeGreaterThan(10);
  });

  it('lets sepsis raise rate, breathing, heat, lactate and leukocytes, and lower pressure and platelets', () => {
    expect(changes('sepsis', 'heartRate', 2)).toBeGreaterThan(12);
    expect(changes('sepsis', 'respiratoryRate', 2)).toBeGreaterThan(3);
    expect(changes('sepsis', 'lactate', 4)).toBeGreaterThan(0.8);
    expect(changes('sepsis', 'leukocytes', 8)).toBeGreaterThan(3);
    expect(changes('sepsis', 'meanPressure', 1)).toBeLessThan(-8);
    expect(changes('sepsis', 'platelets', 12)).toBeLessThan(-20);
  });

  it('lets bleeding empty the vessels and failing lungs lower the saturation, and nothing of it happens to the stable', () => {
    expect(changes('haemorrhage', 'meanPressure', 1.5)).toBeLessThan(-10);
    expect(changes('haemorrhage', 'haemoglobin', 4)).toBeLessThan(-0.5);
    expect(changes('respiratory-failure', 'saturation', 0.5)).toBeLessThan(-5);
    for (const { tracks } of ofKind('stable')) {
      expect(Math.max(...tracks.lactate)).toBeLessThan(2.5);
      expect(Math.max(...tracks.infection)).toBe(0);
    }
  });

  it('treats after it has recognised, and noradrenaline brings the pressure back', () => {
    const septic = ofKind('sepsis').filter(({ given }) => given.some(({ what }) => what === 'noradrenaline'));
    expect(septic.length).toBeGreaterThan(10);
    for (const { course, given, tracks } of septic) {
      const first = given.find(({ what }) => what === 'noradrenaline')?.minute ?? 0;
      expect(first).toBeGreaterThanOrEqual(course.recognised ?? Number.POSITIVE_INFINITY);
      const before = valueAt(tracks.meanPressure, first);
      const after = valueAt(tracks.meanPressure, first + 180);
      expect(after).toBeGreaterThan(Math.min(before, 57));
    }
  });

  it('never says in the stream what is true of a patient', () => {
    const text = JSON.stringify(day.map(({ event }) => event));
    expect(text).not.toMatch(/onset|"course"|severity|haemorrhage|infection":/);
  });
});
