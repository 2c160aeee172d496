import { clamp, sin } from '../arithmetic.ts';
import { openGrain } from '../imaging/grain.ts';
import { openStream } from '../stream.ts';
import type { BeatLabel } from '../wearables/ecg/tachogram.ts';
import type { LiveStay } from './live-stay.ts';
import { stateAt, valueAt } from './tracks.ts';
import { MINUTE_MS } from './ward.ts';

/** A heartbeat of a stay: `number` counts from admission, `at` is the R peak in seconds from admission. */
export type LiveBeat = { readonly number: number; readonly at: number; readonly label: BeatLabel };

/**
 * Beat n comes where the turns of the heart reach n, so that any window of a stay can be had without what came before.
 * Breathing and Mayer waves shift the turns: respiratory sinus arrhythmia of about 25 ms a beat, less when ventilated or ill.
 */
const SINUS_ARRHYTHMIA = 0.03;
const MAYER = 0.035;
const MAYER_HZ = 0.1;
/** Intervals of atrial fibrillation are drawn for so many beats at a time, and together last as long as the rate wants. */
const BLOCK = 32;
const SPREAD = 0.2;
/** An ectopic beat comes so much of an interval early; the next one waits for the sinus node. */
const EARLY = 0.36;

const fraction = (turns: number): number => turns - Math.floor(turns);

/** Turns at a time in seconds from admission: cumulated at each minute, and between them as the rate changes evenly. */
function turnsAt(turns: Float64Array, perMinute: Float32Array, seconds: number): number {
  const last = perMinute.length - 1;
  const minute = Math.floor(seconds / 60);
  if (minute < 0) return (seconds * (perMinute[0] ?? 0)) / 60;
  if (minute >= last) return (turns[last] ?? 0) + (seconds / 60 - last) * (perMinute[last] ?? 0);
  const part = seconds / 60 - minute;
  const rate = perMinute[minute] ?? 0;
  return (turns[minute] ?? 0) + part * rate + (part * part * ((perMinute[minute + 1] ?? rate) - rate)) / 2;
}

export const breathTurnsAt = ({ breathTurns, tracks }: LiveStay, seconds: number): number =>
  turnsAt(breathTurns, tracks.respiratoryRate, seconds);

const heartTurnsAt = ({ heartTurns, tracks }: LiveStay, seconds: number): number =>
  turnsAt(heartTurns, tracks.heartRate, seconds);

/** Where the turns reach a number: by bisection, since they only grow. */
function timeOfTurns(live: LiveStay, wanted: number): number {
  const { heartTurns } = live;
  let [low, high] = [-1, heartTurns.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((heartTurns[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  let [from, to] = [low * 60, (low + 1) * 60];
  for (let step = 0; step < 26; step += 1) {
    const middle = (from + to) / 2;
    if (heartTurnsAt(live, middle) <= wanted) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/** How far, in turns, beat n of a fibrillating heart lies from its place: blocks of intervals skewed to the long. */
function fibrillatingShift({ stay }: LiveStay, n: number): number {
  const block = Math.floor(n / BLOCK);
  const grain = openGrain(openStream(stay.seed, stay.index, `icu-live-fibrillation-${block}`));
  const intervals = Array.from({ length: BLOCK }, () => {
    const x = clamp(SPREAD * grain.normal(), -0.55, 0.7);
    return 1 + x + (x * x) / 2;
  });
  const sum = intervals.reduce((all, one) => all + one, 0);
  const before = intervals.slice(0, n - block * BLOCK).reduce((all, one) => all + one, 0);
  return (before * BLOCK) / sum - (n - block * BLOCK);
}

/** Ectopics, about one in 300 beats, decided for each beat by itself. */
const isEctopic = ({ stay }: LiveStay, n: number): boolean =>
  openStream(stay.seed, stay.index, `icu-live-beat-${n}`).chance(1 / 300);

/** Turns by which breathing and Mayer waves advance the heart at a time. */
function sinusShift(live: LiveStay, seconds: number): number {
  const minute = seconds / 60;
  const calm =
    1 - 0.7 * Math.max(stateAt(live.tracks.ventilated, minute), valueAt(live.tracks.infection, minute));
  const breath = sin(2 * Math.PI * fraction(breathTurnsAt(live, seconds)));
  return calm * (SINUS_ARRHYTHMIA * breath + MAYER * sin(2 * Math.PI * fraction(MAYER_HZ * seconds)));
}

/** Beat n of a stay. */
export function beatOf(live: LiveStay, number: number): LiveBeat {
  const even = timeOfTurns(live, number);
  if (stateAt(live.tracks.fibrillating, even / 60) > 0)
    return { number, at: timeOfTurns(live, number + fibrillatingShift(live, number)), label: 'N' };
  const early = isEctopic(live, number) ? EARLY : 0;
  const at = timeOfTurns(live, number - sinusShift(live, even) - early);
  return { number, at, label: early > 0 ? 'V' : 'N' };
}

/** Number of the beat that is due at a time; the one that came last may be a neighbour. */
export const beatNumberAt = (live: LiveStay, seconds: number): number =>
  Math.floor(heartTurnsAt(live, seconds));

/** Beats from `from` to `to`, in seconds from admission, with so many more before and after. */
export function beatsBetween(live: LiveStay, from: number, to: number, more: number): LiveBeat[] {
  const first = beatNumberAt(live, from) - more;
  const last = beatNumberAt(live, to) + more;
  return Array.from({ length: last - first + 1 }, (_, k) => beatOf(live, first + k)).sort(
    (a, b) => a.at - b.at,
  );
}

/** Seconds from admission at a time of the clock. */
export const secondsOf = ({ stay }: LiveStay, ms: number): number => (ms - stay.from) / 1000;
export const minuteOf = ({ stay }: LiveStay, ms: number): number => (ms - stay.from) / MINUTE_MS;
