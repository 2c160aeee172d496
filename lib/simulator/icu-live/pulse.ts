import { clamp, exp, sin } from '../arithmetic.ts';
import { beatsBetween, breathTurnsAt, type LiveBeat } from './beats.ts';
import type { LiveStay } from './live-stay.ts';
import { valueAt } from './tracks.ts';

/** One pulse at a place of the body: from the foot of its upstroke to that of the next. Seconds from admission, mm Hg. */
export type Pulse = {
  readonly foot: number;
  readonly end: number;
  readonly systolic: number;
  readonly diastolic: number;
  /** Lowest pressure before the next upstroke. */
  readonly next: number;
};

/** Seconds from the foot to the top. */
export const UPSTROKE = 0.13;
/** Of the pulse pressure: how far the mean lies above the diastolic one in the shape below, which a test measures. */
export const MEAN_SHARE = 0.37;

/** From the R peak to the wrist: ejection takes about 0.09 s to begin, and the wave runs faster in tense vessels. */
const transitTime = (meanPressure: number): number => 0.17 + 0.0011 * clamp(85 - meanPressure, -40, 50);
/** The finger is further away. */
export const FINGER_LATER = 0.05;

/** Pressures at a time, as the tracks have them. */
export function pressuresAt(live: LiveStay, seconds: number) {
  const mean = valueAt(live.tracks.meanPressure, seconds / 60);
  const pulse = valueAt(live.tracks.pulsePressure, seconds / 60);
  const diastolic = mean - MEAN_SHARE * pulse;
  return { mean, diastolic, systolic: diastolic + pulse };
}

/** Ventilation sways the pulse pressure, the more the emptier the vessels (Michard F, Anesthesiology 2005;103:419–428). */
function sway(live: LiveStay, seconds: number): number {
  const minute = seconds / 60;
  const empty = clamp(valueAt(live.tracks.deficit, minute) / 1500, 0, 1.3);
  const share = valueAt(live.tracks.ventilated, minute) > 0.5 ? 0.03 + 0.09 * empty : 0.025;
  const turns = breathTurnsAt(live, seconds);
  return 1 + share * sin(2 * Math.PI * (turns - Math.floor(turns)));
}

function pulseOf(live: LiveStay, beats: readonly LiveBeat[], k: number, later: number): Pulse[] {
  const [before, beat, after] = [beats[k - 1], beats[k], beats[k + 1]];
  if (!before || !beat || !after) return [];
  const delay = (at: number) => later + transitTime(valueAt(live.tracks.meanPressure, at / 60));
  const [foot, end] = [beat.at + delay(beat.at), after.at + delay(after.at)];
  const { systolic, diastolic } = pressuresAt(live, foot);
  const usual = 60 / valueAt(live.tracks.heartRate, beat.at / 60);
  // A ventricle that had less time has less to eject.
  const filled = clamp(1 + 0.35 * ((beat.at - before.at) / usual - 1), 0.45, 1.2);
  const top = diastolic + (systolic - diastolic) * filled * sway(live, foot);
  return [{ foot, end, systolic: top, diastolic, next: pressuresAt(live, end).diastolic }];
}

/** Pulses that touch a span at the wrist, or `later` seconds further away. */
export function pulsesBetween(live: LiveStay, from: number, to: number, later = 0): Pulse[] {
  const beats = beatsBetween(live, from, to, 3);
  return beats.flatMap((_, k) => pulseOf(live, beats, k, later));
}

/** Share of the upstroke that is done, 0 to 1: half a cosine. */
const risen = (share: number): number => 0.5 - 0.5 * sin(Math.PI * (0.5 - share));

/** Height above the next foot, 1 at the top and 0 at the end: the fall of a windkessel with the bump of the closing valve. */
function fallen(share: number): number {
  const x = clamp(share, 0, 1);
  const straight = (exp(-2.6 * x) - exp(-2.6)) / (1 - exp(-2.6));
  const bump = x > 0.28 && x < 0.62 ? 0.085 * sin((Math.PI * (x - 0.28)) / 0.34) : 0;
  return straight + bump;
}

/** Pressure of a pulse at a time within it; continuous with the next one. */
export function pressureOf({ foot, end, systolic, diastolic, next }: Pulse, seconds: number): number {
  const since = seconds - foot;
  const up = Math.min(UPSTROKE, 0.4 * (end - foot));
  if (since < up) return diastolic + (systolic - diastolic) * risen(since / up);
  return next + (systolic - next) * fallen((since - up) / Math.max(0.05, end - foot - up));
}
