import type { TrueEvent } from '#lib/icu/alerts/budget.ts';
import type { ReplaySource } from '#lib/icu/replay/replay-source.ts';
import { openWard } from '#lib/simulator/icu-live/live-ward.ts';
import { MINUTE_MS, WARD_OPENED_MS, type Ward } from '#lib/simulator/icu-live/ward.ts';

/** The simulated ward as a source: at any instant it is what its seed says, so that a new start goes on where the last one was. */
export function simulatedSource(ward: Ward): ReplaySource {
  const live = openWard(ward);
  return {
    title: `Simulated ward of ${ward.beds} ${ward.beds === 1 ? 'bed' : 'beds'}, seed ${ward.seed}`,
    simulated: true,
    from: WARD_OPENED_MS,
    to: Number.POSITIVE_INFINITY,
    placementsAt: async (at) => live.placementsAt(at),
    eventsBetween: async (from, to, detail) => live.eventsBetween(from, to, detail),
  };
}

/** Onsets of sepsis in the ward within a span of time, as the simulation knows them and no event tells. */
export function simulatedTruth(ward: Ward, from: number, to: number): readonly TrueEvent[] {
  return openWard(ward)
    .staysBetween(from, to)
    .flatMap(({ stay, course }) => {
      if (course.kind !== 'sepsis' || course.onset === null) return [];
      const onset = stay.from + course.onset * MINUTE_MS;
      return onset >= from && onset < to ? [{ patient: stay.patient, onset }] : [];
    });
}
