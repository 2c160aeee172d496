import type { SentEvent } from '#lib/icu/events/stream-event.ts';
import { placementOf, signsOf, wavesOf } from '../icu-stream/bedside.ts';

// What the beds of the wall send: calm patients who one after the other fall ill at once, are taken away, and are followed by another.

/** A heart rate tells by its last digits which second it is of: what stands on a tile is known again. */
const CODES = 30;
const CALM_RATE = 66;
const ILL_RATE = 126;
/** The first hour of a shock: over both thresholds from the first reading on, by the models as they are shipped. */
const ILL: Readonly<Record<string, number>> = {
  'respiratory-rate': 38,
  spo2: 84,
  temperature: 39.6,
  'systolic-pressure': 72,
  'mean-pressure': 48,
  'diastolic-pressure': 38,
  etco2: 24,
};
const ILL_S = 30;
/** Neighbours do not fall ill one after the other. */
const STRIDE = 7;

export type Course = {
  readonly beds: number;
  /** The first falls ill in this second. */
  readonly firstS: number;
  /** Seconds between two. */
  readonly everyS: number;
};

type State = { readonly stay: number; readonly state: 'calm' | 'falls-ill' | 'ill' | 'leaves' };

/** Which of the patients of a bed lies there in a second, and how it goes. */
export function stateOf(bed: number, second: number, { beds, firstS, everyS }: Course): State {
  const round = beds * everyS;
  const since = second - Math.floor(firstS + ((bed * STRIDE) % beds) * everyS);
  if (since < 0) return { stay: 0, state: 'calm' };
  const stay = Math.floor(since / round);
  const within = since - stay * round;
  if (within === 0) return { stay, state: 'falls-ill' };
  if (within < ILL_S) return { stay, state: 'ill' };
  return within === ILL_S ? { stay, state: 'leaves' } : { stay: stay + 1, state: 'calm' };
}

export const patientOf = (bed: number, stay: number): string => `bed-${bed}.${stay}`;

/** The second of a bed, of the last thirty before `now`, that a heart rate on its tile is of. */
export function secondOfRate(rate: number, now: number): number {
  const code = rate >= ILL_RATE ? rate - ILL_RATE : rate - CALM_RATE;
  return now - ((((now - code) % CODES) + CODES) % CODES);
}

function signs(patient: string, bed: number, at: number, second: number, isIll: boolean): SentEvent {
  const event = signsOf(bed, at, second);
  if (event.kind !== 'vital-signs') return event;
  const rate = (isIll ? ILL_RATE : CALM_RATE) + (second % CODES);
  const own = event.signs.map((one) => {
    if (one.sign === 'heart-rate') return { ...one, value: rate };
    return isIll ? { ...one, value: ILL[one.sign] ?? one.value } : one;
  });
  return { ...event, patient, id: `${patient}.signs.${at}`, signs: own };
}

/**
 * What a bed sends at `at`, ms since the epoch: its signs as they are, the second of its waveforms that is just over, and who came
 * or left.
 */
export function sentAt(bed: number, second: number, at: number, course: Course): readonly SentEvent[] {
  const { stay, state } = stateOf(bed, second, course);
  const patient = patientOf(bed, stay);
  const isFirst = second === 0 || stateOf(bed, second - 1, course).stay !== stay;
  const placed = { ...placementOf(bed, at), patient, id: `${patient}.placed.${at}` };
  const waves = wavesOf(bed, at - 1000).map((wave) => ({
    ...wave,
    patient,
    id: `${patient}.${wave.waveform}.${at}`,
  }));
  return [
    ...(isFirst ? [placed] : []),
    ...waves,
    signs(patient, bed, at, second, state === 'ill' || state === 'falls-ill'),
    ...(state === 'leaves' ? [{ ...placed, bed: null, id: `${patient}.left.${at}` }] : []),
  ];
}
