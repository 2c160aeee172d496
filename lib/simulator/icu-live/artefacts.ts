import { HOUR_MS } from '#lib/clinical/moment.ts';
import { openStream, type Stream } from '../stream.ts';
import type { Stay } from './ward.ts';

/** What goes wrong with measuring, and how often in an hour and for how many seconds. */
const KINDS = {
  /** The patient moves: noise on everything, the saturation reads low. */
  movement: { perHour: 0.8, seconds: [5, 40] },
  /** The finger clip came off: some wrong low values, then none. */
  'probe-off': { perHour: 0.12, seconds: [60, 900] },
  /** The line is flushed or blood is drawn from it: the pressure of the bag. */
  flush: { perHour: 0.25, seconds: [6, 14] },
  /** An electrode came off: no ECG, no breathing by impedance. */
  'lead-off': { perHour: 0.05, seconds: [60, 420] },
  /** Nothing reaches us: lost, or held back by the gateway and sent late. */
  lost: { perHour: 0.02, seconds: [120, 1500] },
  late: { perHour: 0.015, seconds: [60, 900] },
} as const satisfies Record<string, { perHour: number; seconds: readonly [number, number] }>;
export const LONGEST_ARTEFACT_MS = 1_500_000;
export type ArtefactKind = keyof typeof KINDS;

/** ms since the epoch, `to` exclusive. */
export type Artefact = { readonly kind: ArtefactKind; readonly from: number; readonly to: number };

/** The longest lasts less than an hour: what is going on began in this hour or the one before. */
function inHour(stay: Stay, hour: number): Artefact[] {
  if (hour < 0) return [];
  const stream: Stream = openStream(stay.seed, stay.index, `icu-live-artefacts-${hour}`);
  return Object.entries(KINDS).flatMap(([kind, { perHour, seconds }]) =>
    Array.from({ length: stream.count(perHour) }, () => {
      const from = stay.from + hour * HOUR_MS + stream.integer(0, 3599) * 1000;
      const to = from + stream.integer(seconds[0], seconds[1]) * 1000;
      // `entries` forgets which keys there are.
      return { kind: kind as ArtefactKind, from, to };
    }),
  );
}

/** Artefacts that touch a span of a stay, in no order. */
export function artefactsBetween(stay: Stay, from: number, to: number): Artefact[] {
  const first = Math.floor((from - stay.from) / HOUR_MS) - 1;
  const last = Math.floor((to - stay.from) / HOUR_MS);
  const hours = Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => inHour(stay, first + k));
  return hours.flat().filter((one) => one.from < to && one.to > from);
}

export const isDuring = (artefacts: readonly Artefact[], kind: ArtefactKind, ms: number): boolean =>
  artefacts.some((one) => one.kind === kind && ms >= one.from && ms < one.to);
