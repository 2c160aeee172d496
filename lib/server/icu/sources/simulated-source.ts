import type { ReplaySource } from '#lib/icu/replay/replay-source.ts';
import { openWard } from '#lib/simulator/icu-live/live-ward.ts';
import { WARD_OPENED_MS, type Ward } from '#lib/simulator/icu-live/ward.ts';

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
